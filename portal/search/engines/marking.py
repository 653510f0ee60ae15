"""Marks what was found in a passage, for engines whose own means do not fit.

As FTS5's `snippet` does: whole phrases are marked, and of a long text the stretch with most of
them is shown.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..query import Phrase
from .base import MARK_END, MARK_START

# A letter and the mark that belongs to it may be two characters.
_TOKEN = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
_SENTENCE_END = (". ", "! ", "? ", ": ")
# What a reader would have to scroll through many screens for is not looked into.
_LONGEST = 50_000
_MOST_PLACES = 200


@dataclass(frozen=True)
class Token:
    start: int
    end: int
    word: str


@dataclass(frozen=True)
class Span:
    """Tokens, from the first to the one after the last, that are a phrase."""

    first: int
    after: int
    phrase: Phrase


def tokens(text: str) -> list[Token]:
    found = _TOKEN.finditer(text, 0, _LONGEST)
    return [Token(match.start(), match.end(), fold(match[0])) for match in found]


def fold(word: str) -> str:
    """In lower case and without marks above and below letters."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word).lower()
    return "".join(c for c in apart if not unicodedata.combining(c))


def spans(
    text_tokens: list[Token], phrases: Collection[Phrase], stems: Mapping[str, str]
) -> list[Span]:
    """Where phrases of stems stand; the longest at each place, and none inside another."""
    words = [stems.get(token.word, token.word) for token in text_tokens]
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


def marked(text: str, text_tokens: list[Token], found: list[Span], most_words: int) -> str:
    """The text, or the best stretch of it, with marks."""
    first = _best_start(text, text_tokens, found, most_words)
    after = first + most_words
    start = text_tokens[first].start if first else 0
    end = text_tokens[after - 1].end if after < len(text_tokens) else len(text)
    parts, at = ["…" if first else ""], start
    for span in found:
        begins, ends = text_tokens[span.first].start, text_tokens[span.after - 1].end
        if begins >= at and ends <= end:
            parts += [text[at:begins], MARK_START, text[begins:ends], MARK_END]
            at = ends
    return "".join([*parts, text[at:end], "…" if end < len(text) else ""])


def _best_start(text: str, text_tokens: list[Token], found: list[Span], most_words: int) -> int:
    """Where most different phrases are; of such places where a sentence begins, then with most."""
    latest = max(0, len(text_tokens) - most_words)
    if not latest or not found:
        return 0
    firsts = [span.first for span in found]

    def score(start: int) -> int:
        held = found[bisect_left(firsts, start) : bisect_left(firsts, start + most_words)]
        kinds = {each.phrase for each in held if each.after <= start + most_words}
        begins = 120 if start == 0 else 100 if _begins(text, text_tokens[start]) else 0
        return 1000 * len(kinds) + len(held) + begins

    starts = {0} | {
        min(start, latest)
        for span in found[:_MOST_PLACES]
        for start in (span.first, _sentence_start(text, text_tokens, span.first))
    }
    return max(sorted(starts), key=score)


def _sentence_start(text: str, text_tokens: list[Token], at: int) -> int:
    """Of the sentence that a token is in, if it begins a few words before."""
    for number in range(at, max(at - 15, -1), -1):
        if number == 0 or _begins(text, text_tokens[number]):
            return number
    return at


def _begins(text: str, token: Token) -> bool:
    return text[max(0, token.start - 2) : token.start] in _SENTENCE_END
