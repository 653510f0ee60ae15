"""What was marked in the outbox, told to the server."""

import logging
from collections.abc import Iterable

from ...outbox import acknowledge, due, overtake, refuse
from .client import Server
from .documents import Document, documents
from .sending import Parcel, send

logger = logging.getLogger(__name__)

PAGES_AT_ONCE = 200


def deliver(server: Server, index: str, page_ids: Iterable[int] | None, seconds: float) -> int:
    """Returns how many rows were tried. Raises `SearchError` where the server takes nothing."""
    # Versions first: what is read after them is at least as new.
    rows = dict(due(page_ids).values_list("pk", "version")[:PAGES_AT_ONCE])
    if not rows:
        return 0
    parcels = [
        Parcel(page, rows[page], document)
        for page, document in _made(rows).items()
        if not isinstance(document, Exception)
    ]
    outcome = send(server, index, parcels, seconds)
    acknowledge(outcome.taken)
    for page, error in outcome.refused.items():
        refuse(page, rows[page], error)
    for page, held in outcome.newer.items():
        overtake(page, held)
    return len(rows)


def _made(rows: dict[int, int]) -> dict[int, Document | Exception | None]:
    """One that cannot be made is refused by itself and does not hold up the others."""
    try:
        made = documents(rows)
        return {page: made.get(page) for page in rows}
    # Whatever is wrong with one of them.
    except Exception:
        return {page: _made_alone(page, version) for page, version in rows.items()}


def _made_alone(page: int, version: int) -> Document | Exception | None:
    try:
        return documents([page]).get(page)
    except Exception as error:
        logger.exception("No document could be made of page %s", page)
        refuse(page, version, repr(error))
        return error
