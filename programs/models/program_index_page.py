from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.pages.models import KnowledgePage

from ..listing import listing
from .program_page import ProgramPage


class ProgramIndexPage(KnowledgePage):
    """All programs of all cities. Programs themselves live under their city."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("list of programs")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | listing(ProgramPage.objects.readable(), request)
