"""Scales from nothing to a round number."""

from decimal import ROUND_CEILING, Decimal

from ..comparison import Kind
from ..units import number, sign_of
from .values import Scale

MOST_STEPS = 5
_ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_LARGE = ((Decimal(10**9), "B"), (Decimal(10**6), "M"), (Decimal(10**3), "K"))
ALL = Decimal(100)


def scale(most: Decimal, kind: Kind, currency: str = "") -> Scale:
    """Up to the first round number that is not less than `most`; shares end at 100 percent."""
    most = most if most > 0 else Decimal(1)
    step = _step(most)
    top = step * (most / step).to_integral_value(ROUND_CEILING)
    if kind == Kind.PERCENT:
        top = min(top, ALL)
    count = int(top // step)
    values = [step * place for place in range(count + 1)]
    return Scale(top, tuple((value, _words(value, kind, currency)) for value in values))


def _step(most: Decimal) -> Decimal:
    unit = Decimal(10) ** (most.adjusted() - 1)
    steps = [unit * factor for factor in (*_ROUND, *(each * 10 for each in _ROUND))]
    return next(step for step in steps if most <= step * MOST_STEPS)


def _words(value: Decimal, kind: Kind, currency: str) -> str:
    if kind == Kind.PERCENT:
        return f"{number(value)}%"
    if kind == Kind.MONEY:
        return f"{sign_of(currency)}{_short(value)}"
    return number(value)


def _short(value: Decimal) -> str:
    """ "2.5M": amounts of money are long, and their marks say them in full."""
    for size, letter in _LARGE:
        if value >= size:
            return f"{number(value / size)}{letter}"
    return number(value)
