"""Links the first use of each term in a page's running text to the glossary.

This is done on the rendered page, because its pieces are rendered once for many pages (see
portal.theme.remembering) and cannot know what stands before them. Running text is what stands in
paragraphs; headings, links, quotes, sources and navigation are left as they are. Nothing is
added to the text itself, so what a page says of a fact reads the same with and without links.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from django.urls import reverse
from django.utils.html import conditional_escape

from .entries import address

# A paragraph, or something whose paragraphs are left alone.
_PARAGRAPH = re.compile(
    r"<(details|blockquote|nav|aside|figure|form)\b.*?</\1>|(<p\b[^>]*>)(.*?)(</p>)", re.DOTALL
)
# Inside a paragraph: an element that is left alone, a tag, or text.
_PIECE = re.compile(r"<(a|abbr|b|q|cite|sup|time)\b.*?</\1>|<[^>]*>|[^<]+", re.DOTALL)
_OPEN_QUOTES, _CLOSE_QUOTES = "“", "”"
_LEFT_ALONE = re.compile(r'class="[^"]*\b(kicker|subtitle|small|card__meta|gap)\b')

Words = tuple[tuple[str, str, int | None], ...]


@dataclass
class Glossary:
    """The spellings that are looked for, each with its place in the glossary."""

    pattern: re.Pattern[str] | None
    addresses: dict[str, str] = field(default_factory=dict)
    # Terms that a page carries itself, by that page.
    own: dict[int, set[str]] = field(default_factory=dict)

    def find(self, spelling: str) -> str:
        """The term's address; plurals and capitals at the start of a sentence are the same term."""
        for written in (spelling, spelling.removesuffix("s"), spelling.lower()):
            if written in self.addresses:
                return self.addresses[written]
        return self.addresses.get(spelling.lower().removesuffix("s"), "")


@lru_cache(maxsize=4)
def glossary_of(words: Words) -> Glossary:
    """The same words make the same glossary, whoever asks."""
    glossary = Glossary(None)
    for term, also_written, page in words:
        slug = address(term)
        for spelling in [term, *also_written.split(",")]:
            if spelling.strip():
                glossary.addresses[_key(spelling.strip())] = slug
        if page is not None:
            glossary.own.setdefault(page, set()).add(slug)
    if glossary.addresses:
        longest_first = sorted(glossary.addresses, key=len, reverse=True)
        glossary.pattern = re.compile("|".join(map(_expression, longest_first)))
    return glossary


def _key(spelling: str) -> str:
    """As it stands in a page: escaped; words in small letters, acronyms as they are."""
    return str(conditional_escape(spelling))


def _expression(spelling: str) -> str:
    first, rest = re.escape(spelling[0]), re.escape(spelling[1:])
    if spelling[0].islower():
        first = f"[{spelling[0]}{spelling[0].upper()}]"
    # Between spaces only: the text of the pieces on both sides then reads as before, also for
    # those who read a page piece by piece.
    return rf"(?<!\S){first}{rest}s?(?!\S)"


def with_links(html: str, words: Iterable[tuple[str, str, int | None]], page: int | None) -> str:
    """The page with the first use of each term linked; not of those that it carries itself."""
    glossary = glossary_of(tuple(words))
    if glossary.pattern is None:
        return html
    return _Linking(glossary, set(glossary.own.get(page or 0, ()))).page(html)


class _Linking:
    def __init__(self, glossary: Glossary, met: set[str]) -> None:
        self._glossary = glossary
        self._met = met
        self._is_in_quotes = False

    def page(self, html: str) -> str:
        return _PARAGRAPH.sub(self._paragraph, html)

    def _paragraph(self, found: re.Match[str]) -> str:
        whole, start, inside, end = found.group(0), found.group(2), found.group(3), found.group(4)
        pattern = self._glossary.pattern
        if start is None or _LEFT_ALONE.search(start) or not (pattern and pattern.search(inside)):
            return whole
        self._is_in_quotes = False
        return start + _PIECE.sub(self._piece, inside) + end

    def _piece(self, found: re.Match[str]) -> str:
        text = found.group(0)
        if text.startswith("<"):
            return text
        parts = re.split(f"([{_OPEN_QUOTES}{_CLOSE_QUOTES}]|&quot;)", text)
        return "".join(map(self._part, parts))

    def _part(self, text: str) -> str:
        if text == "&quot;":
            self._is_in_quotes = not self._is_in_quotes
        elif text in {_OPEN_QUOTES, _CLOSE_QUOTES}:
            self._is_in_quotes = text == _OPEN_QUOTES
        elif not self._is_in_quotes and self._glossary.pattern is not None:
            return self._glossary.pattern.sub(self._link, text)
        return text

    def _link(self, found: re.Match[str]) -> str:
        slug = self._glossary.find(found.group(0))
        if not slug or slug in self._met:
            return found.group(0)
        self._met.add(slug)
        return f'<a class="term" href="{reverse("glossary")}#{slug}">{found.group(0)}</a>'
