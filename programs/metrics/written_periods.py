"""Periods as people write them: what is left out, and the kind of period settles."""

import calendar
import re

from .comparison import PeriodKind

_YEAR = re.compile(r"\d{4}", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


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
