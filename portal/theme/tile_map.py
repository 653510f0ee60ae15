"""A map with a square for each state and province, wherever it lies and however large."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from portal.taxonomy.states import STATES

# Of a tile and of the step to the next one, in the drawing's own units.
SIDE, STEP = 41, 44


@dataclass(frozen=True)
class Tile:
    code: str
    name: str
    x: int
    y: int
    # None where nothing at all is known of the place.
    in_list: int | None = None
    in_all: int = 0
    url: str = ""


@dataclass
class TileMap:
    """The tiles, and the same as rows: also of places that have no tile."""

    tiles: list[Tile] = field(default_factory=list)
    rows: list[Tile] = field(default_factory=list)

    @classmethod
    def of(
        cls, in_list: Mapping[str, int], in_all: Mapping[str, int], urls: Mapping[str, str]
    ) -> Self:
        """Each mapping goes by the state's name."""
        states = {state.name: state for state in STATES}
        tiles = {
            name: Tile(
                states[name].code if name in states else "",
                name,
                states[name].column * STEP if name in states else 0,
                states[name].row * STEP if name in states else 0,
                in_list.get(name, 0) if name in in_all else None,
                in_all.get(name, 0),
                urls.get(name, ""),
            )
            for name in (*states, *in_all)
        }
        return cls(
            [tile for tile in tiles.values() if tile.code],
            [tiles[name] for name in sorted(in_all)],
        )
