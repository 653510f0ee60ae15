"""Dates as people and spreadsheet programs write them, as the ISO text that figures keep."""

import datetime
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.provenance.dates import PartialDate

from .numbers import UnreadableError
from .tables import Cell

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ]00:00(?::00)?)?Z?", re.ASCII
)
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_MONTH_OF_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII)
_NAMED = re.compile(r"(?:(\d{1,2})\.? )?([A-Za-z]{3,9})\.?,? (?:(\d{1,2}),? )?(\d{4})", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.0+)?", re.ASCII)
# 1954 to 2119 as days since 1900: no year is written so.
_SERIALS = range(20_000, 80_001)
_YEARS = range(1900, 2101)


def read_date(cell: Cell, *, counts_from_1904: bool = False) -> str:
    """ "2024", "2024-06" or "2024-06-30"; "" for an empty cell. Raises UnreadableError."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, datetime.date):
        return cell.isoformat()[:10]
    if isinstance(cell, bool):
        raise UnreadableError(_example(str(cell)))
    if isinstance(cell, int | float):
        return _of_number(cell, counts_from_1904)
    text = " ".join(cell.split())
    if _SERIAL.fullmatch(text):
        return _of_number(float(text), counts_from_1904)
    found = sorted(set(_readings(text)))
    if len(found) > 1:
        raise UnreadableError(
            _("“%(written)s” may be two days: write %(one)s or %(other)s.")
            % {"written": text, "one": found[0], "other": found[1]}
        )
    if not found:
        raise UnreadableError(_example(text))
    return _checked(found[0], text)


def _of_number(number: float, counts_from_1904: bool) -> str:
    whole = int(number)
    if whole == number and whole in _YEARS:
        return str(whole)
    if whole in _SERIALS:
        first = datetime.date(1904, 1, 1) if counts_from_1904 else datetime.date(1899, 12, 30)
        return (first + datetime.timedelta(days=whole)).isoformat()
    raise UnreadableError(_example(str(number)))


def _readings(text: str) -> Iterator[str]:
    """All that it may mean: with points the day comes first, with dashes either may."""
    if matched := _ISO.fullmatch(text):
        yield _joined(*matched.groups())
    elif matched := _NUMBERS.fullmatch(text):
        first, mark, second, year = matched.groups()
        if mark != "." and int(first) <= 12:
            yield _joined(year, first, second)
        if int(second) <= 12 or mark == ".":
            yield _joined(year, second, first)
    elif matched := _MONTH_OF_YEAR.fullmatch(text):
        yield _joined(matched[2], matched[1])
    elif (matched := _NAMED.fullmatch(text)) and matched[2][:3].casefold() in _MONTHS:
        month = _MONTHS.index(matched[2][:3].casefold()) + 1
        yield _joined(matched[4], str(month), matched[1] or matched[3])


def _joined(year: str, month: str | None = None, day: str | None = None) -> str:
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def _checked(iso: str, text: str) -> str:
    try:
        return PartialDate(iso).iso
    except ValueError as error:
        raise UnreadableError(
            _("“%(written)s” is no day of the calendar. Write it as in 2024-06-30.")
            % {"written": text[:60]}
        ) from error


def _example(text: str) -> str:
    return _("“%(written)s” is no date: write a year, a month or a day, as in 2024-06-30.") % {
        "written": text[:60]
    }
