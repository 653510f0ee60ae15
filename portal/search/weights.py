"""What counts how much in a ranking, for every engine; docs/decisions/0007 has the measurements."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    title: float = 3.0
    heading: float = 2.0
    text: float = 1.0
    # A phrase that nobody typed, such as a synonym, against one that was.
    looser: float = 0.5
    # Two words of the query that follow one another in a passage, against each by itself.
    neighbours: float = 0.15
    # A passage that only names other pages, or only says that nothing is recorded.
    minor: float = 0.25
    # BM25: how soon more of the same word counts no more, and how much a long passage is held
    # against it. FTS5 has these two built in.
    saturation: float = 1.2
    length: float = 0.75


WEIGHTS = Weights()
# How many other words may stand between two that count as neighbours.
NEIGHBOURS_APART = 2
