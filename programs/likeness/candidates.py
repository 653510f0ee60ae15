"""The portal's programs as descriptions, from facts that they and their cities record."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.provenance.row_loading import Relations, load_rows
from programs.comparing.choice import name_with_place
from programs.comparing.findings import HOURS
from programs.comparing.loading import load_cities
from programs.figures import covers_all, load_figures, whole_area
from programs.listing import place_of
from programs.models import ProgramPage

from .likeness import Description

if TYPE_CHECKING:
    from wagtail.query import PageQuerySet

SQUARE_MILES = 0.386102
_ROWS: Relations = {
    "hours": [],
    "team_roles": [],
    "units": [],
    "units__hours": [],
    "units__roles": [],
}


@dataclass(frozen=True)
class Candidate:
    key: str
    name: str
    place: str
    url: str
    description: Description
    has_stopped: bool


def candidates() -> list[Candidate]:
    """Every program that the public may read; six queries, however many there are."""
    programs: PageQuerySet = ProgramPage.objects.readable().by_city()
    pages: list[Any] = list(programs.select_related("search_entry"))
    cities = load_cities(pages)
    load_rows(pages, _ROWS)
    load_rows(cities, {"populations": []})
    load_figures(pages, definition__metric__slug=HOURS, definition__is_standard=True)
    return [_candidate(page, page.home_city) for page in pages]


def _candidate(page: Any, city: Any) -> Candidate:
    place = place_of(page)
    return Candidate(
        page.comparison_key,
        name_with_place(page.title, place),
        place,
        page.url,
        _description(page, city),
        page.has_stopped,
    )


def _description(page: Any, city: Any) -> Description:
    population = city.population.count if city and city.population else None
    area = float(city.area_km2) * SQUARE_MILES if city and city.area_km2 else 0.0
    units = list(page.units.all())
    roles = [*page.team_roles.all(), *(role for unit in units for role in unit.roles.all())]
    return Description(
        population=population,
        density=round(population / area, 1) if population and area else None,
        governance=city.center_governance if city else "",
        dispatch=page.dispatch_model,
        team=frozenset(role.discipline for role in roles if role.discipline),
        hours=_hours(list(page.hours.all())) or _hours_reported(page),
    )


def _hours_reported(page: Any) -> float | None:
    """The newest figure, where the profile has no hours by themselves."""
    whole = whole_area(page)
    found = (each for each in page.figures if covers_all(each.geography, whole))
    newest = next(found, None)
    return float(newest.value) if newest else None


def _hours(rows: Sequence[Any]) -> float | None:
    """Of the whole program now, where a week's total is stated."""
    totals = [row.weekly_total for row in rows if not row.until]
    return max((total for total in totals if total is not None), default=None)
