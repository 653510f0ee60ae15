"""Which of several figures of a program is shown, and what must be shown with it."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

from .conflicts import contradict, is_sum_beside_a_year
from .periods import Span, first_day, last_day, span, years_apart
from .values import Figure

# How far back a year may lie that all programs have, before the newest of each says more.
MOST_YEARS_BACK = 2

# Of what grows with time: a full year can be read; a sum since the start at least says all.
_PREFERRED = (
    Span.YEAR,
    Span.FIRST_YEAR,
    Span.LONGER,
    Span.SINCE_THE_START,
    Span.SHORTER,
    Span.DAY,
    Span.UNDATED,
)


@dataclass(frozen=True)
class Shown:
    """One program's answer: the leading figure, and those that contradict it.

    `rivals` answer the same question otherwise; `counted_otherwise` count another thing: those
    that are said to disagree, and what the program would show by itself.
    """

    leading: Figure
    rivals: tuple[Figure, ...] = ()
    counted_otherwise: tuple[Figure, ...] = ()

    @property
    def is_conflict(self) -> bool:
        return bool(self.rivals)

    @property
    def is_exact(self) -> bool:
        """One number that nobody denies: neither bounded nor estimated nor a range."""
        return self.leading.is_exact and not self.leading.is_disputed and not self.is_conflict

    @property
    def range(self) -> tuple[Figure, ...]:
        """All that is said in answer to the question, the least first."""
        return tuple(sorted((self.leading, *self.rivals), key=_by_value))

    @property
    def ends(self) -> tuple[Figure, Figure]:
        """Whose number is the least, and whose is the most."""
        return self.range[0], max(self.range, key=lambda figure: figure.most)


def choose(figures: Iterable[Figure]) -> dict[Hashable, Shown]:
    """What each program with a figure of one measure shows; the order of the figures is no matter.

    The newest full year that all of them have on the standard definition, if it is not long ago;
    else, where their own best are counted in different ways, a way of which all have a figure that
    is not much older; otherwise each program's own best.
    """
    by_program: dict[Hashable, list[Figure]] = {}
    for figure in figures:
        by_program.setdefault(figure.program, []).append(figure)
    own = {program: max(listed, key=_rank) for program, listed in by_program.items()}
    leading = _of_one_year(by_program, own) or _counted_alike(by_program, own) or own
    return {
        program: _with_contradicting(figure, by_program[program], own[program])
        for program, figure in leading.items()
    }


def _rank(figure: Figure) -> tuple[object, ...]:
    """The better the larger; the key last, so that equals do not depend on their order."""
    kind = -_PREFERRED.index(span(figure.period)) if figure.measure.grows else 0
    return (
        figure.counting.is_standard,
        kind,
        not figure.is_planned,
        figure.is_whole_area,
        _end(figure),
        figure.stands,
        not figure.is_disputed,
        figure.is_exact,
        -figure.key,
    )


def _end(figure: Figure) -> tuple[int, int]:
    end, start = last_day(figure.period.end), first_day(figure.period.start)
    return end.toordinal() if end else 0, start.toordinal() if start else 0


def _of_one_year(
    by_program: Mapping[Hashable, Collection[Figure]], own: Mapping[Hashable, Figure]
) -> dict[Hashable, Figure]:
    if len(by_program) < 2:
        return {}
    shared = set.intersection(*({_year(f) for f in listed} for listed in by_program.values()))
    for year in sorted(shared - {None}, key=lambda year: (year or ("", ""))[1], reverse=True):
        found = {
            program: max((f for f in listed if _year(f) == year), key=_rank)
            for program, listed in by_program.items()
        }
        if _are_recent(found, own):
            return found
    return {}


def _counted_alike(
    by_program: Mapping[Hashable, Collection[Figure]], own: Mapping[Hashable, Figure]
) -> dict[Hashable, Figure]:
    ways = {figure.counting.key for figure in own.values()}
    if len(ways) < 2:
        return {}
    shared = set.intersection(*({f.counting for f in listed} for listed in by_program.values()))
    for way in sorted(shared, key=lambda way: (not way.is_standard, way.name, str(way.key))):
        found = {
            program: max((f for f in listed if f.counting == way), key=_rank)
            for program, listed in by_program.items()
        }
        if _are_recent(found, own):
            return found
    return {}


def _are_recent(found: Mapping[Hashable, Figure], own: Mapping[Hashable, Figure]) -> bool:
    """Nobody's newest says much more."""
    back = (years_apart(found[program].period, own[program].period) for program in found)
    return max(back) <= MOST_YEARS_BACK


def _year(figure: Figure) -> tuple[str, str] | None:
    is_fit = figure.counting.is_standard and figure.is_whole_area and not figure.is_planned
    is_year = is_fit and span(figure.period) == Span.YEAR
    return (figure.period.start, figure.period.end) if is_year else None


def _with_contradicting(leading: Figure, figures: Collection[Figure], own: Figure) -> Shown:
    against = {f for f in figures if contradict(leading, f)}
    # What the program itself would show stands beside what the others count too.
    beside = {own} if not is_sum_beside_a_year(own, leading) else set()
    key = leading.counting.key
    return Shown(
        leading,
        rivals=tuple(sorted((f for f in against if f.counting.key == key), key=_by_value)),
        counted_otherwise=tuple(
            sorted((f for f in against | beside if f.counting.key != key), key=_by_value)
        ),
    )


def _by_value(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.most, figure.bound, figure.key
