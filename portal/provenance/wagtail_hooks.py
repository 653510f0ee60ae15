from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .choosers import source_chooser
from .models import Source
from .permissions import SourcePermissionPolicy
from .viewset import SourceViewSet

register_permission_policy(Source, SourcePermissionPolicy(Source))


@hooks.register("register_admin_viewset")
def sources() -> list[Any]:
    return [source_chooser, SourceViewSet()]
