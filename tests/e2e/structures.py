"""The fewest pages that together have every structure: what differs between the others is text."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}

# An element's name, class, role and the names of its ARIA attributes.
Shape = tuple[str, ...]


@dataclass
class Structure(HTMLParser):
    """Each shape of a page's elements, inside each shape that it stands in."""

    found: set[tuple[Shape, Shape]] = field(default_factory=set)
    around: list[Shape] = field(default_factory=lambda: [()])

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        aria = sorted(name for name in values if name.startswith("aria-"))
        shape = (tag, values.get("class") or "", values.get("role") or "", *aria)
        self.found.add((self.around[-1], shape))
        if tag not in VOID:
            self.around.append(shape)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        at = next((n for n in range(len(self.around) - 1, 0, -1) if self.around[n][0] == tag), 0)
        if at:
            del self.around[at:]


def with_every_structure(pages: dict[str, str], first: Iterable[str]) -> list[str]:
    """Addresses of those to begin with, and of what has a structure that none before has."""
    structures = {path: _structure(html) for path, html in pages.items()}
    chosen = list(dict.fromkeys(first))
    missing = set().union(*structures.values()).difference(*(structures[path] for path in chosen))
    while missing:
        most = max(structures, key=lambda path: len(structures[path] & missing))
        chosen.append(most)
        missing -= structures[most]
    return chosen


def _structure(html: str) -> set[tuple[Shape, Shape]]:
    structure = Structure()
    structure.feed(html)
    return structure.found
