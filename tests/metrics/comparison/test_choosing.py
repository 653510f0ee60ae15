"""What is shown of a program's several figures."""

from dataclasses import replace
from decimal import Decimal

import pytest

from programs.metrics.comparison import (
    Bound,
    Figure,
    NoRate,
    Period,
    PeriodKind,
    Population,
    Rate,
    Shown,
    choose,
    per_thousand,
)

from .figures import CALLS, DIVERTED, SHARE, STAFF, figure, fiscal, since, year


def shown(*figures: Figure) -> Shown:
    found = choose(replace(each, key=number) for number, each in enumerate(figures, start=1))
    return found["durham"]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (figure(1, year(2022)), figure(2, year(2021))),
        (figure(1, year(2021)), figure(2, since("2020-01-01", "2024-12-31"))),
        (
            figure(1, since("2021-08-30", "2024-08-31")),
            figure(2, Period(PeriodKind.MONTH, "2024-08-01", "2024-08-31")),
        ),
        (figure(1, year(2021)), figure(2, counting=DIVERTED)),
        (figure(1, year(2021)), figure(2, is_planned=True)),
        (figure(1, year(2021)), figure(2, is_whole_area=False)),
        (
            figure(1, since("2023-01-01", "2023-12-28")),
            figure(2, since("2023-01-01", "2024-12-31")),
        ),
        (figure(1, measure=STAFF), figure(2, year(2023), measure=STAFF)),
        (figure(1, stands=True), figure(2, bound=Bound.MORE_THAN)),
    ],
)
def test_the_better_figure_leads(better: Figure, worse: Figure) -> None:
    assert shown(better, worse).leading.value == better.value
    assert shown(worse, better).leading.value == better.value


def test_figures_that_contradict_the_leading_one_stand_with_it_as_a_range() -> None:
    found = shown(
        figure(7_000, bound=Bound.MORE_THAN, is_disputed=True),
        figure(6_000, bound=Bound.MORE_THAN, is_disputed=True),
        figure(5_700, year(2022)),
    )
    assert found.is_conflict
    assert not found.is_exact
    assert [each.value for each in found.range] == [6_000, 7_000]
    assert [each.bound for each in found.ends] == [Bound.MORE_THAN, Bound.MORE_THAN]


def test_a_figure_that_counts_something_else_is_no_end_of_the_range() -> None:
    found = shown(
        figure(11_612, is_disputed=True),
        figure(13_500, is_disputed=True, counting=DIVERTED, bound=Bound.MORE_THAN),
    )
    assert [each.value for each in found.range] == [11_612]
    assert [each.value for each in found.counted_otherwise] == [13_500]
    assert not found.is_conflict


def test_a_way_of_counting_that_all_have_goes_before_each_ones_own() -> None:
    responders = replace(DIVERTED, name="Responders only")
    durham = [figure(8, year(2023), key=1), figure(5, year(2024), key=2, counting=responders)]
    denver = [figure(20, year(2024), key=3, program="denver", counting=responders)]
    found = choose([*durham, *denver])
    assert {each.leading.value for each in found.values()} == {5, 20}
    assert [each.value for each in found["durham"].counted_otherwise] == [8]
    # Not where it would tell of long ago.
    durham[1] = replace(durham[1], period=year(2020))
    assert {each.leading.value for each in choose([*durham, *denver]).values()} == {8, 20}


def test_the_words_for_a_whole_place_are_one_area() -> None:
    found = shown(figure(4_000), figure(6_000, geography="City of Durham", key=2))
    assert [each.value for each in found.range] == [4_000, 6_000]


def test_a_bound_does_not_contradict_a_number_that_fits_it() -> None:
    assert not shown(figure(5_095), figure(5_000, bound=Bound.MORE_THAN)).rivals


def test_counts_since_the_start_contradict_each_other_only_where_they_end_close() -> None:
    early = figure(20_000, since("2021-12-13", "2024-02-29"), is_disputed=True)
    close = figure(20_500, since("2021-12-13", "2024-07-17"), is_disputed=True)
    late = figure(30_000, since("2021-12-13", "2025-07-17"), is_disputed=True)
    assert [each.value for each in shown(early, close).range] == [20_000, 20_500]
    assert [each.value for each in shown(early, late).range] == [30_000]


def test_a_sum_since_the_start_does_not_contradict_a_year() -> None:
    found = shown(
        figure(11_612, is_disputed=True),
        figure(26_000, since("2022-06-27", "2025-03-18"), is_disputed=True),
    )
    assert [each.value for each in found.range] == [11_612]
    assert found.counted_otherwise == ()


def test_the_newest_year_that_all_have_is_shown_unless_it_is_long_ago() -> None:
    durham = [figure(number, year(number), key=number) for number in (2019, 2022, 2023)]
    denver = [figure(9, year(2022), program="denver", key=1)]
    eugene = [figure(8, year(2019), program="eugene", key=2)]
    together = choose([*durham, *denver])
    assert {each.leading.period for each in together.values()} == {year(2022)}
    apart = choose([*durham, *eugene])
    assert apart["durham"].leading.period == year(2023)


def test_a_rate_needs_a_whole_years_count_and_people_counted_close_to_it() -> None:
    people = Population(500_000, "2022")
    assert per_thousand(figure(7_000, bound=Bound.MORE_THAN), people) == Rate(
        Decimal("14.0"), Bound.MORE_THAN, is_estimated=False
    )
    half = Period(PeriodKind.OTHER, "2024-01-01", "2024-06-30")
    for wanted, counted, population in (
        (NoRate.NO_COUNT, figure(5, measure=SHARE), people),
        (NoRate.NO_COUNT, figure(5, measure=STAFF), people),
        (NoRate.NOT_A_YEAR, figure(5, half), people),
        (NoRate.NOT_A_YEAR, figure(5, since("2022-01-01", "2024-12-31")), people),
        (NoRate.PART_OF_THE_PLACE, figure(5, is_whole_area=False), people),
        (NoRate.NO_POPULATION, figure(5), None),
        (NoRate.NO_POPULATION, figure(5), Population(0, "2022")),
        (NoRate.POPULATION_UNDATED, figure(5), Population(9)),
        (NoRate.POPULATION_OF_ANOTHER_TIME, figure(5), Population(9, "2020")),
    ):
        assert per_thousand(counted, population) == wanted
    assert isinstance(per_thousand(figure(5, fiscal(2024), measure=CALLS), people), Rate)


@pytest.mark.parametrize(
    "date", ["2024-02-30", "2024-13", "20-2", "NaN", "1e999", "2024-01-01-01", "-", "٢٠٢٤"]
)
def test_an_impossible_date_is_no_date(date: str) -> None:
    undated = figure(1, Period(PeriodKind.CALENDAR_YEAR, date, date))
    assert shown(undated, figure(2)).leading.value == 2
