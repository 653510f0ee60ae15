from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .choosers import source_chooser
from .dead_links import DeadLinksPanel
from .models import Source
from .permissions import SourcePermissionPolicy
from .viewset import SourceViewSet

register_permission_policy(Source, SourcePermissionPolicy(Source))


@hooks.register("register_admin_viewset")
def sources() -> list[Any]:
    return [source_chooser, SourceViewSet()]


@hooks.register("construct_homepage_panels")
def dead_links(request: Any, panels: list[Any]) -> None:
    panels.append(DeadLinksPanel(request.user))
