"""How alike two places and their programs are: pure functions on plain values.

Each trait that both record agrees from 0 (not at all) to 1 (the same); their weighted mean is the
likeness. A trait that either lacks counts neither for nor against.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

# From here on two traits are called alike.
ALIKE = 0.75


class Trait(StrEnum):
    POPULATION = "population"
    DENSITY = "density"
    GOVERNANCE = "governance"
    DISPATCH = "dispatch"
    TEAM = "team"
    HOURS = "hours"


@dataclass(frozen=True)
class Description:
    """A place and its program. What is not known is None, "" or empty."""

    population: int | None = None
    # Residents per square mile.
    density: float | None = None
    governance: str = ""
    dispatch: str = ""
    team: frozenset[str] = frozenset()
    # On duty in a week.
    hours: float | None = None

    def has(self, trait: Trait) -> bool:
        value = getattr(self, trait)
        return bool(value) or (trait == Trait.HOURS and value is not None)


@dataclass(frozen=True)
class Likeness:
    key: Hashable
    likeness: float
    # Of the traits that both record and that have a weight.
    agreements: Mapping[Trait, float]
    # Asked for, and not recorded of this program.
    unknown: tuple[Trait, ...]


def agreement(trait: Trait, one: Description, other: Description) -> float | None:
    """None where either does not record it."""
    if not (one.has(trait) and other.has(trait)):
        return None
    if trait == Trait.TEAM:
        return len(one.team & other.team) / len(one.team | other.team)
    first, second = getattr(one, trait), getattr(other, trait)
    if first == second:
        return 1.0
    is_amount = trait in {Trait.POPULATION, Trait.DENSITY, Trait.HOURS}
    return float(min(first, second) / max(first, second)) if is_amount else 0.0


def ranked(
    wanted: Description,
    candidates: Iterable[tuple[Hashable, Description]],
    weights: Mapping[Trait, int],
) -> list[Likeness]:
    """The most alike first, of equals those of which more is known; none of which nothing is.

    The order of the candidates is no matter.
    """
    asked = [trait for trait in Trait if weights.get(trait, 0) > 0 and wanted.has(trait)]
    found = [_likeness(wanted, key, other, asked, weights) for key, other in candidates]
    known = [each for each in found if each.agreements]
    return sorted(known, key=lambda each: (-each.likeness, len(each.unknown), str(each.key)))


def _likeness(
    wanted: Description,
    key: Hashable,
    other: Description,
    asked: Iterable[Trait],
    weights: Mapping[Trait, int],
) -> Likeness:
    found = {trait: agreement(trait, wanted, other) for trait in asked}
    agreements = {trait: value for trait, value in found.items() if value is not None}
    weight = sum(weights[trait] for trait in agreements)
    total = sum(weights[trait] * value for trait, value in agreements.items())
    unknown = tuple(trait for trait, value in found.items() if value is None)
    # Rounded, so that the order in which weights are summed is no matter.
    return Likeness(key, round(total / weight, 9) if weight else 0.0, agreements, unknown)
