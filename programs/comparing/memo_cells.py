"""What a cell of a council memo says: the same facts and figures as the page, in few words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.memos.numbers import NumberedSource, Numbers
from portal.provenance.facts import Fact
from portal.provenance.models import Citation, Source
from portal.provenance.sentences import sentences_of
from portal.provenance.source_names import linked
from portal.theme.templatetags.theme import value_in_words
from programs.figures import covers_all, whole_area
from programs.metrics.models import Observation

from .measures import FigureCell
from .table import Cell

# What a cell lists before it says how many more there are; fewer in narrow columns.
MOST_FACTS, MOST_IN_NARROW = 3, 2


@dataclass
class Saying:
    """A few words of a cell, or a figure; `before` and `after` stand around it."""

    words: str = ""
    sources: tuple[Source, ...] = ()
    observation: Observation | None = None
    fact: Fact | None = None
    before: str = ""
    after: str = ""
    disagrees: bool = False
    # How a figure was counted, or where.
    is_remark: bool = False
    gap: str = ""
    numbers: list[NumberedSource] = field(default_factory=list)

    @property
    def length(self) -> str:
        """As it is printed, as far as its length goes."""
        own = self.words
        if self.observation is not None:
            own = value_in_words(self.observation)
            if self.observation.quality == Observation.Quality.DERIVED:
                own += f" ({_('worked out by the portal')})"
        disagrees = "≠ sources disagree" if self.disagrees else ""
        return f"{self.before} {own}{self.after} {' 00' * len(self.sources)} {disagrees}"


@dataclass
class MemoCell:
    sayings: list[Saying]

    @property
    def length(self) -> str:
        return " ".join(saying.length for saying in self.sayings)

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(source for saying in self.sayings for source in saying.sources)

    def number(self, numbers: Numbers) -> None:
        for saying in self.sayings:
            saying.numbers = numbers.of(saying.sources)


def of_figures(cell: FigureCell) -> MemoCell:
    if not cell.figures:
        return MemoCell([] if cell.gap is None else [_gap(cell.gap)])
    sayings = list(_range(cell))
    sayings += [_rate(cell)] if cell.rate else []
    for observation in cell.counted_otherwise:
        said = _figure(observation, after=f", {observation.period_display}")
        said.before = _("Counted otherwise:")
        sayings += [said, *map(_remark, _about(observation, cell.page))]
    return MemoCell(sayings)


def _range(cell: FigureCell) -> Iterator[Saying]:
    """The figure, or all that contradict each other, the least first."""
    last = cell.figures[-1]
    for number, observation in enumerate(cell.figures):
        has_period = observation is last or not cell.are_of_one_period
        said = _figure(observation, f", {observation.period_display}" if has_period else "")
        said.before = _("or") if number else ""
        said.disagrees = observation is last and (cell.is_conflict or cell.figures[0].is_disputed)
        yield said
    about = [words for each in cell.figures for words in _about(each, cell.page)]
    yield from map(_remark, dict.fromkeys(about))
    if cell.figures[0].is_disputed and not (cell.is_conflict or cell.counted_otherwise):
        # Paper opens no note: what the others say stands nowhere else.
        yield _remark(linked(last.note, last.named_sources))


def _figure(observation: Observation, after: str) -> Saying:
    return Saying(observation=observation, after=after, sources=(observation.source,))


def _about(observation: Observation, page: Any) -> Iterator[str]:
    """How it was counted, and where if not in all of the place."""
    if not observation.definition.is_standard:
        way = _("Counted as: %(way)s") % {"way": observation.definition.name}
        yield f"{way.rstrip('.')}."
    if not covers_all(observation.geography, whole_area(page)):
        yield f"{observation.geography.rstrip('.')}."


def _rate(cell: FigureCell) -> Saying:
    return _remark(f"{capfirst(cell.rate)}.")


def _remark(words: str) -> Saying:
    return Saying(words, is_remark=True)


def of_facts(cell: Cell, programs: int) -> MemoCell:
    if not cell.groups:
        return MemoCell([] if cell.gap is None else [_gap(cell.gap)])
    facts = [fact for group in cell.groups for fact in group.facts]
    shown = facts[: MOST_FACTS if programs <= 3 else MOST_IN_NARROW]
    sayings = [_fact(fact, is_last=fact is shown[-1]) for fact in shown]
    for one, following in pairwise(sayings):
        # Neighbors that rest on the same sources share their numbers.
        if one.sources == following.sources:
            one.sources = ()
    more = len(facts) - len(shown)
    if more:
        words = ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more}
        sayings.append(Saying(words))
    return MemoCell(sayings)


def _fact(fact: Fact, *, is_last: bool) -> Saying:
    return Saying(
        str(capfirst(fact.value)),
        _sources(fact.citations),
        fact=fact,
        after="" if is_last else ";",
        disagrees=fact.is_conflict,
    )


def _gap(fact: Fact) -> Saying:
    """The kind of gap, and the first sentence of why."""
    gap: Any = fact.gap
    notes = [citation for citation in fact.citations if citation.gap and citation.note]
    words = str(gap.label)
    why = ""
    if notes:
        first = sentences_of(notes[0].note)[0]
        why = linked(first, notes[0].named_sources)
        words = f"{words}."
    return Saying(words, _sources(fact.citations), fact=fact, after=why, gap=gap.code)


def _sources(citations: Iterable[Citation]) -> tuple[Source, ...]:
    found = {citation.source_id: citation.source for citation in citations if citation.source}
    return tuple(found.values())
