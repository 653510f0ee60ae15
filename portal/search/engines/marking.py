"""Marks what was found in a passage, for engines whose own means do not fit.

As FTS5's `snippet` does: whole phrases are marked, and of a long text the stretch with most of
them is shown.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..query import Phrase
from .base import MARK_END, MARK_START

# A letter and the mark that belongs to it may be two characters.
_TOKEN = re.compile("(?:[^\\W_]+|[\u0300-\u036f]+)+")
_BEFORE_SENTENCE = re.compile(r"[.!?:] (?=[^\W_])")
# Of a place to begin at, how many words before what was found.
_MOST_BEFORE = 15
# What a reader would have to scroll through many screens for is not looked into.
_LONGEST = 50_000
_MOST_PLACES = 200


@dataclass(frozen=True)
class Tokens:
    """The words of a text. Many texts are read for each answer: no object for each word."""

    text: str
    # Where each begins, and where it has ended.
    places: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def words(self) -> list[str]:
        """As they are compared."""
        if self.text.isascii():
            lowered = self.text.lower()
            return [lowered[start:end] for start, end in self.places]
        return [fold(self.text[start:end]) for start, end in self.places]

    @cached_property
    def sentences(self) -> list[int]:
        """Numbers of the words that sentences begin with, the first word of all among them."""
        starts = (match.end() for match in _BEFORE_SENTENCE.finditer(self.text, 0, _LONGEST))
        return [0, *(bisect_left(self.places, (start,)) for start in starts)]

    def sentence_of(self, number: int) -> int:
        """The word that the sentence begins with that a word is in."""
        return self.sentences[bisect_right(self.sentences, number) - 1]


@dataclass(frozen=True)
class Span:
    """Tokens, from the first to the one after the last, that are a phrase."""

    first: int
    after: int
    phrase: Phrase


def tokens(text: str) -> Tokens:
    return Tokens(text, [match.span() for match in _TOKEN.finditer(text, 0, _LONGEST)])


def fold(word: str) -> str:
    """In lower case and without marks above and below letters."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word).lower()
    return "".join(c for c in apart if not unicodedata.combining(c))


def spans(text_tokens: Tokens, phrases: Collection[Phrase], stems: Mapping[str, str]) -> list[Span]:
    """Where phrases of stems stand; the longest at each place, and none inside another."""
    words = [stems.get(word, word) for word in text_tokens.words]
    by_first: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        by_first.setdefault(phrase[0], []).append(phrase)
    found: list[Span] = []
    for number, word in enumerate(words):
        for phrase in by_first.get(word, ()):
            after = number + len(phrase)
            if tuple(words[number:after]) == phrase:
                if not found or found[-1].after < after:
                    found.append(Span(number, after, phrase))
                break
    return found


def marked(text_tokens: Tokens, found: list[Span], most_words: int) -> str:
    """The text, or the best stretch of it, with marks."""
    text, places = text_tokens.text, text_tokens.places
    first = _best_start(text_tokens, found, most_words)
    after = first + most_words
    start = places[first][0] if first else 0
    end = places[after - 1][1] if after < len(places) else len(text)
    parts, at = ["…" if first else ""], start
    for span in found:
        begins, ends = places[span.first][0], places[span.after - 1][1]
        if begins >= at and ends <= end:
            parts += [text[at:begins], MARK_START, text[begins:ends], MARK_END]
            at = ends
    return "".join([*parts, text[at:end], "…" if end < len(text) else ""])


def _best_start(text_tokens: Tokens, found: list[Span], most_words: int) -> int:
    """Where most different phrases are; of such places where a sentence begins, then with most."""
    latest = max(0, len(text_tokens) - most_words)
    if not latest or not found:
        return 0
    firsts = [span.first for span in found]

    def score(start: int) -> int:
        held = found[bisect_left(firsts, start) : bisect_left(firsts, start + most_words)]
        kinds = {each.phrase for each in held if each.after <= start + most_words}
        begins = 120 if start == 0 else 100 if text_tokens.sentence_of(start) == start else 0
        return 1000 * len(kinds) + len(held) + begins

    starts = {0} | {
        min(start, latest)
        for span in found[:_MOST_PLACES]
        for start in (span.first, _start_of_sentence(text_tokens, span.first))
    }
    return max(sorted(starts), key=score)


def _start_of_sentence(text_tokens: Tokens, number: int) -> int:
    """If that is a few words before; else the word itself."""
    start = text_tokens.sentence_of(number)
    return start if number - start < _MOST_BEFORE else number
