from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from portal.provenance.permissions import EditorsPolicy

from .models import WordGroup
from .viewset import WordGroupViewSet

register_permission_policy(WordGroup, EditorsPolicy(WordGroup))


@hooks.register("register_admin_viewset")
def synonyms() -> list[Any]:
    return [WordGroupViewSet()]
