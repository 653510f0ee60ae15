"""Why a page stands where it does: the sum that ranked it, taken apart. The same of all engines.

Only made when it is asked for, of the pages that are shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..query import Phrase, SearchQuery, Term

TITLE, HEADING, TEXT = "title", "heading", "text"
FIELDS = (TITLE, HEADING, TEXT)


class Occurrence(NamedTuple):
    """A phrase that stands in one field of a passage, or of several."""

    passage_id: int
    phrase: Phrase
    field: str


@dataclass(frozen=True)
class FoundPhrase:
    """A phrase of a word that the page holds, and in which fields, as FIELDS orders them."""

    words: str
    fields: tuple[str, ...]
    # A synonym: nobody typed it, and it counts for less.
    is_looser: bool


@dataclass(frozen=True)
class Share:
    """What one thing that was looked for adds to a page's score.

    It counts twice: in the passage that answers best as a whole, and in whichever passage it
    counts most itself.
    """

    in_best: float = 0.0
    anywhere: float = 0.0

    @property
    def score(self) -> float:
        return self.in_best + self.anywhere


@dataclass(frozen=True)
class WordShare:
    """One word of the query, or a quotation; `found` is empty where the page does not hold it."""

    typed: str
    share: Share
    found: tuple[FoundPhrase, ...] = ()


@dataclass(frozen=True)
class Explanation:
    words: tuple[WordShare, ...]
    # Words of the query that stand close to one another.
    closeness: Share
    # The page's name is the whole query: it stands before all others.
    is_named: bool
    # The passage that answers best as a whole.
    best_passage: int
    # What an engine adds that orders by one number, so that pages with all words come first.
    lift: float = 0.0

    @property
    def score(self) -> float:
        """The page's score, but for what rounding does."""
        return sum(word.share.score for word in self.words) + self.closeness.score + self.lift


@dataclass(frozen=True)
class PageScores:
    """One page as an engine added it up; of terms by their numbers in the query."""

    shares: Mapping[int, Share]
    closeness: Share
    is_named: bool
    best_passage: int
    lift: float
    # Those that hold anything that was looked for.
    passages: frozenset[int]


def explanation(
    query: SearchQuery, scores: PageScores, occurrences: Iterable[Occurrence]
) -> Explanation:
    """`occurrences` may be of other pages too."""
    fields: dict[Phrase, set[str]] = defaultdict(set)
    for passage_id, phrase, in_field in occurrences:
        if passage_id in scores.passages:
            fields[phrase].add(in_field)
    words = (
        WordShare(term.typed, scores.shares.get(number, Share()), tuple(_found(term, fields)))
        for number, term in enumerate(query.terms)
    )
    return Explanation(
        tuple(words), scores.closeness, scores.is_named, scores.best_passage, scores.lift
    )


def _found(term: Term, fields: Mapping[Phrase, set[str]]) -> Iterable[FoundPhrase]:
    for phrases, is_looser in ((term.phrases, False), (term.looser, True)):
        for phrase in dict.fromkeys(phrases):
            if phrase in fields:
                there = tuple(name for name in FIELDS if name in fields[phrase])
                yield FoundPhrase(" ".join(phrase), there, is_looser)


def phrases_of(query: SearchQuery) -> list[Phrase]:
    """All that is looked for, each once."""
    every = (phrase for term in query.terms for phrase in (*term.phrases, *term.looser))
    return list(dict.fromkeys(every))
