"""Which figures may be compared, and what to show of them: pure functions on plain values."""

from .choosing import Shown, choose
from .conflicts import contradict, fits, says_the_same
from .periods import Span, span
from .residents import NoRate, Rate, per_thousand
from .rows import Difference, MeasureCompared, Outcome, Pair, compare, verdict_of
from .values import (
    STANDARD,
    Bound,
    Counting,
    Figure,
    Kind,
    Measure,
    Period,
    PeriodKind,
    Population,
)
from .verdicts import Level, Rule, Verdict, verdict

__all__ = [
    "STANDARD",
    "Bound",
    "Counting",
    "Difference",
    "Figure",
    "Kind",
    "Level",
    "Measure",
    "MeasureCompared",
    "NoRate",
    "Outcome",
    "Pair",
    "Period",
    "PeriodKind",
    "Population",
    "Rate",
    "Rule",
    "Shown",
    "Span",
    "Verdict",
    "choose",
    "compare",
    "contradict",
    "fits",
    "per_thousand",
    "says_the_same",
    "span",
    "verdict",
    "verdict_of",
]
