"""By what a program is found in a list: only what is recorded counts."""

from typing import Any

import pytest

from portal.pages.models import CityPage, Population
from programs.facets import (
    DisciplineFacet,
    HoursFacet,
    MetricFacet,
    PoliceFacet,
    PopulationFacet,
    StateFacet,
)
from programs.models import ProgramHours, ProgramPage, ServedPlace, TeamRole, Unit, UnitHours
from tests.figures import figure, metric
from tests.records import city

pytestmark = pytest.mark.django_db


def values(facet: Any, page: ProgramPage) -> set[str]:
    return set(facet().values(ProgramPage.objects.get(pk=page.pk)))


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("24/7", {"24-7", "weekends", "overnight"}),
        ("Mo-Fr 10:00-17:00", {"weekdays-only"}),
        ("Mo-Su 08:00-22:00", {"weekends"}),
        ("Mo-Su 18:00-02:00", {"weekends"}),
        ("Fr 22:00-06:00", {"weekends", "overnight"}),
        ("Mo-Th 22:00-06:00", {"overnight", "weekdays-only"}),
        ("Mo-Su 00:00-06:00 off; Mo-Su 06:00-24:00 unknown", {"not-recorded"}),
        ("Mo-Fr 09:00-17:00; Sa-Su 00:00-24:00 unknown", set()),
    ],
)
def test_only_stated_time_counts(pattern: str, found: set[str], heart: ProgramPage) -> None:
    heart.hours.add(ProgramHours(pattern=pattern))
    heart.save()
    # A weekday whose weekends nobody speaks of works on days, and nothing more is known.
    assert values(HoursFacet, heart) == (found or {"not-recorded"})


def test_hours_of_units_count_and_those_of_the_past_do_not(heart: ProgramPage) -> None:
    heart.hours.add(ProgramHours(pattern="24/7", until="2023"))
    unit = Unit(name="Nights")
    unit.hours.add(UnitHours(pattern="Mo-Th 22:00-06:00"))
    heart.units.add(unit)
    heart.save()
    assert values(HoursFacet, heart) == {"overnight", "weekdays-only"}


def test_hours_in_words_alone_are_not_recorded(heart: ProgramPage) -> None:
    heart.hours.add(ProgramHours(wording="Days and evenings"))
    heart.save()
    assert values(HoursFacet, heart) == {"not-recorded"}


@pytest.mark.parametrize(
    ("count", "band"),
    [
        (99_999, "under-100000"),
        (100_000, "100000-200000"),
        (283_506, "200000-400000"),
        (1_000_000, "over-1000000"),
    ],
)
def test_population_is_the_city_s_latest(
    count: int, band: str, heart: ProgramPage, durham: CityPage
) -> None:
    assert values(PopulationFacet, heart) == {"not-recorded"}
    durham.populations.add(Population(count=5, year=1990), Population(count=count, year=2020))
    durham.save()
    assert values(PopulationFacet, heart) == {band}


def test_police_where_nothing_is_said_follow_from_the_teams(heart: ProgramPage) -> None:
    assert values(PoliceFacet, heart) == {"not-recorded"}
    heart.team_roles.add(TeamRole(discipline="clinician"))
    heart.save()
    assert values(PoliceFacet, heart) == {"no-officer-listed"}
    assert values(DisciplineFacet, heart) == {"clinician"}
    heart.team_roles.add(TeamRole(discipline="officer"))
    heart.save()
    assert values(PoliceFacet, heart) == {"some_units"}
    heart.police_involvement = "never"
    heart.save()
    assert values(PoliceFacet, heart) == {"never"}


def test_a_program_counts_in_every_state_that_it_serves(
    heart: ProgramPage, durham: CityPage
) -> None:
    index: Any = durham.get_parent().get_parent().specific
    there = city(index, "Danville")
    there.state = "Virginia"
    there.save()
    heart.serves.add(ServedPlace(city=there))
    heart.save()
    assert values(StateFacet, heart) == {durham.state, "Virginia"}


def test_metrics_of_the_dictionary_count_and_local_ones_do_not(heart: ProgramPage) -> None:
    figure(metric("calls-responded"), heart, 12)
    figure(metric("heart-only", in_dictionary=False, program=heart), heart, 3)
    assert values(MetricFacet, heart) == {"calls-responded"}
