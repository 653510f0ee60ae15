"""Named ways to narrow programs."""

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page
from wagtail.query import PageQuerySet

from portal.pages.visibility import is_public

if TYPE_CHECKING:
    from portal.pages.models import CityPage


class ProgramQuerySet(PageQuerySet):
    def for_city(self, city: "CityPage") -> Self:
        return self.descendant_of(city)

    def readable(self) -> Self:
        """Those that the public may read."""
        return self.filter(is_public())

    def with_city(self) -> Self:
        """`city_name`, `city_title` and `state` of the city that they live under."""
        parent = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
        cities = apps.get_model("pages", "CityPage").objects.filter(path=parent)
        return self.annotate(
            city_name=Subquery(cities.values("city_name")[:1]),
            city_title=Subquery(cities.values("title")[:1]),
            state=Subquery(cities.values("state")[:1]),
        )
