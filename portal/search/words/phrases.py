"""Words of a group as search compares them."""

import re

from ..query import Phrase, clean

_PART = re.compile(r"[^\W_]+")


def written(text: str) -> dict[str, Phrase]:
    """The words of a list with commas, as an editor wrote them, each with its parts."""
    words = (word.strip() for word in text.split(","))
    return {word: parts for word in words if (parts := parts_of(word))}


def parts_of(text: str) -> Phrase:
    """ "Well-being check" is well, being, check; "9-1-1" is 911."""
    return tuple(_PART.findall(clean(text).lower()))


def alike(phrase: Phrase) -> Phrase:
    """One form for one and many, for comparing only: "welfare checks" is "welfare check"."""
    return tuple(_singular(part) for part in phrase)


def _singular(part: str) -> str:
    if len(part) > 4 and part.endswith("ies"):
        return f"{part[:-3]}y"
    if len(part) > 3 and part.endswith("s") and not part.endswith(("ss", "us", "is")):
        return part[:-1]
    return part
