"""Times of things that are done in turns, so that noise of the machine meets all of them."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LEAST_ROUNDS, MOST_ROUNDS = 5, 60


@dataclass(frozen=True)
class Times:
    """In milliseconds, in the order they were taken."""

    each: tuple[float, ...]

    @property
    def p50(self) -> float:
        return statistics.median(self.each)

    @property
    def p95(self) -> float:
        return sorted(self.each)[min(len(self.each) - 1, int(len(self.each) * 0.95))]

    def of(self, other: "Times") -> float:
        """How many times as long as what was done in the same rounds."""
        return statistics.median(
            mine / its for mine, its in zip(self.each, other.each, strict=True)
        )


def milliseconds(do: Callable[[], Any]) -> float:
    start = time.perf_counter()
    do()
    return (time.perf_counter() - start) * 1000


def of_processor(do: Callable[[], Any]) -> float:
    """Milliseconds that this process works, without those for which it waits."""
    start = time.process_time()
    do()
    return (time.process_time() - start) * 1000


def in_turns(
    work: Mapping[str, Callable[[], Any]],
    seconds: float,
    measure: Callable[[Callable[[], Any]], float] = milliseconds,
) -> dict[str, Times]:
    """For so long in all, after one round that fills caches."""
    for do in work.values():
        do()
    taken: dict[str, list[float]] = {name: [] for name in work}
    end = time.perf_counter() + seconds
    for number in range(MOST_ROUNDS):
        if number >= LEAST_ROUNDS and time.perf_counter() > end:
            break
        for name, do in work.items():
            taken[name].append(measure(do))
    return {name: Times(tuple(each)) for name, each in taken.items()}


def all_of(times: Sequence[Times]) -> Times:
    return Times(tuple(one for each in times for one in each.each))
