"""From what a reader asked to what every engine looks for. No database, no engine's syntax.

Nothing that a reader types is syntax: `AND`, `*`, `-word` and a lone quotation mark are words
or nothing. The one exception is a pair of quotation marks round words that belong together.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlencode

from portal.lists.typed_text import is_storable

from .stop_words import ENGLISH

MAX_CHARACTERS = 2_000
MAX_WORDS = 32
# Far beyond any real page of results, and still a number that a database can multiply.
MAX_PAGE = 100_000
PAGE_SIZE = 10
# Of one facet; as many as a list's form takes.
MAX_VALUES = 60
# Where a page's names are kept: a facet that is never shown.
NAMES = "name"
MAX_NAME = 120

RELEVANCE, NEWEST, REVIEWED = "relevance", "newest", "reviewed"
SORTS = (RELEVANCE, NEWEST, REVIEWED)

# Words that must follow one another, in lower case. A single word is a phrase of one.
Phrase = tuple[str, ...]

_DASHES = re.compile("[‐‑‒–—―−﹘﹣－]")
_DOUBLE_QUOTES = re.compile("[“”„‟«»〝〞]")
_APOSTROPHES = re.compile("[‘’‛ʼ`´]")
_SERVICE_NUMBER = re.compile(
    r"(?<![\w-])(?:([2-8])[\s.-]+1[\s.-]+1|9[\s.-]+(1[\s.-]+1|8[\s.-]+8))(?![\w-])"
)
# NUL and halves of characters.
_QUOTED = re.compile(r'"([^"]*)"')
# Letters and digits; a hyphen, an apostrophe or a full stop inside a word holds it together,
# a comma, slash or colon only between digits: "12,000", "24/7", but "police/fire" is two words.
_WORD = re.compile(r"[^\W_]+(?:(?:[-'.]|(?<=\d)[,/:](?=\d))[^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_SERVICE_NUMBERS = frozenset({"211", "311", "411", "511", "611", "711", "811", "911", "988"})

# First halves of words that some write with a hyphen or a space and others without.
_FIRST_HALVES = (
    *("after", "anti", "back", "check", "co", "cross", "de", "drop", "follow", "hand", "inter"),
    *("multi", "non", "off", "on", "post", "pre", "re", "ride", "self", "sit", "stand", "walk"),
    "well",
)


# Facets with the values that are chosen of each.
Chosen = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Term:
    """One thing to look for. A page holds it where it holds any phrase, looser ones included."""

    typed: str
    phrases: tuple[Phrase, ...]
    is_quoted: bool = False
    # What means the same but was not typed: synonyms, acronyms written out. Counts for less.
    looser: tuple[Phrase, ...] = ()


class Neighbours(NamedTuple):
    """Numbers of two terms; what is looked for is the first phrase of each."""

    first: int
    second: int


@dataclass(frozen=True)
class SearchQuery:
    """What a reader asked, as every engine and template takes it.

    Several values of one facet widen the answer, several facets narrow it.
    """

    text: str = ""
    terms: tuple[Term, ...] = ()
    left_out: tuple[str, ...] = ()
    page: int = 1
    size: int = PAGE_SIZE
    chosen: Chosen = ()
    sort: str = RELEVANCE
    # Facets whose values are to be counted.
    counted: tuple[str, ...] = ()
    # Whether each page is to come with why it stands where it does.
    is_explained: bool = False

    @property
    def is_blank(self) -> bool:
        """Nothing was typed, as opposed to nothing that could be looked for."""
        return not self.text

    @property
    def asks_for_pages(self) -> bool:
        """There is something to look for, or to narrow all pages by."""
        return bool(self.terms or self.chosen)

    @property
    def order(self) -> str:
        """Without words no page fits better than another: the newest comes first."""
        return NEWEST if not self.terms and self.sort == RELEVANCE else self.sort

    @property
    def has_scores_to_explain(self) -> bool:
        return self.is_explained and bool(self.terms) and self.order == RELEVANCE

    @property
    def name(self) -> str:
        """The whole query as a page's name is kept; a page of that name comes first."""
        return name_key(self.text)

    @property
    def neighbours(self) -> tuple[Neighbours, ...]:
        """Words that follow one another; a passage where they do so too answers better."""
        single = [number for number, term in enumerate(self.terms) if not term.is_quoted]
        return tuple(Neighbours(*pair) for pair in pairwise(single))

    @property
    def has_quoted(self) -> bool:
        return any(term.is_quoted for term in self.terms)

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size

    def values_of(self, facet: str) -> tuple[str, ...]:
        return dict(self.chosen).get(facet, ())

    def with_page(self, page: int) -> "SearchQuery":
        return replace(self, page=page)

    def with_sort(self, sort: str) -> "SearchQuery":
        return replace(self, sort=sort, page=1)

    def with_facet(self, facet: str, value: str) -> "SearchQuery":
        """Also with this value, beside others of the facet."""
        return self._with_values(facet, (*self.values_of(facet), value))

    def without_facet(self, facet: str, value: str | None = None) -> "SearchQuery":
        """Without one value of a facet, or without all."""
        kept = (v for v in self.values_of(facet) if value is not None and v != value)
        return self._with_values(facet, kept)

    def _with_values(self, facet: str, values: Iterable[str]) -> "SearchQuery":
        chosen = dict(self.chosen) | {facet: tuple(values)}
        return replace(self, chosen=_chosen(chosen.items()), page=1)

    def without_quotes(self) -> "SearchQuery":
        words = build_query(self.text.replace('"', " "))
        return replace(self, text=words.text, terms=words.terms, left_out=words.left_out, page=1)

    def to_querystring(self) -> str:
        parameters: list[tuple[str, str | int]] = [("q", self.text)]
        parameters += [(facet, value) for facet, values in self.chosen for value in values]
        if self.sort != RELEVANCE:
            parameters.append(("sort", self.sort))
        if self.page > 1:
            parameters.append(("page", self.page))
        return urlencode(parameters)


def build_query(
    text: str,
    page: int = 1,
    size: int = PAGE_SIZE,
    *,
    chosen: Iterable[tuple[str, Iterable[str]]] = (),
    sort: str = RELEVANCE,
    counted: Iterable[str] = (),
    is_explained: bool = False,
) -> SearchQuery:
    """Anything is taken: values that no page can have and orders that there are not, too."""
    cleaned = clean(text)
    terms, left_out = _within_cap(_without_stop_words(list(_unique(_terms(cleaned)))))
    return SearchQuery(
        cleaned,
        tuple(terms),
        tuple(left_out),
        page,
        size,
        _chosen(chosen),
        sort if sort in SORTS else RELEVANCE,
        tuple(dict.fromkeys(counted)),
        is_explained,
    )


def _chosen(chosen: Iterable[tuple[str, Iterable[str]]]) -> Chosen:
    """Each facet once and each value once, without what no database takes."""
    values: dict[str, dict[str, None]] = {}
    for facet, wanted in chosen:
        known = values.setdefault(facet, {})
        known.update((v, None) for v in wanted if v and is_storable(v))
    return tuple((facet, tuple(known)[:MAX_VALUES]) for facet, known in values.items() if known)


def name_key(text: str) -> str:
    """A page's name or acronym in one spelling: "Café-Team (CT)" is cafe team ct."""
    return " ".join(_PART.findall(folded(text)))[:MAX_NAME]


def folded(text: str) -> str:
    """Cleaned, in small letters, without accents."""
    plain = unicodedata.normalize("NFKD", clean(text)).lower()
    return "".join(c for c in plain if not unicodedata.combining(c))


def every_term(text: str) -> list[Term]:
    """Of a text as it is, stop words too: each word with how else it may be written."""
    return list(_unique(_terms(text)))


def page_number(value: str) -> int:
    """The page a reader asks for; the first one where that is no page."""
    if not (value.isascii() and value.isdigit()):
        return 1
    # A number of thousands of digits is refused by `int`; its length says enough.
    return max(1, min(MAX_PAGE, int(value))) if len(value) < 20 else MAX_PAGE


def clean(text: str) -> str:
    """The text in one spelling of dashes, quotes, spaces and service numbers; still readable."""
    text = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS])[:MAX_CHARACTERS]
    text = _DASHES.sub("-", text)
    text = _DOUBLE_QUOTES.sub('"', text)
    text = _APOSTROPHES.sub("'", text)
    kept = (" " if c.isspace() else c for c in text if c.isspace() or _is_printed(c))
    text = " ".join("".join(kept).split())
    return _SERVICE_NUMBER.sub(lambda match: "".join(_PART.findall(match[0])), text)


def _is_printed(character: str) -> bool:
    """Not a control or format character, a lone surrogate or an unassigned code point."""
    return not unicodedata.category(character).startswith("C")


def _terms(cleaned: str) -> Iterator[Term]:
    end = 0
    for quoted in _QUOTED.finditer(cleaned):
        yield from _words(cleaned[end : quoted.start()])
        yield from _quoted(quoted[1])
        end = quoted.end()
    yield from _words(cleaned[end:])


def _quoted(text: str) -> Iterator[Term]:
    """Words in quotation marks follow one another, stop words too."""
    words = [_parts(word) for word in _WORD.findall(text)]
    if len(words) > 1:
        phrase = tuple(part for parts in words for part in parts)
        yield Term(text.strip(), (phrase,), is_quoted=True)
    else:
        yield from _words(text)


def _words(text: str) -> Iterator[Term]:
    words = _WORD.findall(text)
    for number, word in enumerate(words):
        neighbours = (words[max(0, number - 1) : number + 1], words[number : number + 2])
        # "co responder": each of the two words is answered by "coresponder" too.
        wholes = [_joined(*pair) for pair in neighbours if len(pair) == 2]
        phrases = dict.fromkeys([*_phrases(word), *(whole for whole in wholes if whole)])
        yield Term(word, tuple(phrases))


def _joined(first: str, second: str) -> Phrase:
    """Both as one word, where some write it so; else nothing."""
    if first.lower() not in _FIRST_HALVES:
        return ()
    return ("".join((*_parts(first), *_parts(second))),)


def _parts(word: str) -> Phrase:
    """A word's parts, without a possessive: "co-responder's" is co, responder."""
    lowered = word.lower()
    return tuple(_PART.findall(lowered.removesuffix("'s") or lowered))


def _phrases(word: str) -> tuple[Phrase, ...]:
    parts = _parts(word)
    if len(parts) > 1:
        return (parts, ("".join(parts),))
    [single] = parts
    if single in _SERVICE_NUMBERS:
        return (parts, tuple(single))
    return (parts, *_split_in_two(single))


def _split_in_two(word: str) -> Iterator[Phrase]:
    """How else the word may be written: "coresponder" as co responder."""
    for half in _FIRST_HALVES:
        rest = word.removeprefix(half)
        if rest != word and len(rest) > 1 and len(word) > 5:
            yield (half, rest)


def _unique(terms: Iterable[Term]) -> Iterator[Term]:
    seen = set()
    for term in terms:
        if term.phrases not in seen:
            seen.add(term.phrases)
            yield term


def _without_stop_words(terms: list[Term]) -> list[Term]:
    telling = [term for term in terms if term.is_quoted or term.typed.lower() not in ENGLISH]
    return telling or terms


def _within_cap(terms: list[Term]) -> tuple[list[Term], list[str]]:
    """The first words, and those that are one too many. A quotation is kept or left whole."""
    kept: list[Term] = []
    left_out: list[str] = []
    words = 0
    for term in terms:
        words += len(term.phrases[0]) if term.is_quoted else 1
        if words <= MAX_WORDS:
            kept.append(term)
        else:
            left_out.append(term.typed)
    return kept, left_out
