"""Figures for tests of the comparison, and hypothesis's own."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from programs.metrics.comparison import (
    STANDARD,
    Bound,
    Counting,
    Figure,
    Kind,
    Measure,
    Period,
    PeriodKind,
)

CALLS = Measure("calls-responded", Kind.COUNT)
SHARE = Measure("share-answered", Kind.PERCENT)
BUDGET = Measure("annual-budget", Kind.MONEY)
STAFF = Measure("staff", Kind.COUNT, adds_up=False)
WAITING = Measure("response-time", Kind.DURATION, has_clock=True)
FROM_CALL = Counting("from-call", "From the call", clock_start="call received")
DIVERTED = Counting("diverted", "Calls kept from police", is_standard=False)
MEASURES = (CALLS, SHARE, BUDGET, STAFF, WAITING)


def year(number: int) -> Period:
    return Period(PeriodKind.CALENDAR_YEAR, f"{number}-01-01", f"{number}-12-31")


def fiscal(number: int) -> Period:
    return Period(PeriodKind.FISCAL_YEAR, f"{number - 1}-07-01", f"{number}-06-30")


def since(start: str, end: str) -> Period:
    return Period(PeriodKind.CUMULATIVE, start, end)


def figure(value: object, period: Period | None = None, **given: Any) -> Figure:
    """Durham's calls of 2024, unless something else is given."""
    values = {"key": 1, "program": "durham", "measure": CALLS, "counting": STANDARD} | given
    return Figure(value=Decimal(str(value)), period=period or year(2024), **values)


_dates = st.sampled_from(
    ["", "2019", "2021-07-01", "2022-06", "2022-06-27", "2023-06-30", "2024-12-31", "2024-02-30"]
)
periods = st.one_of(
    st.integers(2018, 2025).map(year),
    st.integers(2018, 2025).map(fiscal),
    st.builds(Period, st.sampled_from(PeriodKind), _dates, _dates),
)
countings = st.sampled_from([STANDARD, FROM_CALL, DIVERTED])
figures = st.builds(
    Figure,
    key=st.integers(1, 10_000),
    program=st.sampled_from(["durham", "denver", "new-york", "eugene"]),
    measure=st.sampled_from(MEASURES),
    counting=countings,
    period=periods,
    value=st.integers(0, 5).map(Decimal) | st.decimals(0, 10**9, places=2),
    value_to=st.none() | st.decimals(10**9, 10**10, places=2),
    bound=st.sampled_from(Bound),
    currency=st.sampled_from(["", "USD", "CAD"]),
    geography=st.sampled_from(["", "Downtown"]),
    is_whole_area=st.booleans(),
    is_estimated=st.booleans(),
    is_disputed=st.booleans(),
    is_planned=st.booleans(),
    stands=st.booleans(),
)
