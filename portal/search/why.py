"""Why a hit stands where it does, in plain words for staff."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .engines.explanation import HEADING, TEXT, TITLE, Explanation, FoundPhrase, WordShare
from .weights import WEIGHTS

_FIELDS: dict[str, str | Promise] = {
    TITLE: gettext_lazy("the title"),
    HEADING: gettext_lazy("a heading"),
    TEXT: gettext_lazy("the text"),
}


@dataclass(frozen=True)
class WordInWords:
    typed: str
    score: float
    in_best: float
    anywhere: float
    # Such as: “call screening” in a heading and the text, a synonym.
    places: tuple[str, ...]


@dataclass(frozen=True)
class Why:
    """What `search/why.html` shows below a hit; numbers are comparable within one answer."""

    explanation: Explanation
    holds_all_words: bool
    # Of the passage that answers best; empty for what stands above the first heading.
    best_heading: str

    @property
    def is_named(self) -> bool:
        return self.explanation.is_named

    @property
    def has_several_words(self) -> bool:
        return len(self.explanation.words) > 1

    @property
    def words(self) -> list[WordInWords]:
        """Those that the page holds; what counts most comes first."""
        held = [word for word in self.explanation.words if word.share.score]
        return [_in_words(word) for word in sorted(held, key=lambda word: -word.share.score)]

    @property
    def missing(self) -> list[str]:
        return [word.typed for word in self.explanation.words if not word.share.score]

    @property
    def closeness(self) -> float:
        return self.explanation.closeness.score

    @property
    def score(self) -> float:
        """Of the words alone; which pages come before others whatever their score is said apart."""
        return self.explanation.score - self.explanation.lift

    def as_json(self) -> dict[str, Any]:
        return {
            "is_named": self.is_named,
            "holds_all_words": self.holds_all_words,
            "missing": self.missing,
            "best_passage": self.best_heading,
            "words": [
                {
                    "word": word.typed,
                    "score": round(word.share.score, 4),
                    "in_best_passage": round(word.share.in_best, 4),
                    "anywhere": round(word.share.anywhere, 4),
                    "found": [_found_as_json(found) for found in word.found],
                }
                for word in self.explanation.words
            ],
            "closeness": round(self.closeness, 4),
            "lift": round(self.explanation.lift, 4),
        }


def _in_words(word: WordShare) -> WordInWords:
    share = word.share
    return WordInWords(word.typed, share.score, share.in_best, share.anywhere, tuple(_places(word)))


def _places(word: WordShare) -> Iterator[str]:
    for found in word.found:
        fields = get_text_list([str(_FIELDS[name]) for name in found.fields], _("and"))
        told = {"words": found.words, "fields": fields, "weight": f"{WEIGHTS.looser:g}"}
        if found.is_looser:
            yield _("“%(words)s” in %(fields)s, a synonym at weight %(weight)s") % told
        else:
            yield _("“%(words)s” in %(fields)s") % told


def _found_as_json(found: FoundPhrase) -> dict[str, Any]:
    weight = WEIGHTS.looser if found.is_looser else 1.0
    return {
        "words": found.words,
        "in": list(found.fields),
        "is_synonym": found.is_looser,
        "weight": weight,
    }
