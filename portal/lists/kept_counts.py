"""Counts of lists, kept for as long as nothing was committed.

To count what a filter has costs the database as much as all the rest of a list's page, and most
readers ask for the same few choices.
"""

from collections.abc import Callable, Hashable
from typing import Any

MOST = 256

_kept: dict[Hashable, Any] = {}


def kept(key: Hashable, count: Callable[[], Any]) -> Any:
    """The key holds the state of the database that the count belongs to."""
    if key in _kept:
        return _kept[key]
    found = count()
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[key] = found
    return found
