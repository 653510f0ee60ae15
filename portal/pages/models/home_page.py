from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from ..selectors import home_context
from .knowledge_page import KnowledgePage


class HomePage(KnowledgePage):
    """The front door. What it shows comes from the apps (see `portal.pages.sections`)."""

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = _("home")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | home_context(self, request)
