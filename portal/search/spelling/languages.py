"""Words of whole languages: whoever types one of them has not mistyped.

From pyspellchecker's lists, which count how often films say a word.
"""

from functools import cache

from spellchecker import SpellChecker

LANGUAGES = ("en", "es")
# What is said more rarely is often a slip or a name itself.
_LEAST = 100
_SHORTEST = 4


@cache
def words_of_languages() -> frozenset[str]:
    """In small letters. Read when the first word is looked up: it takes a moment."""
    found: set[str] = set()
    for language in LANGUAGES:
        counted = SpellChecker(language=language).word_frequency.dictionary
        found.update(w for w, many in counted.items() if many >= _LEAST and len(w) >= _SHORTEST)
    return frozenset(found)
