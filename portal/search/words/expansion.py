"""What is looked for beside the words that a reader typed.

Synonyms join a query when it is asked and stand in no index, so that a change of an editor holds
from the next search on, whichever engine answers.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ..query import Phrase, SearchQuery, Term
from .models import WordGroup
from .phrases import alike, parts_of, written

# Beyond this a long question would ask the engine for hundreds of phrases.
MOST_ADDED = 40
# Words in quotation marks are meant as they are.
_QUOTED = re.compile(r'"[^"]*"')

# Of (words, one way to).
Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Expansion:
    """The query with what it also looks for, and that in words for the reader."""

    query: SearchQuery
    added: tuple[str, ...] = ()


class Synonyms:
    """The groups of one language; one query, asked anew for each search."""

    def __init__(self, language: str) -> None:
        rows = WordGroup.objects.filter(language__in=["", language]).order_by("pk")
        self._leads = _leads(tuple(rows.values_list("words", "also_finds")))

    @property
    def words(self) -> set[str]:
        """Single words that editors wrote: none of them is misspelled."""
        return {part for phrase in self._leads for part in phrase}

    def expand(self, query: SearchQuery) -> Expansion:
        """With synonyms of the typed words."""
        typed = parts_of(_QUOTED.sub(" , ", query.text))
        known = alike(typed)
        added: dict[Phrase, str] = {}
        looser: dict[Term, list[Phrase]] = {}
        for start, end, lead in _met(known, self._leads):
            terms = list(_terms_of(query.terms, typed[start:end]))
            new = {w: phrase for w, phrase in lead.items() if not _holds(known, alike(phrase))}
            for word, phrase in new.items() if terms else ():
                if len(added) < MOST_ADDED:
                    added.setdefault(phrase, word)
                    for term in terms:
                        looser.setdefault(term, []).append(phrase)
        expanded = tuple(_with_looser(term, looser.get(term, ())) for term in query.terms)
        return Expansion(replace(query, terms=expanded), tuple(_told(added, typed)))


@lru_cache(maxsize=8)
def _leads(rows: Rows) -> Mapping[Phrase, dict[str, Phrase]]:
    """From what may be typed to what it also finds, as written by the editors.

    Remembered for the same rows, so that nothing of it can be out of date.
    """
    leads: dict[Phrase, dict[str, Phrase]] = {}
    for words, one_way in rows:
        typed, found = written(words), written(one_way) or written(words)
        for phrase in typed.values():
            leads.setdefault(alike(phrase), {}).update(found)
    return leads


def _met(
    known: Phrase, leads: Mapping[Phrase, dict[str, Phrase]]
) -> Iterable[tuple[int, int, dict[str, Phrase]]]:
    """Where what was typed holds words of groups: a longer one hides those inside it."""
    longest = max(map(len, leads), default=0)
    start = 0
    while start < len(known):
        for length in range(min(longest, len(known) - start), 0, -1):
            lead = leads.get(known[start : start + length])
            if lead:
                yield start, start + length, lead
                start += length - 1
                break
        start += 1


def _terms_of(terms: Iterable[Term], parts: Phrase) -> Iterable[Term]:
    """Each word of "welfare check" is answered by "wellness check"."""
    for term in terms:
        if not term.is_quoted and set(term.phrases[0]) <= set(parts):
            yield term


def _told(added: Mapping[Phrase, str], typed: Phrase) -> Iterable[str]:
    """For the reader; who typed "coresponder" need not hear of "co-responder"."""
    heard = {
        "".join(typed[start:end]) for start in range(len(typed)) for end in (start + 1, start + 2)
    }
    for phrase, word in added.items():
        letters = "".join(phrase)
        if letters not in heard:
            heard.add(letters)
            yield word


def _holds(known: Phrase, phrase: Phrase) -> bool:
    """Whether it was typed anyway."""
    length = len(phrase)
    return any(known[n : n + length] == phrase for n in range(len(known) - length + 1))


def _with_looser(term: Term, phrases: Iterable[Phrase]) -> Term:
    new = [phrase for phrase in dict.fromkeys(phrases) if phrase not in term.phrases]
    return replace(term, looser=(*term.looser, *new)) if new else term
