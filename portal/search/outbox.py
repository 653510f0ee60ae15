"""Which pages an outside search server has yet to be told of.

Marked in the transaction of the change, so that either both are there or neither.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from .batches import batches
from .models import Outgoing

ATTEMPTS = 5
LONGEST_PAUSE = timedelta(minutes=5)


def bump(page_ids: list[int]) -> None:
    """These pages have changed, in the order of their keys."""
    for part in batches(page_ids):
        with transaction.atomic():
            _bump(part)


def _bump(page_ids: Sequence[int]) -> None:
    now = timezone.now()
    new = (Outgoing(page_id=page_id, marked_at=now) for page_id in page_ids)
    Outgoing.objects.bulk_create(new, ignore_conflicts=True)
    rows = Outgoing.objects.filter(pk__in=page_ids)
    # In one order, so that two that change the same pages do not wait for each other.
    list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
    rows.update(
        version=F("version") + 1,
        is_pending=True,
        marked_at=now,
        attempts=0,
        next_attempt_at=None,
        is_set_aside=False,
        error="",
    )


def due(page_ids: Iterable[int] | None = None) -> QuerySet[Outgoing]:
    """What can be tried now, the oldest first."""
    is_time = Q(next_attempt_at=None) | Q(next_attempt_at__lte=timezone.now())
    rows = Outgoing.objects.filter(is_time, is_pending=True, is_set_aside=False)
    if page_ids is not None:
        rows = rows.filter(pk__in=page_ids)
    return rows.order_by("marked_at", "pk")


def versions(page_ids: Iterable[int]) -> dict[int, int]:
    rows = Outgoing.objects.filter(pk__in=list(page_ids))
    return dict(rows.values_list("pk", "version"))


def acknowledge(delivered: Mapping[int, int]) -> None:
    """In statements that hold the version: what changed in between is still to be told."""
    by_version: dict[int, list[int]] = {}
    for page_id, version in delivered.items():
        by_version.setdefault(version, []).append(page_id)
    for version, page_ids in by_version.items():
        for part in batches(page_ids):
            Outgoing.objects.filter(pk__in=part, version=version).update(
                is_pending=False, attempts=0, next_attempt_at=None, is_set_aside=False, error=""
            )


def refuse(page_id: int, version: int, error: str) -> None:
    """Tried again later and later, and in the end set aside for somebody to look at."""
    row = Outgoing.objects.filter(pk=page_id, version=version).first()
    if row is None:
        return
    attempts = row.attempts + 1
    pause = min(LONGEST_PAUSE, timedelta(seconds=2**attempts))
    Outgoing.objects.filter(pk=page_id, version=version).update(
        attempts=attempts,
        next_attempt_at=timezone.now() + pause,
        is_set_aside=attempts >= ATTEMPTS,
        error=error[:2000],
    )


def try_again(page_ids: Iterable[int] | None = None) -> list[int]:
    """Takes back what was set aside, all or these; returns which pages that were."""
    rows = Outgoing.objects.filter(is_set_aside=True)
    if page_ids is not None:
        rows = rows.filter(pk__in=list(page_ids))
    taken = list(rows.values_list("pk", flat=True))
    for part in batches(taken):
        Outgoing.objects.filter(pk__in=part, is_set_aside=True).update(
            is_set_aside=False, attempts=0, next_attempt_at=None
        )
    return taken


def overtake(page_id: int, version: int) -> None:
    """The server holds a newer version than the database knows of: a backup was put back."""
    Outgoing.objects.filter(pk=page_id, version__lte=version).update(
        version=version + 1, is_pending=True
    )
