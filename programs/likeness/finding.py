"""Who is most like a described place, and why, for the page and for files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from portal.database_state import kept_until_a_commit
from portal.lists.typed_text import storable
from programs.comparing.choice import address_of

from .candidates import Candidate, candidates
from .form import LikenessForm
from .likeness import Likeness, Trait, ranked
from .words import Reasons, reasons


@dataclass
class Shown:
    candidate: Candidate
    percent: int
    reasons: Reasons
    compare: str


class LikeOurs:
    """What a reader described in an address, and the programs that record any of it."""

    def __init__(self, parameters: QueryDict) -> None:
        self._offered = kept_until_a_commit("programs to be like", candidates)
        cleaned = parameters.copy()
        for name in cleaned:
            cleaned.setlist(name, [storable(value) for value in cleaned.getlist(name)])
        self.form = LikenessForm(cleaned, self._offered)
        self.is_valid = self.form.is_valid()
        self.own = [self.form.chosen.key] if self.form.chosen else []

    @cached_property
    def known(self) -> list[Trait]:
        """What was written, or the chosen program records; of valid addresses."""
        wanted = self.form.description()
        return [trait for trait in Trait if wanted.has(trait)]

    @property
    def is_described(self) -> bool:
        """Something is known of the place that is to matter."""
        weights = self.form.weight_of()
        return any(weights[trait] for trait in self.known)

    @cached_property
    def others(self) -> dict[str, Candidate]:
        return {each.key: each for each in self._offered if each != self.form.chosen}

    @cached_property
    def found(self) -> list[Likeness]:
        """The most alike first."""
        described = ((key, each.description) for key, each in self.others.items())
        return ranked(self.form.description(), described, self.form.weight_of())

    def shown(self, found: Iterable[Likeness]) -> Iterator[Shown]:
        wanted = self.form.description()
        for each in found:
            candidate = self.others[str(each.key)]
            yield Shown(
                candidate,
                round(each.likeness * 100),
                reasons(each, wanted, candidate.description),
                address_of([*self.own, candidate.key]),
            )
