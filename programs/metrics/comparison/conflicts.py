"""Figures that answer one question differently."""

from decimal import Decimal

from .periods import overlap
from .values import Bound, Figure, PeriodKind, Valued


def fits(one: Valued, other: Valued) -> bool:
    """Whether both may be so: 5,095 and "more than 5,000" may, 4,000 may not."""
    for bounded, number in ((one, other), (other, one)):
        if bounded.bound == Bound.MORE_THAN and number.bound == Bound.EXACT:
            return number.value > bounded.value
        if bounded.bound == Bound.LESS_THAN and number.bound == Bound.EXACT:
            return number.value < bounded.value
    return (one.value, one.bound) == (other.value, other.bound)


def contradict(one: Figure, other: Figure) -> bool:
    """Other values for one question; or both marked as disputed, and of one time."""
    if one.program != other.program or one.measure.slug != other.measure.slug:
        return False
    if (one.value, one.bound, one.currency) == (other.value, other.bound, other.currency):
        return False
    if one.measure.grows and _is_sum(one) != _is_sum(other):
        # 11,612 in a year and 26,000 since the start answer two questions.
        return False
    if one.is_disputed and other.is_disputed and overlap(one.period, other.period):
        return True
    return _question(one) == _question(other) and not fits(one, other)


def _is_sum(figure: Figure) -> bool:
    return figure.period.kind == PeriodKind.CUMULATIVE


def _question(figure: Figure) -> tuple[object, ...]:
    period = figure.period
    return figure.counting.key, figure.geography, figure.currency, period.start, period.end


def values_of(figures: tuple[Figure, ...]) -> tuple[Decimal, Decimal]:
    """The least and the most that sources give; nothing between them is claimed."""
    values = [figure.value for figure in figures]
    return min(values), max(values)
