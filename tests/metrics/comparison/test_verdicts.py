"""Each rule of the comparison, decided by a pair of figures."""

from dataclasses import replace
from decimal import Decimal

import pytest

from programs.metrics.comparison import (
    Bound,
    Figure,
    Level,
    Period,
    PeriodKind,
    Rule,
    compare,
    verdict,
)
from programs.metrics.comparison.words import NO_RATES, OUTCOMES, RULES

from .figures import (
    BUDGET,
    CALLS,
    DIVERTED,
    FROM_CALL,
    SHARE,
    STAFF,
    WAITING,
    figure,
    fiscal,
    since,
    year,
)

UNDATED = Period(PeriodKind.UNDATED)
HALF_YEAR = Period(PeriodKind.OTHER, "2024-01-01", "2024-06-30")
QUARTER = Period(PeriodKind.QUARTER, "2024-01-01", "2024-03-31")
FIRST_YEAR = since("2023-06-27", "2024-06-20")
RUNNING = since("2022-06-27", "2024-12-31")
DAY = Period(PeriodKind.POINT, "2024-02-07", "2024-02-07")


def denver(value: object, period: Period | None = None, **given: object) -> Figure:
    return figure(value, period, **{"program": "denver", "key": 2} | given)


FORBIDDEN = [
    (Rule.MEASURE, figure(1), denver(1, measure=SHARE)),
    (Rule.DEFINITION, figure(1), denver(1, counting=DIVERTED)),
    (
        Rule.CLOCK,
        figure(12, measure=WAITING),
        denver(12, measure=WAITING, counting=figure(1).counting),
    ),
    (
        Rule.CURRENCY,
        figure(1, measure=BUDGET, currency="USD"),
        denver(1, measure=BUDGET, currency="CAD"),
    ),
    (Rule.CURRENCY, figure(1, measure=BUDGET), denver(1, measure=BUDGET)),
    (Rule.UNDATED, figure(1), denver(1, UNDATED)),
    (Rule.CUMULATIVE, figure(1), denver(1, RUNNING)),
    (Rule.AGES, figure(1, RUNNING), denver(1, since("2020-06-01", "2024-12-31"))),
    (Rule.LENGTH, figure(1), denver(1, HALF_YEAR)),
    (Rule.LENGTH, figure(1, QUARTER), denver(1, HALF_YEAR)),
    (Rule.FAR_APART, figure(1), denver(1, year(2020))),
    (Rule.FAR_APART, figure(1, measure=STAFF), denver(1, year(2020), measure=STAFF)),
]
CAUTIONED = [
    (Rule.DISPUTED, figure(1), denver(1, is_disputed=True)),
    (Rule.BOUND, figure(1), denver(1, bound=Bound.MORE_THAN)),
    (Rule.BOUND, figure(1, bound=Bound.NEARLY), denver(1, bound=Bound.NEARLY)),
    (Rule.RANGE, figure(1), denver(1, value_to=Decimal(2))),
    (Rule.ESTIMATE, figure(1), denver(1, is_estimated=True)),
    (Rule.PLANNED, figure(1), denver(1, is_planned=True)),
    (Rule.AREA, figure(1), denver(1, is_whole_area=False, geography="Downtown")),
    (Rule.FIRST_YEAR, figure(1), denver(1, FIRST_YEAR)),
    (Rule.SINCE_THE_START, figure(1, measure=SHARE), denver(1, RUNNING, measure=SHARE)),
    (Rule.SINCE_THE_START, figure(1, RUNNING), denver(1, RUNNING)),
    (Rule.CALENDARS, figure(1), denver(1, fiscal(2024))),
    (Rule.OTHER_TIME, figure(1), denver(1, year(2022))),
    (
        Rule.OTHER_TIME,
        figure(1, QUARTER),
        denver(1, Period(PeriodKind.QUARTER, "2024-10-01", "2024-12-31")),
    ),
    (Rule.OTHER_LENGTH, figure(1, measure=SHARE), denver(1, HALF_YEAR, measure=SHARE)),
    (Rule.DATE_UNKNOWN, figure(1, measure=STAFF), denver(1, UNDATED, measure=STAFF)),
]
ALIKE = [
    (figure(1), denver(2)),
    (figure(1, HALF_YEAR), denver(2, HALF_YEAR)),
    (figure(84, DAY, measure=STAFF), denver(112, year(2023), measure=STAFF)),
    (
        figure(12, measure=WAITING, counting=FROM_CALL),
        denver(9, measure=WAITING, counting=FROM_CALL),
    ),
    (figure(12, measure=WAITING), figure(14, measure=WAITING, key=2)),
    (figure(1, measure=BUDGET, currency="USD"), denver(1, measure=BUDGET, currency="USD")),
]


@pytest.mark.parametrize(("rule", "one", "other"), FORBIDDEN)
def test_what_may_not_be_compared(rule: Rule, one: Figure, other: Figure) -> None:
    assert verdict(one, other) == verdict(other, one)
    assert (verdict(one, other).level, verdict(one, other).rules) == (Level.NOT_COMPARABLE, (rule,))


@pytest.mark.parametrize(("rule", "one", "other"), CAUTIONED)
def test_what_may_be_compared_with_care(rule: Rule, one: Figure, other: Figure) -> None:
    assert verdict(one, other).level == Level.WITH_CARE
    assert rule in verdict(one, other).rules


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_may_be_compared(one: Figure, other: Figure) -> None:
    assert verdict(one, other).level == Level.COMPARABLE


def test_figures_of_almost_one_time_are_not_said_to_be_of_one() -> None:
    of_a_day, of_a_year = figure(84, DAY, measure=STAFF), denver(112, year(2023), measure=STAFF)
    assert verdict(of_a_day, of_a_year).rule == Rule.ALMOST_ALIKE
    assert verdict(figure(1), denver(2)).rule == Rule.ALIKE


def test_every_rule_is_tried_here_and_has_words() -> None:
    tried = {rule for rule, _one, _other in FORBIDDEN + CAUTIONED}
    assert tried | {Rule.ALIKE, Rule.ALMOST_ALIKE} == set(Rule) == set(RULES)
    assert all(map(str, [*OUTCOMES.values(), *NO_RATES.values()]))


def test_one_unlike_figure_stands_apart_and_the_others_together() -> None:
    figures = [
        figure(11_612),
        denver(7_000),
        figure(13_500, program="albuquerque", counting=DIVERTED, key=3),
    ]
    compared = compare(CALLS, ["durham", "albuquerque", "denver"], figures)
    assert compared.outcome == "not_comparable"
    assert compared.rules == (Rule.DEFINITION,)
    assert set(compared.groups) == {("durham", "denver"), ("albuquerque",)}
    assert compared.difference is None


def test_no_group_is_named_where_fitting_is_no_chain() -> None:
    years = {"durham": 2018, "denver": 2021, "eugene": 2024}
    figures = [
        figure(5, year(number), program=program, key=number) for program, number in years.items()
    ]
    assert compare(CALLS, list(years), figures).groups == ()


def test_the_difference_is_between_the_least_and_the_most_that_were_reported() -> None:
    figures = [
        replace(figure(value, measure=STAFF), program=program, key=value)
        for program, value in {"durham": 84, "denver": 112, "new-york": 113}.items()
    ]
    found = compare(STAFF, ["durham", "denver", "new-york"], figures).difference
    assert found is not None
    assert (found.least, found.most, found.amount) == (84, 113, 29)
    assert (found.with_least, found.with_most) == (("durham",), ("new-york",))
