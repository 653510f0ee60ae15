"""Which figures of a metric stand in which picture, before the whole of them is read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.text import slugify

from ..comparison import span
from ..grouping import Order, Placed
from .series import Step, step_of

# More rows or panels would be a list, and the table is that.
MOST_DOTS, MOST_PANELS = 40, 12


@dataclass(frozen=True)
class Wanted:
    """One picture: all its figures are counted alike, and in one currency.

    `step`: over time, in steps of this length; None for programs beside each other.
    """

    first: Placed
    figures: tuple[Placed, ...]
    step: Step | None = None
    # How many programs there are, where not all are drawn.
    of_all: int = 0

    @property
    def order(self) -> Order:
        return self.first.order

    @property
    def counted(self) -> str:
        """How an address says the way of counting; nothing for the standard one."""
        first = self.first
        return "" if first.is_standard else slugify(first.way) or str(first.definition)

    @property
    def programs(self) -> int:
        return len({each.program for each in self.figures})


def wanted(listed: Sequence[Placed], *, is_of_one: bool = False) -> list[Wanted]:
    """All pictures of a metric, in the order of its groups: `listed` as `placed` gives it.

    `is_of_one`: the figures are those of one program, which share their clock, whatever it is.
    """
    found: list[Wanted] = []
    for _alike, of_one_way in groupby(sorted(listed, key=_counted_alike), key=_counted_alike):
        figures = list(of_one_way)
        groups = [list(group) for _order, group in groupby(figures, key=lambda each: each.order)]
        found += [_dots(group) for group in groups if not group[0].is_loose]
        if is_of_one or not figures[0].lacks_clock:
            found += _over_time(figures)
    return sorted(found, key=lambda each: each.order)


def beginning_on(part: Iterable[Placed], listed: Iterable[Placed]) -> set[Order]:
    """The groups whose first figure stands in this part of the list: their pictures do as well."""
    first = {each.order: each.figure for each in reversed(list(listed))}
    return {each.order for each in part if first[each.order] == each.figure}


def _counted_alike(each: Placed) -> tuple[object, ...]:
    return not each.is_standard, "" if each.is_standard else each.way, each.currency


def _dots(group: list[Placed]) -> Wanted:
    programs = {each.program for each in group}
    if len(programs) > MOST_DOTS:
        kept = _spread(group)
        chosen = tuple(each for each in group if each.program in kept)
        return Wanted(group[0], chosen, of_all=len(programs))
    return Wanted(group[0], tuple(group))


def _spread(group: list[Placed]) -> set[int]:
    """Evenly from the most to the least by the newest figures, both ends among them."""
    newest: dict[int, Placed] = {}
    for each in group:
        # A program's figures come newest first.
        newest.setdefault(each.program, each)
    ranked = sorted(newest.values(), key=lambda each: (each.value, each.program))
    last = len(ranked) - 1
    return {ranked[round(n * last / (MOST_DOTS - 1))].program for n in range(MOST_DOTS)}


def _over_time(figures: list[Placed]) -> list[Wanted]:
    """Panels beside each other, so never of several programs whose clock is not stated."""
    found = []
    for step in Step:
        of_step = [each for each in figures if step_of(each.period.kind, span(each.period)) == step]
        if programs := _with_series(of_step):
            kept = set(programs[:MOST_PANELS])
            chosen = tuple(each for each in of_step if each.program in kept)
            found.append(Wanted(figures[0], chosen, step, of_all=len(programs)))
    return found


def _with_series(figures: Iterable[Placed]) -> list[int]:
    """Programs with several periods of one kind, those with most of them first."""
    periods: dict[tuple[int, str], set[str]] = {}
    for each in figures:
        periods.setdefault((each.program, each.period.kind), set()).add(each.period.end)
    most: dict[int, int] = {}
    for (program, _kind), ends in periods.items():
        most[program] = max(most.get(program, 0), len(ends))
    several = [program for program, count in most.items() if count > 1]
    return sorted(several, key=lambda program: -most[program])
