"""Eight readers who search at once while an editor publishes, each a process of its own."""

import os
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from django.db import connection

from portal.pages.models import StandardPage
from portal.search.engines import get_engine
from portal.search.query import SearchQuery
from tests.benchmarks.growth import megabytes

from .timing import Times, all_of, milliseconds

READERS = 8
_queries: list[SearchQuery] = []


@dataclass(frozen=True)
class Together:
    searches: Times
    failed: int
    published: Times
    # What the largest reader holds in memory.
    megabytes: float
    seconds: float


def together(queries: Sequence[SearchQuery], page: StandardPage, seconds: float) -> Together:
    _queries[:] = queries
    # What is open here must not be shared by copies of this process.
    connection.close()
    context = get_context("fork")
    with context.Pool(READERS) as readers, context.Pool(1) as editors:
        asked = readers.map_async(_search, [(seed, seconds) for seed in range(READERS)], 1)
        edited = editors.apply_async(_publish, [page.pk, seconds])
        answers, published = asked.get(), edited.get()
    return Together(
        all_of([times for times, _failed, _memory in answers]),
        sum(failed for _times, failed, _memory in answers),
        published,
        max(memory for _times, _failed, memory in answers),
        seconds,
    )


def _search(given: tuple[int, float]) -> tuple[Times, int, float]:
    seed, seconds = given
    draw, engine, failed = random.Random(seed), get_engine(), 0

    def ask() -> None:
        nonlocal failed
        try:
            engine.search(draw.choice(_queries))
        # Whatever it is: readers would see it.
        except Exception:
            failed += 1

    times = _again_and_again(ask, seconds)
    return times, failed, megabytes(os.getpid())


def _publish(page: int, seconds: float) -> Times:
    number = 0

    def publish() -> None:
        nonlocal number
        number += 1
        edited: Any = StandardPage.objects.get(pk=page)
        edited.summary = f"Edited {number} times"
        edited.save_revision().publish()

    return _again_and_again(publish, seconds)


def _again_and_again(do: Callable[[], None], seconds: float) -> Times:
    taken = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        taken.append(milliseconds(do))
    return Times(tuple(taken))
