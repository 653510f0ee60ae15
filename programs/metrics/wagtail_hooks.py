from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from portal.provenance.permissions import AdministratorsOnlyPolicy

from .choosers import MetricChooserViewSet
from .models import Definition, Metric, Observation
from .permissions import FigurePermissionPolicy
from .viewsets import DictionaryViewSetGroup, FigureViewSet

register_permission_policy(Observation, FigurePermissionPolicy(Observation))
register_permission_policy(Metric, AdministratorsOnlyPolicy(Metric))
register_permission_policy(Definition, AdministratorsOnlyPolicy(Definition))


@hooks.register("register_admin_viewset")
def metrics() -> list[Any]:
    return [MetricChooserViewSet("metric_chooser"), FigureViewSet(), DictionaryViewSetGroup()]
