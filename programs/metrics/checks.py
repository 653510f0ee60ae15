"""What a figure may say. Asked by the form, by the import and when the example is loaded."""

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.provenance.dates import PartialDate, is_later

from .comparison import Kind, PeriodKind

CURRENCIES = ("USD", "CAD")
# Years of 52 or 53 weeks are years; a quarter has 13 weeks or three months.
_DAYS = {PeriodKind.FISCAL_YEAR: (350, 380), PeriodKind.QUARTER: (84, 98)}
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100

# Where it is wrong, by the column of the figure, and the words for it.
Fault = tuple[str, str | Promise]


class Checked(Protocol):
    """Of a figure, what the checks look at; `value` is None while it is not readable."""

    @property
    def value(self) -> Decimal | None: ...
    @property
    def value_to(self) -> Decimal | None: ...
    @property
    def currency(self) -> str: ...
    @property
    def period_kind(self) -> str: ...
    @property
    def period_start(self) -> str: ...
    @property
    def period_end(self) -> str: ...
    @property
    def numerator(self) -> Decimal | None: ...
    @property
    def denominator(self) -> Decimal | None: ...
    @property
    def quality(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def is_disputed(self) -> bool: ...


class Counted(Protocol):
    """Of a metric, what the checks look at."""

    @property
    def kind(self) -> str: ...
    @property
    def adds_up(self) -> bool: ...


def faults(figure: Checked, metric: Counted | None) -> Iterator[Fault]:
    """All that is wrong with a figure of this metric; None while it is not known."""
    yield from _faults_of_period(figure)
    yield from _faults_of_amounts(figure)
    if metric is not None:
        yield from _faults_of_kind(figure, Kind(metric.kind))
        if metric.kind == Kind.COUNT and metric.adds_up:
            yield from _faults_of_count(figure)
    if figure.is_disputed and not figure.note:
        yield "note", _("Say which other source disagrees, and what it states.")
    if figure.quality == "derived" and not figure.note:
        yield "note", _("Give the working: which figures it was worked out from.")


def _faults_of_period(figure: Checked) -> Iterator[Fault]:
    start, end, kind = figure.period_start, figure.period_end, figure.period_kind
    for column, date in (("period_start", start), ("period_end", end)):
        if date and not _EARLIEST_YEAR <= int(date[:4]) <= _LATEST_YEAR:
            yield column, _("Write the year in four digits, as in 2024.")
            return
    if kind == PeriodKind.UNDATED:
        return
    if not end:
        yield "period_end", _("Give the period, or choose “Period not stated”.")
    elif start and is_later(start, end):
        yield "period_end", _("The period ends before it begins.")
    elif not start and kind in _SPANS:
        yield "period_start", _("Say when the period begins.")
    elif kind in _SPANS:
        fits, words = _SPANS[PeriodKind(kind)]
        if not fits(start, end):
            yield "period_end", words


def _is_calendar_year(start: str, end: str) -> bool:
    return start[4:] in ("", "-01", "-01-01") and end == start[:4] + end[4:] and _ends_year(end)


def _ends_year(end: str) -> bool:
    return end[4:] in ("", "-12", "-12-31")


def _is_month(start: str, end: str) -> bool:
    return start[:7] == end[:7] and len(start) > len("2024")


def _is_day(start: str, end: str) -> bool:
    return start == end


def _is_long(kind: PeriodKind) -> Callable[[str, str], bool]:
    least, most = _DAYS[kind]

    def fits(start: str, end: str) -> bool:
        """Only whole days have a length."""
        if len(start) < len("2024-01-01") or len(end) < len("2024-01-01"):
            return True
        days = PartialDate(end).first_day - PartialDate(start).first_day
        return least <= (days + datetime.timedelta(days=1)).days <= most

    return fits


_SPANS: dict[PeriodKind, tuple[Callable[[str, str], bool], Promise]] = {
    PeriodKind.CALENDAR_YEAR: (
        _is_calendar_year,
        _(
            "A calendar year runs from January 1 to December 31. Otherwise choose “Fiscal year” "
            "or “Other period”."
        ),
    ),
    PeriodKind.FISCAL_YEAR: (
        _is_long(PeriodKind.FISCAL_YEAR),
        _(
            "A fiscal year has twelve months, for example 2023-07-01 to 2024-06-30. Otherwise "
            "choose “Other period”."
        ),
    ),
    PeriodKind.QUARTER: (
        _is_long(PeriodKind.QUARTER),
        _(
            "A quarter has three months, for example 2024-01-01 to 2024-03-31. Otherwise choose "
            "“Other period”."
        ),
    ),
    PeriodKind.MONTH: (
        _is_month,
        _("A month begins and ends in the same month. Otherwise choose “Other period”."),
    ),
    PeriodKind.POINT: (
        _is_day,
        _("A figure of one day begins and ends on that day. Otherwise choose “Other period”."),
    ),
}


def _faults_of_amounts(figure: Checked) -> Iterator[Fault]:
    for column in ("value", "value_to", "numerator", "denominator"):
        amount = getattr(figure, column)
        if amount is not None and amount < 0:
            yield column, _("Write the amount without a minus.")
    if figure.value_to is not None and figure.value is not None and figure.value_to <= figure.value:
        yield "value_to", _("A range ends above where it begins. Leave it empty for one number.")
    if figure.denominator == 0:
        yield "denominator", _("Nothing is a part of zero. Leave it empty where it is not known.")


def _faults_of_count(figure: Checked) -> Iterator[Fault]:
    """Calls and injuries are whole; what does not add up may be an average."""
    for column in ("value", "value_to"):
        amount = getattr(figure, column)
        if amount is not None and amount % 1:
            yield column, _("This is counted one by one. Write a whole number.")


def _faults_of_kind(figure: Checked, kind: Kind) -> Iterator[Fault]:
    if kind == Kind.MONEY and not figure.currency:
        yield "currency", _("An amount of money needs its currency.")
    if kind != Kind.MONEY and figure.currency:
        yield "currency", _("This metric is no money: choose “No money”.")
    if kind != Kind.PERCENT:
        return
    for column in ("value", "value_to"):
        percent = getattr(figure, column)
        if percent is not None and percent > 100:
            yield column, _("A percentage lies between 0 and 100.")
    part, whole = figure.numerator, figure.denominator
    if part is not None and whole and part > whole:
        yield "numerator", _("The part is more than the whole. Look at both once more.")
