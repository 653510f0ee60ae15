"""How long periods are, and which of them may stand beside each other."""

import calendar
import datetime
from enum import StrEnum
from functools import lru_cache

from .values import Period, PeriodKind

# Sources round: a first year ends at the day of its report.
SHORTEST_YEAR, LONGEST_YEAR = 350, 380
DAYS_OF_A_YEAR = 365.25
HALF_A_YEAR = datetime.timedelta(days=183)


class Span(StrEnum):
    YEAR = "year"
    FIRST_YEAR = "first_year"
    SINCE_THE_START = "since_the_start"
    SHORTER = "shorter"
    LONGER = "longer"
    DAY = "day"
    UNDATED = "undated"


YEARS = frozenset({Span.YEAR, Span.FIRST_YEAR})


@lru_cache(maxsize=4096)
def span(period: Period) -> Span:
    """A count since the start that lasted a year is the program's first year."""
    length = days(period)
    if period.kind == PeriodKind.UNDATED or length is None:
        return Span.UNDATED
    if period.kind == PeriodKind.POINT:
        return Span.DAY
    lasts_a_year = SHORTEST_YEAR <= length <= LONGEST_YEAR
    if period.kind == PeriodKind.CUMULATIVE:
        return Span.FIRST_YEAR if lasts_a_year else Span.SINCE_THE_START
    if lasts_a_year or period.kind in {PeriodKind.CALENDAR_YEAR, PeriodKind.FISCAL_YEAR}:
        return Span.YEAR
    return Span.SHORTER if length < SHORTEST_YEAR else Span.LONGER


def days(period: Period) -> int | None:
    """With the first and the last one; None where they are not known."""
    start, end = first_day(period.start), last_day(period.end)
    if start is None or end is None or end < start:
        return None
    return (end - start).days + 1


def last_similar(one: Period, other: Period) -> bool:
    """Whether they last about as long: to a week, or one part in twenty."""
    length, other_length = days(one), days(other)
    if length is None or other_length is None:
        return False
    return abs(length - other_length) <= max(7, max(length, other_length) / 20)


def years_apart(one: Period, other: Period) -> float:
    """Between their ends, to a tenth; nothing where they are not known."""
    ends = last_day(one.end), last_day(other.end)
    if ends[0] is None or ends[1] is None:
        return 0
    return round(abs((ends[0] - ends[1]).days) / DAYS_OF_A_YEAR, 1)


def overlap(one: Period, other: Period) -> bool:
    """Whether they speak of one time. Counts since the start all do, so their ends lie close."""
    ends = last_day(one.end), last_day(other.end)
    starts = first_day(one.start), first_day(other.start)
    if ends[0] is None or ends[1] is None:
        return False
    if {one.kind, other.kind} == {PeriodKind.CUMULATIVE}:
        return abs(ends[0] - ends[1]) <= HALF_A_YEAR
    if starts[0] is None or starts[1] is None:
        return False
    return starts[0] <= ends[1] and starts[1] <= ends[0]


def are_same(one: Period, other: Period) -> bool:
    return (one.start, one.end) == (other.start, other.end) and bool(one.end)


@lru_cache(maxsize=4096)
def first_day(iso: str) -> datetime.date | None:
    """Of a year, a month or a day; None for what is no date."""
    parts = _parts(iso)
    try:
        return datetime.date(*(*parts, 1, 1)[:3]) if parts else None
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def last_day(iso: str) -> datetime.date | None:
    parts = _parts(iso)
    first = first_day(iso)
    if first is None or len(parts) == 3:
        return first
    month = first.month if len(parts) == 2 else 12
    return datetime.date(first.year, month, calendar.monthrange(first.year, month)[1])


def _parts(iso: str) -> tuple[int, ...]:
    parts = iso.split("-")
    if len(parts) > 3 or not all(part.isascii() and part.isdecimal() for part in parts):
        return ()
    return tuple(int(part) for part in parts)
