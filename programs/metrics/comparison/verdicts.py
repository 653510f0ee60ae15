"""Whether two figures may be compared, and which rule says so.

Rules stand in one order. The first that forbids decides; without one, each that asks for care is
named; without any, the figures are comparable. A verdict does not depend on which comes first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from .periods import YEARS, Span, are_same, last_similar, span, years_apart
from .values import Bound, Figure, Kind, PeriodKind

# Beyond this, programs and cities are no longer what they were.
MOST_YEARS_APART = 3


class Level(IntEnum):
    COMPARABLE = 1
    WITH_CARE = 2
    NOT_COMPARABLE = 3


class Rule(StrEnum):
    """What decides; `words.py` says each in plain words."""

    # Nothing stands in the way.
    ALIKE = "alike"
    ALMOST_ALIKE = "almost_alike"
    # What forbids a comparison.
    MEASURE = "measure"
    DEFINITION = "definition"
    CLOCK = "clock"
    CURRENCY = "currency"
    UNDATED = "undated"
    CUMULATIVE = "cumulative"
    AGES = "ages"
    LENGTH = "length"
    FAR_APART = "far_apart"
    # What asks for care.
    DISPUTED = "disputed"
    BOUND = "bound"
    RANGE = "range"
    ESTIMATE = "estimate"
    PLANNED = "planned"
    AREA = "area"
    FIRST_YEAR = "first_year"
    SINCE_THE_START = "since_the_start"
    CALENDARS = "calendars"
    OTHER_TIME = "other_time"
    OTHER_LENGTH = "other_length"
    DATE_UNKNOWN = "date_unknown"


@dataclass(frozen=True)
class Verdict:
    """`rules` are those that decided, the weightiest first; never empty."""

    level: Level
    rules: tuple[Rule, ...]

    @property
    def rule(self) -> Rule:
        return self.rules[0]


Applies = Callable[[Figure, Figure], bool]


def verdict(one: Figure, other: Figure) -> Verdict:
    for rule, forbids in FORBIDDING:
        if forbids(one, other):
            return Verdict(Level.NOT_COMPARABLE, (rule,))
    cares = tuple(rule for rule, applies in CAUTIONING if applies(one, other))
    if cares:
        return Verdict(Level.WITH_CARE, cares)
    is_one_time = are_same(one.period, other.period)
    return Verdict(Level.COMPARABLE, (Rule.ALIKE if is_one_time else Rule.ALMOST_ALIKE,))


def _spans(one: Figure, other: Figure) -> set[Span]:
    return {span(one.period), span(other.period)}


def _grow(one: Figure, other: Figure) -> bool:
    return one.measure.grows or other.measure.grows


def _lack_a_clock(one: Figure, other: Figure) -> bool:
    """A program's own figures share their clock, whatever it is."""
    is_timed = one.measure.has_clock or other.measure.has_clock
    starts = one.counting.clock_start, other.counting.clock_start
    return is_timed and one.program != other.program and not all(starts)


def _differ_in_currency(one: Figure, other: Figure) -> bool:
    is_money = Kind.MONEY in {one.measure.kind, other.measure.kind}
    return is_money and (one.currency != other.currency or not one.currency)


def _lack_a_year(one: Figure, other: Figure) -> bool:
    """What grows with time means nothing without it, and money nothing without its year."""
    is_needed = _grow(one, other) or Kind.MONEY in {one.measure.kind, other.measure.kind}
    return is_needed and Span.UNDATED in _spans(one, other)


def _mix_sums_and_years(one: Figure, other: Figure) -> bool:
    spans = _spans(one, other)
    return _grow(one, other) and Span.SINCE_THE_START in spans and len(spans) > 1


def _began_apart(one: Figure, other: Figure) -> bool:
    """A program's own sums share their start: the later one holds the earlier one."""
    if one.program == other.program:
        return False
    is_running = _spans(one, other) == {Span.SINCE_THE_START}
    return _grow(one, other) and is_running and not last_similar(one.period, other.period)


def _differ_in_length(one: Figure, other: Figure) -> bool:
    spans = _spans(one, other)
    if not _grow(one, other) or Span.SINCE_THE_START in spans or spans <= YEARS:
        return False
    return not last_similar(one.period, other.period)


FORBIDDING: Sequence[tuple[Rule, Applies]] = (
    (Rule.MEASURE, lambda one, other: one.measure.slug != other.measure.slug),
    (Rule.DEFINITION, lambda one, other: one.counting.key != other.counting.key),
    (Rule.CLOCK, _lack_a_clock),
    (Rule.CURRENCY, _differ_in_currency),
    (Rule.UNDATED, _lack_a_year),
    (Rule.CUMULATIVE, _mix_sums_and_years),
    (Rule.AGES, _began_apart),
    (Rule.LENGTH, _differ_in_length),
    (
        Rule.FAR_APART,
        lambda one, other: years_apart(one.period, other.period) > MOST_YEARS_APART,
    ),
)


def _is_of_part(one: Figure, other: Figure) -> bool:
    """A part of one place against a whole one, or two parts that are called differently."""
    if one.is_whole_area and other.is_whole_area:
        return False
    is_of_one = one.program == other.program and one.geography == other.geography
    return not is_of_one


def _follow_other_calendars(one: Figure, other: Figure) -> bool:
    kinds = {one.period.kind, other.period.kind}
    is_mixed = PeriodKind.FISCAL_YEAR in kinds and len(kinds) > 1
    is_yearly = _spans(one, other) <= YEARS
    return is_mixed and is_yearly and not are_same(one.period, other.period)


def _are_of_other_times(one: Figure, other: Figure) -> bool:
    """Ends that lie within half a year are of one time, if the years are no others."""
    if are_same(one.period, other.period) or Span.UNDATED in _spans(one, other):
        return False
    is_yearly = _spans(one, other) <= YEARS
    return years_apart(one.period, other.period) > (0 if is_yearly else 0.5)


CAUTIONING: Sequence[tuple[Rule, Applies]] = (
    (Rule.DISPUTED, lambda one, other: one.is_disputed or other.is_disputed),
    (Rule.BOUND, lambda one, other: {one.bound, other.bound} != {Bound.EXACT}),
    (Rule.RANGE, lambda one, other: one.is_range or other.is_range),
    (Rule.ESTIMATE, lambda one, other: one.is_estimated or other.is_estimated),
    (Rule.PLANNED, lambda one, other: one.is_planned != other.is_planned),
    (Rule.AREA, _is_of_part),
    (
        Rule.FIRST_YEAR,
        lambda one, other: Span.FIRST_YEAR in (spans := _spans(one, other)) and len(spans) > 1,
    ),
    (Rule.SINCE_THE_START, lambda one, other: Span.SINCE_THE_START in _spans(one, other)),
    (Rule.CALENDARS, _follow_other_calendars),
    (Rule.OTHER_TIME, _are_of_other_times),
    (
        Rule.OTHER_LENGTH,
        lambda one, other: (
            not _grow(one, other)
            and _spans(one, other) <= {Span.YEAR, Span.SHORTER, Span.LONGER}
            and len(_spans(one, other)) > 1
        ),
    ),
    (Rule.DATE_UNKNOWN, lambda one, other: Span.UNDATED in _spans(one, other)),
)
