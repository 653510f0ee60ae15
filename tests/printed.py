"""A page as it was printed: its words, and the facts with the sources that it names for them."""

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag


def plain(text: str) -> str:
    """Words alone, so that quotation marks, dashes and line ends do not matter."""
    return re.sub(r"\W+", " ", text).strip().casefold()


@dataclass
class PrintedFact:
    """One element that says it is a fact."""

    about: str
    sources: set[str]
    words: str
    element: Tag


@dataclass
class Printed:
    """Read once: looking each fact up in the parsed page takes minutes for the whole example."""

    soup: BeautifulSoup
    words: str
    facts: list[PrintedFact]
    by_about: dict[str, list[PrintedFact]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for fact in self.facts:
            self.by_about.setdefault(fact.about, []).append(fact)

    def prints(self, about: str, text: str) -> bool:
        """Whether the words stand with the fact, not merely somewhere on the page."""
        places = (place_of(one.element) for one in self.of(about))
        words = [one.words for one in self.of(about)]
        wanted = plain(text)
        return any(wanted in one for one in words) or any(
            wanted in plain(place.get_text(" ")) for place in places
        )

    def of(self, about: str) -> list[PrintedFact]:
        return self.by_about.get(about, [])


def printed(html: bytes | str) -> Printed:
    soup = BeautifulSoup(html, "html.parser")
    # Notes name sources by their ids, pages by their names; compared is what was noted.
    for link in soup.select("a.source-name"):
        link.string = str(link["href"]).rstrip("/").rpartition("/")[2]
    main = soup.select_one("main") or soup
    facts = [
        PrintedFact(
            about=str(element["data-fact"]),
            sources=set(str(element.get("data-source", "")).split()),
            words=plain(element.get_text(" ")),
            element=element,
        )
        for element in main.find_all(attrs={"data-fact": True})
    ]
    return Printed(soup, plain(soup.get_text(" ")), facts)


def place_of(element: Tag) -> Tag:
    """The row, list item, card or term that prints a fact together with its date or sources."""
    for place in (element, *element.parents):
        is_term = place.name == "div" and place.parent is not None and place.parent.name == "dl"
        if place.name in {"tr", "li", "article"} or is_term:
            return place
        if place.name in {"section", "main"}:
            break
    return element
