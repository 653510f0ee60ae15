"""What is compared: figures, periods and ways of counting, as plain values.

Nothing here knows a database. Who reads figures makes these of them (`programs.metrics.plain`).
"""

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What a measure is, as `Metric.Kind` has it."""

    COUNT = "count"
    RATE = "rate"
    DURATION = "duration"
    MONEY = "money"
    PERCENT = "percent"


class PeriodKind(StrEnum):
    """What a period is, as `Observation.PeriodKind` has it."""

    CALENDAR_YEAR = "calendar_year"
    FISCAL_YEAR = "fiscal_year"
    QUARTER = "quarter"
    MONTH = "month"
    CUMULATIVE = "cumulative"
    POINT = "point"
    OTHER = "other"
    UNDATED = "undated"


class Bound(StrEnum):
    """On which side of the number the truth lies, as `Observation.Bound` has it.

    "About" names no side: it is an estimate (`Figure.is_estimated`).
    """

    EXACT = "exact"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    NEARLY = "nearly"


@dataclass(frozen=True)
class Measure:
    """What is asked. Calls of two years add up; staff, shares and averages do not.

    `has_clock`: a time is measured, and somebody has said from when to when.
    """

    slug: str
    kind: Kind
    adds_up: bool = True
    has_clock: bool = False

    @property
    def grows(self) -> bool:
        """Whether a longer period has more of it."""
        return self.adds_up and self.kind in {Kind.COUNT, Kind.MONEY}


@dataclass(frozen=True)
class Counting:
    """How it is counted: the standard way, or another. Equal keys are one definition."""

    key: Hashable
    name: str = ""
    is_standard: bool = True
    clock_start: str = ""


STANDARD = Counting("standard")


@dataclass(frozen=True)
class Period:
    """Dates as precise as their source: a year, a month or a day; "" where it gives none."""

    kind: PeriodKind
    start: str = ""
    end: str = ""


class Valued(Protocol):
    """What a bound and a number can be read from."""

    @property
    def value(self) -> Decimal: ...

    @property
    def value_to(self) -> Decimal | None: ...

    @property
    def bound(self) -> str: ...


@dataclass(frozen=True)
class Figure:
    """One value of one program, for one period, from one source. `key` finds it again.

    `value_to`: the most, where the source gives a range; "about" is said by `is_estimated`.
    """

    key: int
    program: Hashable
    measure: Measure
    counting: Counting
    period: Period
    value: Decimal
    value_to: Decimal | None = None
    bound: Bound = Bound.EXACT
    currency: str = ""
    geography: str = ""
    is_whole_area: bool = True
    is_estimated: bool = False
    is_disputed: bool = False
    is_planned: bool = False
    stands: bool = False

    @property
    def is_exact(self) -> bool:
        """Neither a bound nor an estimate nor a range."""
        return self.bound == Bound.EXACT and not (self.is_estimated or self.is_range)

    @property
    def is_range(self) -> bool:
        return self.value_to is not None

    @property
    def most(self) -> Decimal:
        return self.value if self.value_to is None else self.value_to


@dataclass(frozen=True)
class Population:
    """How many people live in a program's place; `year` is "" where nobody says of when."""

    count: int
    year: str = ""
