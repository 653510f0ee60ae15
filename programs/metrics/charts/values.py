"""What a picture shows, as plain values. Nothing here knows a database or how it is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from ..comparison import Bound


@dataclass(frozen=True)
class End:
    """One number as its source gives it."""

    value: Decimal
    bound: Bound = Bound.EXACT
    is_estimated: bool = False

    @property
    def side(self) -> int:
        """Where the number may lie: 1 for more, -1 for less, 0 where it is exact."""
        if self.bound == Bound.EXACT:
            return 0
        return 1 if self.bound == Bound.MORE_THAN else -1


@dataclass(frozen=True)
class Mark:
    """What one program says for one period: a number, or the least and the most of several.

    `words` stand at the mark: "more than 6,000 or 7,000". `is_far`: of another time than the
    newest in the picture, so that it may not be compared with that.
    """

    name: str
    period: str
    ends: tuple[End, ...]
    words: str
    is_disputed: bool = False
    is_far: bool = False

    @property
    def least(self) -> End:
        return self.ends[0]

    @property
    def most(self) -> End:
        return self.ends[-1]

    def arrow(self, end: End) -> int:
        """The side to which an arrow points; between two marks there is a bar, and no room."""
        is_outward = end is (self.most if end.side > 0 else self.least)
        return end.side if is_outward else 0


@dataclass(frozen=True)
class Scale:
    """From nothing to `top`; each tick with its words."""

    top: Decimal
    ticks: tuple[tuple[Decimal, str], ...]


@dataclass(frozen=True)
class Told:
    """The words round a picture; all of them are made by rules."""

    title: str
    # Unit and period, and what to be careful about.
    about: str
    # The whole picture in words, for whoever does not see it.
    alternative: str
    # Who published the figures, each once.
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class DotChart:
    """Programs on one scale, each with one mark, the most first."""

    told: Told
    marks: tuple[Mark, ...]
    scale: Scale


@dataclass(frozen=True)
class Slot:
    """A place on a line of time. Without a mark, nobody gave a figure for that time.

    `is_joined`: a line may lead to it from the slot before.
    """

    label: str
    mark: Mark | None = None
    is_joined: bool = False


@dataclass(frozen=True)
class Panel:
    """One program's figures over time, on one definition and in one kind of period."""

    title: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class SeriesChart:
    """Panels beside each other, all on one scale."""

    told: Told
    panels: tuple[Panel, ...]
    scale: Scale


Chart = DotChart | SeriesChart


def marks_of(chart: Chart) -> Iterator[Mark]:
    if isinstance(chart, DotChart):
        yield from chart.marks
    else:
        slots = chain.from_iterable(panel.slots for panel in chart.panels)
        yield from (slot.mark for slot in slots if slot.mark is not None)


def highest(marks: Sequence[Mark]) -> Decimal:
    return max((mark.most.value for mark in marks), default=Decimal(0))
