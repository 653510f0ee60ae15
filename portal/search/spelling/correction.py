"""What a reader may have meant: words of the portal's own public pages, and no others."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from ..query import SearchQuery
from ..stop_words import ENGLISH
from ..visibility import HIDDEN_SUBTREES, VISIBLE_PAGE
from .forms_of_words import root
from .languages import words_of_languages
from .models import Word

# Shorter ones have too many neighbors.
_SHORTEST, _LONGEST = 4, 30
# From here on two letters may be wrong, or the first one.
_LONG = 7
# "ARPA" among small letters is no slip of the pen.
_LONGEST_ACRONYM = 5
_MOST_WORDS, _MOST_CANDIDATES = 8, 4
# A word of so few pages may be a slip of the pen itself; one of so many is not.
_RARE, _COMMON = 2, 6

_QUOTED = re.compile(r'("[^"]*")')
_LETTERS = re.compile(r"[^\W\d_]+")

# A word that hidden pages alone hold is no word of the portal, whatever was counted when.
_ON_A_PAGE = f"""
    SELECT %s WHERE EXISTS (
        SELECT 1 FROM search_spelling_countedpage counted
        JOIN wagtailcore_page page ON page.id = counted.page_id
        WHERE counted.words LIKE %s AND {VISIBLE_PAGE}
    )
"""  # noqa: S608  # nothing that anybody typed


@dataclass(frozen=True)
class Correction:
    """The text as it was perhaps meant, and what was changed: pairs of typed and meant."""

    text: str
    changes: tuple[tuple[str, str], ...]

    @property
    def typed(self) -> list[str]:
        return [typed for typed, _meant in self.changes]

    @property
    def meant(self) -> list[str]:
        return [meant for _typed, meant in self.changes]


def correct(query: SearchQuery, also_known: Collection[str] = ()) -> Correction | None:
    """With words that no page holds put right; one query where all are known, else three."""
    words = [word for word in _typed(query) if word not in also_known]
    if not words:
        return None
    known = _known(words)
    unknown = [word for word in words if word not in known]
    # "hire", which no page says, is not "here".
    return _corrected(query, _nearest([w for w in unknown if w not in words_of_languages()]))


def perhaps_meant(query: SearchQuery, also_known: Collection[str] = ()) -> Correction | None:
    """With rare words replaced by a common one that differs by a letter; two or three queries.

    "Codes" on two pages is no slip of the pen: "code" is on many, and it is an English word.
    """
    other_form = Word.objects.filter(root=OuterRef("root"), pages__gt=_RARE)
    rare = Word.objects.filter(word__in=_typed(query), pages__lte=_RARE)
    found = rare.exclude(Exists(other_form)).values_list("word", flat=True)
    unknown = [w for w in found if w not in words_of_languages() and w not in also_known]
    words = [word for word in unknown if len(word) > _SHORTEST]
    return _corrected(query, _nearest(words, least_pages=_COMMON))


def _typed(query: SearchQuery) -> list[str]:
    """Words outside quotation marks that may be misspelled."""
    outside = " ".join(_QUOTED.split(query.text)[::2])
    words = _LETTERS.findall(outside)
    shouts = all(word.isupper() for word in words)
    found = dict.fromkeys(word.lower() for word in words if shouts or not _is_acronym(word))
    telling = (w for w in found if _SHORTEST <= len(w) <= _LONGEST and w not in ENGLISH)
    return list(telling)[:_MOST_WORDS]


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) <= _LONGEST_ACRONYM


def _known(words: Collection[str]) -> set[str]:
    """Those that a page holds in some form."""
    roots = {root(word): word for word in words}
    found = Word.objects.filter(Q(word__in=words) | Q(root__in=roots))
    pairs = set(found.values_list("word", "root"))
    there = {word for word, _root in pairs} | {of_word for _word, of_word in pairs}
    return {word for word in words if word in there or root(word) in there}


def _nearest(words: Collection[str], least_pages: int = 1) -> dict[str, str]:
    """For each word the likeliest that stands on a public page."""
    if not words:
        return {}
    rows = Word.objects.filter(reduce(or_, map(_may_be_near, words)), pages__gte=least_pages)
    vocabulary = dict(rows.values_list("word", "pages"))
    candidates = {word: list(_candidates(word, vocabulary)) for word in words}
    public = _public({candidate for found in candidates.values() for candidate in found})
    best = {w: [c for c in found if c in public] for w, found in candidates.items()}
    return {word: found[0] for word, found in best.items() if found}


def _most_wrong(word: str) -> int:
    return 2 if len(word) >= _LONG else 1


def _may_be_near(word: str) -> Q:
    """All that `_candidates` may take: what begins alike, and beside a long word what is alike
    from the third letter on, as its first one may be wrong."""
    alike = Q(word__startswith=word[0])
    if len(word) >= _LONG:
        alike |= Q(word__endswith=word[2:])
    most = _most_wrong(word)
    return alike & Q(length__range=(len(word) - most, len(word) + most))


def _candidates(word: str, vocabulary: Mapping[str, int]) -> Iterator[str]:
    """Near words: by letters wrong, then by whether the first is right, then the most common."""
    is_long = len(word) >= _LONG
    most = _most_wrong(word)
    near = extract(word, vocabulary.keys(), scorer=OSA.distance, score_cutoff=most, limit=40)
    likely = [
        (distance, other[0] != word[0], -vocabulary[other], other)
        for other, distance, _place in near
        if root(other) != root(word)
        # "liable" is not "viable", and of a long word only one letter is wrong beside the first.
        and (other[0] == word[0] or (is_long and distance == 1))
        and len(other) > 2
    ]
    for *_rank, other in sorted(likely)[:_MOST_CANDIDATES]:
        yield other


def _public(words: Collection[str]) -> set[str]:
    if not words:
        return set()
    parameters = [value for word in sorted(words) for value in (word, f"% {word} %")]
    with connection.cursor() as cursor:
        each = " UNION ALL ".join([_ON_A_PAGE] * len(words))
        cursor.execute(f"WITH {HIDDEN_SUBTREES} {each}", parameters)
        return {row[0] for row in cursor.fetchall()}


def _corrected(query: SearchQuery, meant: Mapping[str, str]) -> Correction | None:
    if not meant:
        return None
    changes: dict[str, str] = {}

    def put_right(match: re.Match[str]) -> str:
        typed = match[0]
        word = meant.get(typed.lower())
        if word is None:
            return typed
        changes[typed] = word.capitalize() if typed[:1].isupper() else word
        return changes[typed]

    pieces: Iterable[str] = _QUOTED.split(query.text)
    text = "".join(p if p.startswith('"') else _LETTERS.sub(put_right, p) for p in pieces)
    return Correction(text, tuple(changes.items()))
