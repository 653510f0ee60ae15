"""The text of a file, cut into parts of a length that is worth reading as an answer."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SHORTEST, LONGEST = 600, 2_400

# A word that was parted at the end of a line.
_PARTED = re.compile(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s")


class UnreadableError(Exception):
    """Why a file has no text for search: one of the names below."""

    ENCRYPTED, BROKEN, TOO_LARGE = "encrypted", "broken", "too_large"


@dataclass(frozen=True)
class Part:
    """`page` counts from 1; 0 where the file has no pages before it is printed."""

    text: str
    page: int = 0
    heading: str = ""


@dataclass(frozen=True)
class FileRead:
    parts: tuple[Part, ...]
    # Of the whole file; 0 where it has none before it is printed.
    pages: int = 0
    is_cut: bool = False


def cut(pieces: Iterable[Part], characters: int) -> tuple[tuple[Part, ...], bool]:
    """Parts of a readable length, and whether something beyond so many characters is left out."""
    parts: list[Part] = []
    left = characters
    for part in _joined(pieces):
        for text in _shorter(part.text):
            if left <= 0:
                return tuple(parts), True
            parts.append(Part(text[:left], part.page, part.heading))
            left -= len(text)
    return tuple(parts), left < 0


def plain(text: str) -> str:
    return " ".join(_PARTED.sub("", text).split())


def _joined(pieces: Iterable[Part]) -> Iterator[Part]:
    """What is short goes with what follows it under the same heading."""
    held: Part | None = None
    for piece in pieces:
        text, heading = plain(piece.text), plain(piece.heading)
        if not text:
            continue
        if held and held.heading == heading and len(held.text) < SHORTEST:
            held = Part(f"{held.text} {text}", held.page, heading)
        else:
            if held:
                yield held
            held = Part(text, piece.page, heading)
    if held:
        yield held


def _shorter(text: str) -> Iterator[str]:
    """At the ends of sentences where there are any, else between words."""
    while len(text) > LONGEST:
        ends = [end.start() for end in _SENTENCE_ENDS.finditer(text, SHORTEST, LONGEST)]
        end = ends[-1] if ends else text.rfind(" ", SHORTEST, LONGEST)
        end = end if end > 0 else LONGEST
        yield text[:end]
        text = text[end:].lstrip()
    yield text
