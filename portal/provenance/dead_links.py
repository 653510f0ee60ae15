"""On the dashboard: sources whose address died, so that somebody looks for where they are now."""

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from .admin_filters import DEAD
from .models import Source
from .permissions import is_editor

_MOST = 8


class DeadLinksPanel(Component):
    name = "dead_links"
    template_name = "provenance/admin/dead_links.html"
    order = 130

    def __init__(self, user: Any) -> None:
        self.user = user

    def render_html(self, parent_context: Any = None) -> str:
        """Nothing, where nothing died or there is nobody to mend it."""
        if not is_editor(self.user):
            return ""
        dead = Source.objects.current().with_dead_address()
        self.count = dead.count()
        # Those without a copy have nothing left to read.
        self.sources = dead.order_by("archived_copy", "-state_since", "pk")[:_MOST]
        return str(super().render_html(parent_context)) if self.count else ""

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {
            "count": self.count,
            "sources": self.sources,
            "listing": f"{reverse('source_register:index')}?address_state={DEAD}",
        }
