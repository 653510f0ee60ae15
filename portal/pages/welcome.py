"""The first screen after signing in: one's own pages, and what they lack."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.permission_policies.pages import PagePermissionPolicy

from portal.provenance.overview import expected_facts

from .models import CityPage, KnowledgePage

# A listing of everything is what the tree is for; this is what was worked on last.
_MOST_PAGES = 8


@dataclass(frozen=True)
class OwnPage:
    page: Any
    address: str
    expected: int
    filled: int
    missing: str


class WelcomePanel(Component):
    name = "welcome"
    template_name = "pages/admin/welcome.html"
    order = 40

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        policy = PagePermissionPolicy(KnowledgePage)
        own = policy.instances_user_has_permission_for(self.user, "change")
        asked = [
            page
            for page in own.order_by("-latest_revision_created_at")[: _MOST_PAGES * 3].specific()
            if page.expected_facts or page.core_fact_list()
        ]
        cities = PagePermissionPolicy(CityPage).instances_user_has_permission_for(
            self.user, "change"
        )
        return {
            "pages": [_own_page(page) for page in asked[:_MOST_PAGES]],
            "cities": list(cities.order_by("title")[:3]),
            "user": self.user,
        }


def _own_page(page: Any) -> OwnPage:
    facts = expected_facts(page)
    missing = [fact.label for fact in facts if not fact.value]
    words = ", ".join(missing[:4]) + (" …" if len(missing) > 4 else "")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return OwnPage(page, address, len(facts), len(facts) - len(missing), words)
