from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.pages.models import KnowledgePage

from ..listing import listing
from .site_visit_page import SiteVisitPage


class SiteVisitIndexPage(KnowledgePage):
    """All visits; also the home of those without a single travelling city."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["site_visits.SiteVisitPage"]

    class Meta:
        verbose_name = _("list of site visits")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | listing(SiteVisitPage.objects.readable(), request)
