"""The index made anew beside the one that answers, and put in its place in one step."""

import logging
import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ...batches import batches
from ...models import Entry, IndexBuild, Outgoing
from ...outbox import acknowledge, bump, versions
from ..base import SearchError
from .client import Server
from .comparing import PAGES_AT_ONCE
from .documents import documents
from .indices import PATIENCE, Indices
from .sending import Parcel, send

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]

# Who has not been heard of for so long has been interrupted.
_SILENCE = timedelta(seconds=2 * PATIENCE)
_MOST_REPLAYS = 20
_SAMPLED = 50


class BuildError(SearchError):
    """The index was not made anew; the one before still answers."""


def build(server: Server, indices: Indices, progress: Progress | None = None) -> None:
    token = _begin()
    try:
        indices.tidy()
        index = indices.create()
        _Build(server, indices, index, token, progress).run()
        indices.tidy()
    finally:
        IndexBuild.objects.filter(token=token, finished_at=None).delete()


def _begin() -> str:
    """Raises `BuildError` where another is at it."""
    token, now = uuid4().hex, timezone.now()
    fresh = {"token": token, "index": "", "started_at": now, "heard_at": now, "pages": 0}
    with transaction.atomic():
        IndexBuild.objects.get_or_create(pk=1, defaults=fresh | {"finished_at": now})
        is_free = Q(finished_at__isnull=False) | Q(heard_at__lt=now - _SILENCE)
        taken = IndexBuild.objects.filter(is_free, pk=1).update(**fresh, finished_at=None)
    if not taken:
        raise BuildError("The index is being made anew already. Wait until that is done.")
    return token


class _Build:
    def __init__(
        self,
        server: Server,
        indices: Indices,
        index: str,
        token: str,
        progress: Progress | None,
    ) -> None:
        self.server = server
        self.indices = indices
        self.index = index
        self.token = token
        self.progress = progress
        # Pages as they were sent: a change since then has a higher version.
        self.sent: dict[int, int] = {}

    def run(self) -> None:
        self._heard()
        page_ids = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
        done = 0
        for part in batches(page_ids, PAGES_AT_ONCE):
            self._send(part)
            done += len(part)
            if self.progress:
                self.progress(done, len(page_ids))
        self._replay()
        self._check()
        self._heard()
        self.indices.switch(self.index)
        # What came in between may have been told to the old index only. Counted as a change of
        # its own, so that no acknowledgement on its way can be taken for this one.
        bump(self._changed())
        acknowledge(self.sent)
        IndexBuild.objects.filter(token=self.token).update(
            finished_at=timezone.now(), pages=len(page_ids)
        )

    def _send(self, page_ids: Sequence[int]) -> None:
        # Versions first: what is read after them is at least as new.
        known = versions(page_ids)
        made = documents(page_ids)
        parcels = [Parcel(page, known.get(page, 0), made.get(page)) for page in page_ids]
        outcome = send(self.server, self.index, parcels, PATIENCE, is_alias=False)
        for page, error in outcome.refused.items():
            logger.error("Page %s is refused by the search server: %s", page, error)
        self.sent |= outcome.taken
        self._heard()

    def _changed(self) -> list[int]:
        rows = Outgoing.objects.values_list("pk", "version")
        return sorted(page for page, version in rows if version > self.sent.get(page, -1))

    def _replay(self) -> None:
        """Pages that changed meanwhile, until few do; the rest is told after the exchange."""
        for _round in range(_MOST_REPLAYS):
            changed = self._changed()
            for part in batches(changed, PAGES_AT_ONCE):
                self._send(part)
            if len(changed) < 10:
                return

    def _check(self) -> None:
        self.indices.refresh(self.index)
        held = dict(self.indices.digests(self.index))
        since = set(self._changed())
        wanted = set(Entry.objects.values_list("pk", flat=True))
        differ = (wanted ^ held.keys()) - since
        if differ:
            raise BuildError(f"The new index lacks pages or has too many: {sorted(differ)[:20]}")
        sample = random.sample(sorted(wanted), min(_SAMPLED, len(wanted)))
        made = documents(sample)
        wrong = {page for page, document in made.items() if document["digest"] != held.get(page)}
        # Read last: what has changed by now may differ.
        wrong -= set(self._changed())
        if wrong:
            raise BuildError(f"The new index does not hold what pages say: {sorted(wrong)}")

    def _heard(self) -> None:
        """Tells others that this one goes on; stops where another has taken over."""
        mine = IndexBuild.objects.filter(token=self.token, finished_at=None)
        if not mine.update(heard_at=timezone.now(), index=self.index):
            raise BuildError("Another has begun to make the index anew.")
