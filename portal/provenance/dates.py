"""Dates as precise as their source: a year, a month or a day."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

_PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, order=True)
class PartialDate:
    """`2022`, `2022-06` or `2022-06-27`; its ISO text sorts."""

    iso: str

    def __post_init__(self) -> None:
        matched = _PATTERN.fullmatch(self.iso)
        if not matched:
            raise ValueError(f"{self.iso!r} is not a year, a month or a day (2022-06-27)")
        year, month, day = matched.groups()
        datetime.date(int(year), int(month or 1), int(day or 1))

    def __str__(self) -> str:
        """As a reader expects it: "2022", "June 2022", "June 27, 2022"."""
        return formats.date_format(self.first_day, self._format("Y", "F Y", "F j, Y"))

    @property
    def short(self) -> str:
        """For source marks: "2022", "Jun 2022"; the day is left to the full form."""
        return formats.date_format(self.first_day, self._format("Y", "M Y", "M Y"))

    @property
    def precision(self) -> str:
        return ("year", "month", "day")[self.iso.count("-")]

    @property
    def first_day(self) -> datetime.date:
        """The earliest day it can mean; for arithmetic, never for printing."""
        return datetime.date.fromisoformat((self.iso + "-01-01")[:10])

    def _format(self, year: str, month: str, day: str) -> str:
        return (year, month, day)[self.iso.count("-")]


def validate_partial_date(text: str) -> None:
    try:
        PartialDate(text)
    except ValueError as error:
        raise ValidationError(
            _("Write a year, a month or a day: 2022, 2022-06 or 2022-06-27."), code="partial_date"
        ) from error


class PartialDateField(models.CharField):
    """Stores the ISO text, which sorts; `""` is no date. Print with `display`."""

    default_validators = [validate_partial_date]

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


def is_later(one: str, other: str) -> bool:
    """Whether it is surely later: `2022-06` is later than `2021`, and perhaps not than `2022`."""
    precision = min(len(one), len(other))
    return one[:precision] > other[:precision]


def is_a_year_later(one: str, other: str) -> bool:
    """By a year or more, as far as both say it: `2021` than `2020`, `2022-05` than `2021-04`."""
    return bool(one and other) and not is_later(f"{int(other[:4]) + 1}{other[4:]}", one)


def display(iso: str) -> str:
    """A stored date in words; `""` for none, the text itself where it is malformed."""
    return _in_words(iso, get_language(), is_short=False) if iso else ""


def display_short(iso: str) -> str:
    return _in_words(iso, get_language(), is_short=True) if iso else ""


@lru_cache(maxsize=4096)
def _in_words(iso: str, _language: str | None, *, is_short: bool) -> str:
    """Remembered by the language that is active: pages print the same few dates many times."""
    try:
        date = PartialDate(iso)
    except ValueError:
        return iso
    return date.short if is_short else str(date)
