"""Which counts of people are too small to be shown, and what else would give one away.

A count of one to ten people that no public source states is withheld. Where other figures would
tell it (a total less its other parts, a year less its quarters), as few of them as can be are
withheld too. Nothing here knows a database.

Every figure is a sum over groups of people and stretches of time. A withheld count is given away
if it can be reckoned from the figures that are shown, which linear algebra decides.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations, pairwise

MOST = 10
# Beyond so many figures that hang together, all that no public source states is withheld.
MOST_RECKONED = 300
# Of small counts that are withheld, so many at once may be known by their sum.
_MOST_TOGETHER, _FEW = 3, 20
_PRIME = 2**61 - 1

Atom = Hashable
Vector = dict[Atom, int]


@dataclass(frozen=True)
class Group:
    """Whom a figure counts. `wholes`: the groups that this is a part of, each after a word for
    how it was cut: by area, by age. Parts that were cut alike may add up to the whole.
    """

    key: Hashable
    wholes: tuple[tuple[Hashable, Hashable], ...] = ()


@dataclass(frozen=True)
class Count:
    """`amount`: of people; `others`: further counts that the figure tells (a whole, the rest).

    `start` and `end`: days as numbers, the last one not included; equal where nobody knows them,
    and `period` then tells one from another.
    """

    key: int
    group: Group
    amount: Decimal
    others: tuple[Decimal, ...] = ()
    start: int = 0
    end: int = 0
    period: Hashable = None
    is_public: bool = False
    # Whether counts of two periods have a sum.
    adds_up: bool = True

    @property
    def is_small(self) -> bool:
        return any(0 < amount <= MOST for amount in (self.amount, *self.others))

    @property
    def is_stretch(self) -> bool:
        """Whether it can be cut into shorter times, and set together with others."""
        return self.adds_up and self.end > self.start

    @property
    def time(self) -> Hashable:
        return (self.start, self.end, self.period)


def withheld(counts: Iterable[Count]) -> set[int]:
    """The keys of those of one program that are not shown."""
    listed = list(counts)
    small = [each for each in listed if each.is_small and not each.is_public]
    hidden = {each.key for each in small}
    if small:
        for counts_together, identities in _hanging_together(listed):
            own = [each for each in counts_together if each.key in hidden]
            if own:
                hidden |= _protected(counts_together, own, identities)
    return hidden


def _protected(
    counts: Sequence[Count], small: Sequence[Count], identities: Sequence[Vector]
) -> set[int]:
    """What is withheld of figures that hang together, for the sake of the small ones."""
    hidden = {each.key for each in small}
    if len(counts) > MOST_RECKONED:
        return hidden | {each.key for each in counts if not each.is_public}
    vectors = _vectors(counts)
    public = _Reckoning(identities, {c.key: vectors[c.key] for c in counts if c.is_public})
    # What public sources tell is no secret; whatever is withheld here would not change that.
    secrets = [each for each in _secrets(small, vectors) if public.way_to(each) is None]
    while True:
        shown = [each for each in counts if each.key not in hidden]
        told = _Reckoning(identities, {each.key: vectors[each.key] for each in shown})
        uses = next((used for secret in secrets if (used := told.way_to(secret)) is not None), None)
        if uses is None:
            return hidden
        free = (each for each in shown if each.key in uses and not each.is_public)
        hidden.add(min(free, key=lambda each: (each.end - each.start, each.amount, each.key)).key)


def _secrets(small: Sequence[Count], vectors: dict[int, Vector]) -> Iterator[Vector]:
    """Small counts, and those of them that would still be a small count together."""
    most = _MOST_TOGETHER if len(small) <= _FEW else 1
    for how_many in range(1, most + 1):
        for some in combinations(small, how_many):
            if how_many == 1 or sum(each.amount for each in some) <= MOST:
                yield _sum(vectors[each.key] for each in some)


def _sum(vectors: Iterable[Vector]) -> Vector:
    total: Vector = defaultdict(int)
    for vector in vectors:
        for atom, times in vector.items():
            total[atom] += times
    return total


# -- Figures as sums --------------------------------------------------------------------------


def _vectors(counts: Iterable[Count]) -> dict[int, Vector]:
    """Of a stretch of time: what was counted up to its end, less what was up to its beginning."""
    return {each.key: _vector(each) for each in counts}


def _vector(count: Count) -> Vector:
    group = count.group.key
    if count.is_stretch:
        return {(group, count.end): 1, (group, count.start): -1}
    return {(group, count.time): 1}


def _hanging_together(
    counts: Sequence[Count],
) -> Iterator[tuple[list[Count], list[Vector]]]:
    """Figures in sets that have no part in common, each with what is known of their sums."""
    identities = list(_identities(counts))
    home = {each.key: each.key for each in counts}

    def root(key: int) -> int:
        while home[key] != key:
            home[key] = home[home[key]]
            key = home[key]
        return key

    together_in_sums = (pairwise(keys) for _vector, keys in identities)
    for one, other in chain(_overlapping(counts), *together_in_sums):
        home[root(one)] = root(other)
    together: dict[int, tuple[list[Count], list[Vector]]] = defaultdict(lambda: ([], []))
    for each in counts:
        together[root(each.key)][0].append(each)
    for vector, keys in identities:
        together[root(keys[0])][1].append(vector)
    yield from together.values()


def _overlapping(counts: Iterable[Count]) -> Iterator[tuple[int, int]]:
    """Pairs of figures of one group and time, so that all that overlap are linked."""
    by_group: dict[Hashable, list[Count]] = defaultdict(list)
    for each in counts:
        place = each.group.key if each.is_stretch else (each.group.key, each.time)
        by_group[each.is_stretch, place].append(each)
    for own in by_group.values():
        own.sort(key=lambda each: each.start)
        until = own[0].end
        for one, other in pairwise(own):
            if other.start < until or not other.is_stretch:
                yield one.key, other.key
            until = max(until, other.end)


def _identities(counts: Sequence[Count]) -> Iterator[tuple[Vector, list[int]]]:
    """Wholes that are the sum of their parts of the same time, as the numbers themselves say.

    With the figures of which that is said.
    """
    wholes: dict[tuple[Hashable, Hashable], list[Count]] = defaultdict(list)
    parts: dict[tuple[Hashable, Hashable, Hashable], dict[Hashable, list[Count]]]
    parts = defaultdict(lambda: defaultdict(list))
    for each in counts:
        wholes[each.group.key, each.time].append(each)
        for cut, whole in each.group.wholes:
            parts[cut, whole, each.time][each.group.key].append(each)
    for (_cut, group, time), by_group in parts.items():
        # Where several sources count one group, each may be the one that adds up.
        least = sum(min(each.amount for each in own) for own in by_group.values())
        most = sum(max(each.amount for each in own) for own in by_group.values())
        whole = next((w for w in wholes.get((group, time), ()) if least <= w.amount <= most), None)
        if whole is not None:
            vector = _sum(_vector(own[0]) for own in by_group.values())
            for atom, times in _vector(whole).items():
                vector[atom] -= times
            yield vector, [whole.key, *(each.key for own in by_group.values() for each in own)]


# -- What can be reckoned ---------------------------------------------------------------------


class _Reckoning:
    """All sums and differences of what is shown, as rows in steps; numbers are those of a field."""

    def __init__(self, identities: Iterable[Vector], shown: dict[int, Vector]) -> None:
        # By its first part: the row, and which figures it was made of.
        self._rows: dict[Atom, tuple[Vector, dict[int, int]]] = {}
        for identity in identities:
            self._add(dict(identity), {})
        for key, vector in shown.items():
            self._add(dict(vector), {key: 1})

    def _add(self, vector: Vector, made_of: dict[int, int]) -> None:
        if self._reduce(vector, made_of):
            return
        first = next(iter(vector))
        inverse = pow(vector[first], -1, _PRIME)
        row = {atom: times * inverse % _PRIME for atom, times in vector.items()}
        self._rows[first] = (row, {key: n * inverse % _PRIME for key, n in made_of.items()})

    def _reduce(self, vector: Vector, made_of: dict[int, int]) -> bool:
        """Takes from it what the rows have; whether nothing is left."""
        _drop_nothing(vector)
        while (known := next((atom for atom in vector if atom in self._rows), None)) is not None:
            row, used = self._rows[known]
            times = vector[known]
            _subtract(vector, row, times)
            _subtract(made_of, used, times)
        return not vector

    def way_to(self, vector: Vector) -> set[int] | None:
        """The figures from which it can be reckoned; None where it cannot."""
        made_of: dict[int, int] = {}
        return set(made_of) if self._reduce(dict(vector), made_of) else None


def _subtract(vector: dict[Hashable, int] | dict[int, int], other: dict, times: int) -> None:  # type: ignore[type-arg]
    for atom, own in other.items():
        vector[atom] = (vector.get(atom, 0) - times * own) % _PRIME
    _drop_nothing(vector)


def _drop_nothing(vector: dict) -> None:  # type: ignore[type-arg]
    for atom in [atom for atom, times in vector.items() if not times % _PRIME]:
        del vector[atom]
