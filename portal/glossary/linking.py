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

# Where a paragraph begins, or something whose paragraphs are left alone.
# What is only printed is among that: else the first use on the screen would have no link.
_START = re.compile(
    r"<(p|details|blockquote|nav|aside|figure|form|div(?= class=\"only-print))\b[^>]*>"
)
# Inside a paragraph: an element that is left alone, a tag, or text.
_PIECE = re.compile(r"<(a|abbr|b|q|cite|sup|time)\b.*?</\1>|<[^>]*>|[^<]+", re.DOTALL)
_OPEN_QUOTES, _CLOSE_QUOTES = "“", "”"
_LEFT_ALONE = re.compile(r'class="[^"]*\b(kicker|subtitle|small|card__meta|gap)\b')

# A whole word between spaces, with the signs that cling to it: "EMTs," or "(STAR)". Nothing is cut
# in two, so the page reads the same to those who take its text piece by piece.
_WORD = r"(?<!\S)\(?(%s)s?(?:[.,;:)]*|(?:’|&#x27;)s)(?!\S)"

Words = tuple[tuple[str, str, int | None], ...]


@dataclass
class Glossary:
    """The spellings that are looked for, each with its place in the glossary."""

    pattern: re.Pattern[str] | None
    addresses: dict[str, str] = field(default_factory=dict)
    # Terms that a page carries itself, by that page.
    own: dict[int, set[str]] = field(default_factory=dict)

    def find(self, spelling: str) -> str:
        """The term's address; also where its first letter is a capital, as after a full stop."""
        small = spelling[:1].lower() + spelling[1:]
        return self.addresses.get(spelling) or self.addresses.get(small, "")


@lru_cache(maxsize=4)
def glossary_of(words: Words) -> Glossary:
    """The same words make the same glossary, whoever asks."""
    glossary = Glossary(None)
    for term, also_written, page in words:
        slug = address(term)
        for spelling in filter(None, map(str.strip, [term, *also_written.split(",")])):
            # As it stands in a page.
            glossary.addresses[str(conditional_escape(spelling))] = slug
        if page is not None:
            glossary.own.setdefault(page, set()).add(slug)
    if glossary.addresses:
        longest_first = sorted(glossary.addresses, key=len, reverse=True)
        glossary.pattern = re.compile(_WORD % "|".join(map(_expression, longest_first)))
    return glossary


def _expression(spelling: str) -> str:
    """Words in small letters may begin a sentence; acronyms are written as they are."""
    first, rest = re.escape(spelling[0]), re.escape(spelling[1:])
    return (f"[{first}{first.upper()}]" if spelling[0].islower() else first) + rest


def with_links(html: str, words: Iterable[tuple[str, str, int | None]], page: int | None) -> str:
    """The page with the first use of each term linked; not of those that it carries itself."""
    return _with_links(html, tuple(words), page)


@lru_cache(maxsize=48)
def _with_links(html: str, words: Words, page: int | None) -> str:
    """Remembered for the pages that were asked for last: most visits show the same words."""
    glossary = glossary_of(words)
    if glossary.pattern is None:
        return html
    return _Linking(glossary, set(glossary.own.get(page or 0, ()))).page(html)


class _Linking:
    def __init__(self, glossary: Glossary, met: set[str]) -> None:
        self._glossary = glossary
        self._met = met
        self._is_in_quotes = False

    def page(self, html: str) -> str:
        """Piece by piece; a pattern for whole elements would take several times as long."""
        pieces, done = [], 0
        while (start := _START.search(html, done)) is not None:
            end = html.find(f"</{start[1]}>", start.end())
            end = len(html) if end < 0 else end
            pieces.append(html[done : start.end()])
            inside = html[start.end() : end]
            is_left_alone = start[1] != "p" or _LEFT_ALONE.search(start[0])
            pieces.append(inside if is_left_alone else self._paragraph(inside))
            done = end
        return "".join([*pieces, html[done:]])

    def _paragraph(self, inside: str) -> str:
        pattern = self._glossary.pattern
        if pattern is None or not pattern.search(inside):
            return inside
        self._is_in_quotes = False
        return _PIECE.sub(self._piece, inside)

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
        slug = self._glossary.find(found.group(1))
        if not slug or slug in self._met:
            return found.group(0)
        self._met.add(slug)
        return f'<a class="term" href="{reverse("glossary")}#{slug}">{found.group(0)}</a>'
