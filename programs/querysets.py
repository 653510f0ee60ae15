"""Named ways to narrow programs."""

from typing import TYPE_CHECKING, Self

from wagtail.query import PageQuerySet

if TYPE_CHECKING:
    from portal.pages.models import CityPage


class ProgramQuerySet(PageQuerySet):
    def for_city(self, city: "CityPage") -> Self:
        return self.descendant_of(city)

    def for_listing(self) -> Self:
        """By title, with what a card shows: models, milestones, hours, contacts."""
        return self.prefetch_related("response_models", "milestones", "hours").order_by("title")
