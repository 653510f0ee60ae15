"""Periods as people write them: what is left out, and the kind of period settles."""

import calendar
import re

from .comparison import PeriodKind

_YEAR = re.compile(r"\d{4}", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_FIRST_DAY = re.compile(rf"{_MONTH.pattern}-01", re.ASCII)


# Periods that begin with the first day of such a month of the year, and how many months they have.
_MONTHS = {PeriodKind.CALENDAR_YEAR: 12, PeriodKind.QUARTER: 3, PeriodKind.MONTH: 1}


def told_by(start: str, end: str) -> str:
    """The kind of period that two dates can be nothing else than; "" where it must be said.

    Twelve months may be a fiscal year or a first year, and longer ones a count since the start.
    """
    for kind, months in _MONTHS.items():
        first, last = settled(kind, start, end)
        if last and last == _end_of(first, months):
            return kind.value
    first, last = settled(PeriodKind.POINT, start, end)
    is_day = first == last and len(first) == len("2024-06-30")
    return PeriodKind.POINT.value if is_day else ""


def _end_of(first: str, months: int) -> str:
    """Of the period of so many months that begins on this day; "" where none does."""
    if not _FIRST_DAY.fullmatch(first):
        return ""
    year, month = int(first[:4]), int(first[5:7])
    return "" if (month - 1) % months else _last_day(f"{year}-{month + months - 1:02}")


def settled(kind: str, start: str, end: str) -> tuple[str, str]:
    """ "2024" as a calendar year means all of it; figures keep the days.

    Likewise "2024-06" as a month, two months as the ends of a quarter, and one date for a day.
    """
    if kind == PeriodKind.CALENDAR_YEAR and _YEAR.fullmatch(start) and end in ("", start):
        return f"{start}-01-01", f"{start}-12-31"
    if kind == PeriodKind.MONTH and _MONTH.fullmatch(start) and end in ("", start):
        return f"{start}-01", _last_day(start)
    if kind == PeriodKind.QUARTER and _MONTH.fullmatch(start) and _MONTH.fullmatch(end):
        return f"{start}-01", _last_day(end)
    if kind == PeriodKind.POINT and bool(start) != bool(end):
        return start or end, start or end
    return start, end


def _last_day(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{month}-{calendar.monthrange(year, number)[1]}"
