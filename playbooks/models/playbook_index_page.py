from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.pages.models import KnowledgePage

from ..listing import listing
from .playbook_page import PlaybookPage


class PlaybookIndexPage(KnowledgePage):
    """All playbooks; also the home of those that belong to no single city."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["playbooks.PlaybookPage"]

    class Meta:
        verbose_name = _("list of playbooks")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | listing(PlaybookPage.objects.readable(), request)
