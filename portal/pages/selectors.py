"""What the platform's own pages show: cities and home."""

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.lists.narrowed import NarrowedList
from portal.provenance.facts import Fact, FactGroup, grouped_by_sources
from portal.provenance.row_loading import Relations, load_rows
from portal.provenance.source_names import name_sources

from .filters import CITY_FILTERS, LetterFilter
from .sections import sections_shown
from .structured_data import structured_data

if TYPE_CHECKING:
    from .models import CityPage, HomePage

CITY_ROWS: Relations = {"citations": ["source"], "populations": [], "links": []}

# What the page says of the place. A gap is shown where a visitor or a caller would look for it.
CITY_FACTS = {
    "city_name": gettext_lazy("City"),
    "state": gettext_lazy("State or province"),
    "state_code": "",
    "country": "",
    "county": "",
    "populations": gettext_lazy("Population"),
    "area_km2": "",
    "households": "",
    "latitude": gettext_lazy("Latitude"),
    "longitude": gettext_lazy("Longitude"),
    "emergency_number": gettext_lazy("In an emergency"),
    "service_number": gettext_lazy("Service requests"),
    "center_name": "",
    "center_governance": "",
    "contact": "",
    "links": gettext_lazy("Links"),
}
LOOKED_FOR = {"populations", "service_number", "center_name", "center_governance", "contact"}

# Questions that the example answers; a search without an answer invites to add one.
EXAMPLE_SEARCHES = [
    gettext_lazy("how do dispatchers decide which calls"),
    gettext_lazy("training hours"),
    gettext_lazy("clinicians in the 911 center"),
]


CITIES_PER_PAGE = 50


def city_listing(cities: QuerySet["CityPage"], request: HttpRequest) -> dict[str, Any]:
    """One page of the list, as it was narrowed; a fixed number of queries."""
    narrowed = NarrowedList(
        cities, CITY_FILTERS, request.GET, per_page=CITIES_PER_PAGE, kept_as="cities"
    )
    letters = next(group for group in narrowed.groups if group.filter.name == LetterFilter.name)
    return {
        "narrowed": narrowed,
        # For links, where there are too many cities to look through.
        "letters": [
            (option, narrowed.with_value(LetterFilter.name, option.value))
            for option in sorted(letters.options, key=lambda option: option.value)
        ],
        "is_long": narrowed.total > CITIES_PER_PAGE,
    }


def city_context(city: "CityPage", request: HttpRequest | None) -> dict[str, Any]:
    load_rows(city, CITY_ROWS)
    name_sources(city.facts.citations)
    sections = sections_shown(city, request)
    lines = [_line(city, name, str(label)) for name, label in CITY_FACTS.items()]
    return {
        "sections": sections,
        "lines": [line for line in lines if line],
        "anchors": [section.link for section in sections] + [("city", _("The city"))],
        "structured_data": _structured_data(city, request),
    }


def _line(city: "CityPage", name: str, label: str) -> dict[str, Any] | None:
    """One term of the place's facts: of a column, or of rows in groups."""
    if name in CITY_ROWS:
        groups: list[FactGroup] = grouped_by_sources(city.facts.rows[name])
        if groups:
            return {"label": label, "groups": groups}
        fact = Fact(name, label, "", city.facts.cited(name))
    else:
        fact = city.facts[name]
    if fact.is_answered or name in LOOKED_FOR:
        return {"label": label or fact.label, "fact": fact}
    return None


def home_context(home: "HomePage", request: HttpRequest | None) -> dict[str, Any]:
    sections = sections_shown(home, request)
    return {
        "sections": [section for section in sections if section.template],
        "headline": home.summary.rstrip(".") or home.title,
        "examples": EXAMPLE_SEARCHES,
        "what_is_here": [section.link for section in sections],
        "structured_data": structured_data(
            {
                "@type": "WebSite",
                "name": home.title,
                "description": home.summary,
                "url": home.get_full_url(request),
            }
        ),
    }


def _structured_data(city: "CityPage", request: HttpRequest | None) -> str:
    return structured_data(
        {
            "@type": "City",
            "name": city.city_name,
            "description": city.summary,
            "url": city.get_full_url(request),
            "containedInPlace": {"@type": "State", "name": city.state} if city.state else None,
        }
    )
