"""Who does the work: the request itself where it is short, a thread beside it where it is long.

A thread that ends early (a worker that is restarted, a machine that goes down) leaves a file that
is checked or applied anew by whoever asks: checking begins afresh, and applying is one transaction.
"""

import threading
from collections.abc import Callable
from datetime import timedelta

from django.db import connections
from django.utils import timezone

from .models import FigureImport

# Some hundred rows; larger files would keep a browser waiting.
SMALL_BYTES, SMALL_CHANGES = 60_000, 500
# Without a sign of life for so long, somebody may begin it again.
PATIENCE = timedelta(seconds=60)


def work(task: Callable[[], None], *, is_short: bool) -> None:
    if is_short:
        task()
    else:
        threading.Thread(target=_closing, args=[task], daemon=True).start()


def _closing(task: Callable[[], None]) -> None:
    """A thread of its own has a database connection of its own."""
    try:
        task()
    finally:
        connections.close_all()


def seems_interrupted(of: FigureImport) -> bool:
    """Long under way. To begin again does no harm where it is still at work."""
    is_under_way = of.state in {FigureImport.State.CHECKING, FigureImport.State.APPLYING}
    return bool(is_under_way and of.begun_at and timezone.now() - of.begun_at > PATIENCE)
