"""Figures that answer one question differently."""

from .periods import overlap
from .values import Bound, Figure, PeriodKind, Valued

_SIDES = {Bound.MORE_THAN, Bound.LESS_THAN, Bound.NEARLY}


def fits(one: Valued, other: Valued) -> bool:
    """Whether both may be so: 5,095 and "more than 5,000" may, 52 and "50 to 55"; 4,000 not."""
    for bounded, number in ((one, other), (other, one)):
        if bounded.value_to is not None and number.value_to is None:
            return bounded.value <= number.value <= bounded.value_to
        if bounded.bound == Bound.MORE_THAN and number.bound == Bound.EXACT:
            return number.value > bounded.value
        if bounded.bound == Bound.LESS_THAN and number.bound == Bound.EXACT:
            return number.value < bounded.value
    return says_the_same(one, other)


def says_the_same(one: Valued, other: Valued) -> bool:
    """ "About 4,000" and 4,000 do."""
    sides = (each.bound if each.bound in _SIDES else Bound.EXACT for each in (one, other))
    is_one_side = len(set(sides)) == 1
    return is_one_side and (one.value, one.value_to) == (other.value, other.value_to)


def contradict(one: Figure, other: Figure) -> bool:
    """Other values for one question; or both marked as disputed, and of one time."""
    if one.program != other.program or one.measure.slug != other.measure.slug:
        return False
    if one.currency == other.currency and says_the_same(one, other):
        return False
    if is_sum_beside_a_year(one, other):
        return False
    if one.is_disputed and other.is_disputed and overlap(one.period, other.period):
        return True
    return _question(one) == _question(other) and not fits(one, other)


def is_sum_beside_a_year(one: Figure, other: Figure) -> bool:
    """11,612 in a year and 26,000 since the start answer two questions."""
    return one.measure.grows and _is_sum(one) != _is_sum(other)


def _is_sum(figure: Figure) -> bool:
    return figure.period.kind == PeriodKind.CUMULATIVE


def _question(figure: Figure) -> tuple[object, ...]:
    period = figure.period
    # Whatever the whole place is called.
    area = "" if figure.is_whole_area else figure.geography
    return figure.counting.key, area, figure.currency, period.start, period.end
