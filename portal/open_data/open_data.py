"""The platform's own records: cities, and the sources that everything rests on.

They are declared here and not beside their models because imports point this way.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.lists.filters import Filter
from portal.pages.filters import CITY_FILTERS
from portal.pages.models import CityIndexPage, CityPage
from portal.pages.selectors import CITY_ROWS
from portal.provenance.filters import SOURCE_FILTERS
from portal.provenance.models import Source
from portal.provenance.row_loading import load_rows
from portal.provenance.uses import sources_in_use
from portal.provenance.views import SORTS

from .columns import Column, columns_of
from .glossary_rows import meanings
from .pages import HEAD, REVIEW, PageTable
from .sheets import Sheet, record_of
from .tables import Table, register
from .twins import list_twin, narrowed_sheet, twin_at


def _people(city: Any) -> int | None:
    return city.population.count if city.population else None


def _people_in(city: Any) -> int | None:
    return city.population.year if city.population else None


@register
class Cities(PageTable):
    name = "cities"
    one = "City"
    address = "/cities/"
    model = CityPage
    title = _("Cities")
    text = _("A city, county or town that has a program.")
    columns = (
        Column("id", _("What addresses call it."), lambda city: city.slug),
        *HEAD[1:],
        *columns_of(CityPage, "city_name", "state", "state_code", "country", "county"),
        Column("population", _("Residents, by the latest count."), _people, "integer"),
        Column("population_year", _("The year of that count."), _people_in, "integer"),
        *columns_of(CityPage, "area_km2", "households", "latitude", "longitude"),
        *columns_of(
            CityPage,
            "emergency_number",
            "service_number",
            "center_name",
            "center_governance",
            "contact",
        ),
        *REVIEW,
    )

    def rows(self) -> QuerySet[Any]:
        return super().rows().order_by("title", "pk")

    def filters(self) -> Sequence[type[Filter]]:
        return CITY_FILTERS

    def key_of(self, page: Any) -> str:
        return str(page.slug)

    def load(self, rows: Sequence[Any]) -> None:
        load_rows(rows, CITY_ROWS)


@register
class Sources(Table):
    name = "sources"
    one = "Source"
    address = "/sources/"
    title = _("Sources")
    text = _("A publication that facts or figures of this portal rest on, as it was read.")
    sorts = SORTS
    kept_as = "sources"
    columns = (
        *columns_of(Source, "id=key", meanings={"id": _("What facts and figures call it.")}),
        *columns_of(Source, "title", "publisher", "kind"),
        *columns_of(Source, "url=address", meanings={"url": _("Where it was published.")}),
        *columns_of(Source, "published", "accessed", "archived_copy", "note"),
        Column(
            "page",
            _("The page of this portal that shows what rests on it."),
            lambda source: source.get_absolute_url(),
            "address",
        ),
    )

    def rows(self) -> QuerySet[Any]:
        return sources_in_use()

    def filters(self) -> Sequence[type[Filter]]:
        return SOURCE_FILTERS

    def find(self, key: str) -> Any | None:
        return self.rows().filter(key=key).first()


list_twin("cities", CityIndexPage)


_GLOSSARY = (
    Column("term", _("The word or the letters."), lambda each: each.term),
    Column("stands_for", _("What the letters stand for."), lambda each: each.stands_for),
    Column("meaning", _("What it means, in plain words."), lambda each: each.text),
    Column("also_written", _("Other ways to write it."), lambda each: each.also_written),
    Column(
        "used_by",
        _("The program that uses the letters so. Empty: the whole field."),
        lambda each: each.used_by,
    ),
    Column("place", _("Where that program is."), lambda each: each.place),
    Column("page", _("The page that says so."), lambda each: each.page, "address"),
    Column(
        "sources",
        _("Who says so, by the ids of sources. Empty: the wording is ours."),
        lambda each: each.sources,
        "list",
    ),
)


@twin_at("glossary")
def glossary(_request: HttpRequest) -> Sheet:
    records = (record_of(_GLOSSARY, each) for each in meanings())
    return Sheet("glossary", _("Glossary"), _GLOSSARY, records)


@twin_at("sources")
def sources(request: HttpRequest) -> Sheet:
    return narrowed_sheet(request, "sources")
