"""Names, states and sizes of cities that there are not, for copies of the example's cities."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import slugify

from portal.taxonomy.states import STATES
from programs.facets import PopulationFacet

STEMS = ("Ash", "Birch", "Cedar", "Dun", "East", "Fern", "Glen", "Hazel", "Iron", "Jasper")
STEMS += ("Kings", "Lake", "Maple", "North", "Oak", "Pine", "Quarry", "River", "Stone", "Thorn")
ENDINGS = ("bridge", "bury", "dale", "field", "ford", "haven", "mont", "port", "ton", "ville")


@dataclass(frozen=True)
class Place:
    name: str
    state: str
    state_code: str
    population: int

    @property
    def title(self) -> str:
        return f"{self.name}, {self.state_code}"

    @property
    def slug(self) -> str:
        return slugify(self.title)

    @property
    def band(self) -> str:
        """The value of the population facet."""
        return [band for band, least, _words in PopulationFacet.BANDS if self.population >= least][
            -1
        ]


def places(draw: random.Random) -> Iterator[Place]:
    """Without end; of several of one name in a state all but the first have a number."""
    taken: Counter[tuple[str, str]] = Counter()
    while True:
        name, state = draw.choice(STEMS) + draw.choice(ENDINGS), draw.choice(STATES)
        taken[name, state.name] += 1
        number = taken[name, state.name]
        # From 20,000 to 2.5 million people, small cities being the more frequent ones.
        population = int(10 ** draw.triangular(4.3, 6.4, 4.9))
        yield Place(f"{name} {number}" if number > 1 else name, state.name, state.code, population)
