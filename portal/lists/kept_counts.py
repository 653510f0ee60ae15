"""Counts of lists, kept for as long as nothing that they count has changed.

To count what a filter has costs the database as much as all the rest of a list's page, and most
readers ask for the same few choices. Whoever makes a list says with a stamp what its counts
rest on: another stamp, other counts.
"""

import time
from collections.abc import Callable, Hashable
from typing import Any

MOST = 256
# Stamps tell of changes in the order of their times; of two at one moment the second may be missed.
SECONDS = 60

_kept: dict[Hashable, tuple[float, Any]] = {}


def kept(key: Hashable, count: Callable[[], Any]) -> Any:
    now = time.monotonic()
    until, found = _kept.get(key, (0.0, None))
    if until > now:
        return found
    found = count()
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[key] = now + SECONDS, found
    return found
