"""Changes of pages, passed on to a search server where there is one."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.db import transaction

from .engines import get_server
from .engines.base import SearchError
from .outbox import bump

logger = logging.getLogger(__name__)

# An editor waits no longer than this for the server after publishing, in seconds.
SHORT = 0.5
# A change of more pages is left to the worker from the start.
MOST_AT_ONCE = 50

_is_left_to_worker: ContextVar[bool] = ContextVar("deliveries wait for the worker", default=False)


@contextmanager
def left_to_worker() -> Iterator[None]:
    token = _is_left_to_worker.set(True)
    try:
        yield
    finally:
        _is_left_to_worker.reset(token)


def mark(page_ids: Iterable[int]) -> None:
    """In the transaction of the change; told right after commit where that goes quickly."""
    wanted = sorted(set(page_ids))
    if not wanted or get_server() is None:
        return
    bump(wanted)
    if len(wanted) <= MOST_AT_ONCE and not _is_left_to_worker.get():
        transaction.on_commit(partial(deliver_now, wanted), robust=True)


def deliver_now(page_ids: Iterable[int]) -> None:
    """Never fails; what the server does not take at once is left to the worker."""
    server = get_server()
    if server is None or not server.breaker.is_closed:
        return
    try:
        server.deliver(page_ids, seconds=SHORT)
    except SearchError as error:
        server.breaker.failed(error)
    # Whatever it is, the change itself stands.
    except Exception:
        logger.exception("Pages could not be told to the search server; the worker tries again")
