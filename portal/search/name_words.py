"""Words of names, as they are kept, and as somebody types their beginning."""

from collections.abc import Iterable
from functools import lru_cache

from .query import Phrase, Term, every_term, folded
from .stop_words import ENGLISH

# A word longer than this is told from others by its beginning.
MAX_WORD = 30
# Somebody who types more is asking, not naming.
MAX_TYPED, MOST_WORDS = 100, 8
LEAST_LETTERS = 2

BEGINS, INSIDE, PLACE = 0, 1, 2


def name_words(names: Iterable[str], place: str) -> dict[str, int]:
    """Each word in all ways in which it is written: "Co-Réspond" is co, respond, corespond.

    With how far it is from what somebody types who knows the name.
    """
    names = [name for name in names if name.strip()]
    distances = dict.fromkeys(words_of_name(place), PLACE)
    distances |= {word: INSIDE for name in names for word in words_of_name(name)}
    return distances | {word: BEGINS for name in names for word in words_of_name(name.split()[0])}


@lru_cache(maxsize=1024)
def words_of_name(name: str) -> frozenset[str]:
    terms = every_term(folded(name))
    words = (word for term in terms for phrase in term.phrases for word in phrase)
    return frozenset(word[:MAX_WORD] for word in words)


def typed_words(text: str) -> list[str]:
    """What a name has to hold, each as the beginning of a word; nothing for too little or much.

    The last word may be unfinished, so it is no stop word yet.
    """
    plain = folded(text[: MAX_TYPED + 1]).replace('"', " ")
    words = [word[:MAX_WORD] for term in every_term(plain) for word in _parts(term)]
    is_name = len(text) <= MAX_TYPED and len(words) <= MOST_WORDS
    if not is_name or len("".join(words)) < LEAST_LETTERS:
        return []
    return [*(word for word in words[:-1] if word not in ENGLISH), words[-1]]


def _parts(term: Term) -> Phrase:
    """ "co-resp" is one word, as names hold it too; as two it would find "community response"."""
    parts = term.phrases[0]
    whole = "".join(parts)
    is_one_word = len(parts) > 1 and len(every_term(whole)[0].phrases) > 1
    return (whole,) if is_one_word else parts


def holds_all(name: str, typed: Iterable[str]) -> bool:
    return all(any(word.startswith(each) for word in words_of_name(name)) for each in typed)
