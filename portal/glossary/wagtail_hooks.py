from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from portal.provenance.permissions import EditorsPolicy

from .models import GlossaryTerm
from .viewset import GlossaryViewSet

register_permission_policy(GlossaryTerm, EditorsPolicy(GlossaryTerm))


@hooks.register("register_admin_viewset")
def terms() -> list[Any]:
    return [GlossaryViewSet()]
