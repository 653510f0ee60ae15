"""One measure over several programs: what each shows, and which of them may stand together."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from .choosing import Shown, choose
from .values import Figure, Measure
from .verdicts import Level, Rule, Verdict, verdict


class Outcome(StrEnum):
    NO_FIGURE = "no_figure"
    ONE_FIGURE = "one_figure"
    COMPARABLE = "comparable"
    WITH_CARE = "with_care"
    NOT_COMPARABLE = "not_comparable"


_OUTCOMES = {
    Level.COMPARABLE: Outcome.COMPARABLE,
    Level.WITH_CARE: Outcome.WITH_CARE,
    Level.NOT_COMPARABLE: Outcome.NOT_COMPARABLE,
}


@dataclass(frozen=True)
class Pair:
    one: Hashable
    other: Hashable
    verdict: Verdict


@dataclass(frozen=True)
class Difference:
    """From the least to the most, of figures that are exact and may be compared."""

    least: Decimal
    most: Decimal
    with_least: tuple[Hashable, ...]
    with_most: tuple[Hashable, ...]

    @property
    def amount(self) -> Decimal:
        return self.most - self.least


@dataclass(frozen=True)
class MeasureCompared:
    """`programs` in the reader's order; those without a figure are not in `shown`."""

    measure: Measure
    programs: tuple[Hashable, ...]
    shown: Mapping[Hashable, Shown]
    pairs: tuple[Pair, ...]

    @property
    def outcome(self) -> Outcome:
        """The worst verdict of all pairs: one unlike figure spoils the line."""
        if not self.shown:
            return Outcome.NO_FIGURE
        if len(self.shown) == 1:
            return Outcome.ONE_FIGURE
        return _OUTCOMES[max(pair.verdict.level for pair in self.pairs)]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Those that decided the outcome, each once, in the order of the rules."""
        worst = max((pair.verdict.level for pair in self.pairs), default=None)
        deciding = {
            r for pair in self.pairs if pair.verdict.level == worst for r in pair.verdict.rules
        }
        return tuple(rule for rule in Rule if rule in deciding)

    @property
    def groups(self) -> tuple[tuple[Hashable, ...], ...]:
        """Programs in groups, within which every pair may be compared, with care or without.

        Empty where it cannot be said so: A may fit B, and B may fit C, without A fitting C.
        """
        forbidden = {
            frozenset((pair.one, pair.other))
            for pair in self.pairs
            if pair.verdict.level == Level.NOT_COMPARABLE
        }
        groups: list[list[Hashable]] = []
        for program in (program for program in self.programs if program in self.shown):
            fitting = [
                group
                for group in groups
                if any(frozenset((program, one)) not in forbidden for one in group)
            ]
            groups = [group for group in groups if group not in fitting]
            groups.append([*(one for group in fitting for one in group), program])
        is_sound = not any(
            frozenset(pair) in forbidden for group in groups for pair in combinations(group, 2)
        )
        return tuple(map(tuple, groups)) if is_sound else ()

    @property
    def difference(self) -> Difference | None:
        """None where a number is a bound, an estimate, denied, or not to be compared."""
        is_open = self.outcome in {Outcome.COMPARABLE, Outcome.WITH_CARE}
        if not is_open or not all(shown.is_exact for shown in self.shown.values()):
            return None
        values = {program: self.shown[program].leading.value for program in self.shown}
        least, most = min(values.values()), max(values.values())
        return Difference(
            least,
            most,
            with_least=tuple(one for one in self.programs if values.get(one) == least),
            with_most=tuple(one for one in self.programs if values.get(one) == most),
        )


def compare(
    measure: Measure, programs: Sequence[Hashable], figures: Iterable[Figure]
) -> MeasureCompared:
    """Of the figures of this measure; a program without one has no value, which is not zero."""
    own = [f for f in figures if f.measure.slug == measure.slug and f.program in programs]
    shown = choose(own)
    pairs = tuple(
        Pair(one, other, verdict_of(shown[one], shown[other]))
        for one, other in combinations([each for each in programs if each in shown], 2)
    )
    return MeasureCompared(measure, tuple(programs), shown, pairs)


def verdict_of(one: Shown, other: Shown) -> Verdict:
    """That of their leading figures; a number that another source denies asks for care."""
    found = verdict(one.leading, other.leading)
    is_denied = one.is_conflict or other.is_conflict
    if not is_denied or found.level == Level.NOT_COMPARABLE or Rule.DISPUTED in found.rules:
        return found
    cares = () if found.level == Level.COMPARABLE else found.rules
    return Verdict(Level.WITH_CARE, (Rule.DISPUTED, *cares))
