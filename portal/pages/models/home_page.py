from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from .knowledge_page import KnowledgePage


class HomePage(KnowledgePage):
    """The front door. What it shows comes from the apps' home sections (see `home_sections`)."""

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = _("home")
