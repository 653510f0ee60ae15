"""Which words are told apart, and which are forms of one."""

import re
import unicodedata
from collections.abc import Iterable

from .models import LONGEST_WORD

SHORTEST_WORD = 3
# Letters only: numbers are not misspelled, they are other numbers.
_WORD = re.compile(r"[^\W\d_]+")
# "de-escalation" is written "deescalation" too.
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_HYPHENS = re.compile("[‐‑-]")
_ENDINGS = (
    *("ings", "ing", "ations", "ation", "ions", "ion", "ments", "ment", "ers", "er", "ors", "or"),
    *("ies", "ied", "es", "ed", "ly", "als", "al", "s", "e", "y", "i"),
)
_SHORTEST_ROOT = 4


def words_of(texts: Iterable[str]) -> set[str]:
    """In small letters; words with a hyphen in parts and as one."""
    found: set[str] = set()
    for text in texts:
        plain = _HYPHENS.sub("-", unicodedata.normalize("NFKC", text)).lower()
        found.update(_WORD.findall(plain))
        found.update(word.replace("-", "") for word in _HYPHENED.findall(plain))
    return {word for word in found if SHORTEST_WORD <= len(word) <= LONGEST_WORD}


def root(word: str) -> str:
    """A rough stem without accents. Roots are compared with one another and never shown."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    for ending in _ENDINGS:
        stem = bare.removesuffix(ending)
        if stem != bare and len(stem) >= _SHORTEST_ROOT:
            return stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "ls" else stem
    return bare
