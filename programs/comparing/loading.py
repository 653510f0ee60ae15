"""What a comparison reads of its programs, and what sentences call them."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from wagtail.models import Page

from portal.pages.models import CityPage
from portal.provenance.row_loading import load_rows
from programs.listing import place_of

from .choice import city_of
from .fields import RELATIONS

if TYPE_CHECKING:
    from programs.models import ProgramPage


def load(pages: Sequence["ProgramPage"]) -> None:
    """The rows of the programs and of their cities; three queries."""
    cities = load_cities(pages)
    load_rows(pages, RELATIONS)
    load_rows(cities, {"citations": ["source"], "populations": []})


def load_cities(pages: Sequence["ProgramPage"]) -> list[CityPage]:
    """Those that the programs live under, which they then know; one query."""
    cities = list(CityPage.objects.filter(path__in={page.path[: -Page.steplen] for page in pages}))
    by_path = {city.path: city for city in cities}
    for page in pages:
        city = by_path.get(page.path[: -Page.steplen])
        page.pages_above = [city] if city is not None else []
    return cities


def short_names(pages: Sequence["ProgramPage"]) -> dict[int, str]:
    """By their cities in running words; by their whole names where a city has two of them."""
    cities = {page.pk: city_of(place_of(page)) for page in pages}
    many = Counter(cities.values())
    return {
        page.pk: city if (city := cities[page.pk]) and many[city] == 1 else page.title
        for page in pages
    }
