"""What every engine takes and gives."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol, Self

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ..query import SearchQuery
from .explanation import Explanation

# Round a word that was found, in a text that is not escaped yet. Passages hold no control
# characters, so these cannot be part of what an editor wrote.
MARK_START, MARK_END = "\x01", "\x02"
EXCERPTS_PER_PAGE = 3


class SearchError(Exception):
    """The engine could not answer; the reader gets a page that says so."""


@dataclass(frozen=True)
class Excerpt:
    """A passage that answers: its row, and its text with what was found in marks.

    `has_marks` is false where only the page's title holds a word, or no word at all.
    """

    passage_id: int
    html: SafeString
    has_marks: bool


@dataclass(frozen=True)
class RankedPage:
    page_id: int
    holds_all_words: bool
    excerpts: tuple[Excerpt, ...]
    # Comparable within one answer of one engine only.
    score: float = 0.0
    # Where it was asked for, and the order is that of scores.
    explanation: Explanation | None = None


@dataclass(frozen=True)
class Ranking:
    """One page of the answer, best first; all counts count pages that readers may see."""

    pages: tuple[RankedPage, ...] = ()
    total: int = 0
    total_with_all_words: int = 0
    page: int = 1
    # Of each facet that was to be counted, the pages that have each value, leaving what is
    # chosen of that facet out of account. Values of no page are not in it.
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Engine(Protocol):
    def search(self, query: SearchQuery) -> Ranking:
        """The pages that hold any term, narrowed by what is chosen; nothing for no question.

        A page whose name is the query comes first, then those with all terms, then the rest;
        each in the query's order. Without terms, all pages that have what is chosen.
        Only pages that the public may see now are found and counted. A page of results beyond
        the last gives the last. Raises `SearchError` where the engine cannot answer.
        """

    def prepare(self) -> None:
        """Makes what is missing in the database; safe to call at any time."""

    def rebuild(self) -> None:
        """Makes the index anew from all passages."""

    def verify(self) -> list[str]:
        """What is wrong with the index, in words; nothing where it is sound."""

    def apart(self) -> AbstractContextManager[Self]:
        """An engine over an empty index of its own, which is gone afterwards; to measure with.

        Meanwhile the default database connection leads to tables that are empty too.
        """


def excerpt(passage_id: int, marked_heading: str, marked_text: str) -> Excerpt:
    html: str = escape(marked_text)
    # "<mark>911</mark> <mark>center</mark>" reads better as one mark.
    for gap in (" ", "-"):
        html = html.replace(f"{MARK_END}{gap}{MARK_START}", gap)
    html = html.replace(MARK_START, "<mark>").replace(MARK_END, "</mark>")
    has_marks = MARK_START in marked_heading or MARK_START in marked_text
    # Escaped above; only our own <mark> was added since.
    return Excerpt(passage_id, mark_safe(html), has_marks)  # noqa: S308


def plain_excerpt(passage_id: int, text: str, words: int) -> Excerpt:
    """How a passage begins, where nothing in it was looked for."""
    shown = text.split(maxsplit=words)
    return excerpt(passage_id, "", " ".join(shown[:words]) + ("…" if len(shown) > words else ""))


def best(excerpts: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
    """Those that hold a word themselves; else the one that stands for the page's title."""
    telling = [excerpt for excerpt in excerpts if excerpt.has_marks]
    return tuple((telling or excerpts[:1])[:EXCERPTS_PER_PAGE])
