"""What a page has room for, and what gives way."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Piece:
    """A row or a paragraph, whole or not at all.

    Pieces of a higher `rank` give way sooner; of one rank the later ones do. `height` is in points,
    `sources` what it rests on, `label` what it is called where it was left out.
    """

    rank: int
    label: str
    height: float
    content: Any = None
    sources: tuple[Hashable, ...] = ()


@dataclass(frozen=True)
class Fitted:
    """Both in the order of the memo."""

    kept: list[Piece] = field(default_factory=list)
    left_out: list[Piece] = field(default_factory=list)


# What stands around the pieces, in points: headings, sources, what was left out.
Around = Callable[[Fitted], float]


def fitted(pieces: Sequence[Piece], room: float, around: Around) -> Fitted:
    """Takes the most important pieces first; one that no longer fits gives way, and smaller ones
    after it may still stand.
    """
    kept: set[int] = set()
    for place in sorted(range(len(pieces)), key=lambda place: (pieces[place].rank, place)):
        found = _with(pieces, kept | {place})
        if sum(piece.height for piece in found.kept) + around(found) <= room:
            kept.add(place)
    return _with(pieces, kept)


def _with(pieces: Sequence[Piece], kept: set[int]) -> Fitted:
    return Fitted(
        [piece for place, piece in enumerate(pieces) if place in kept],
        [piece for place, piece in enumerate(pieces) if place not in kept],
    )
