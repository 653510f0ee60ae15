"""How search is doing, for operators: on the command line and in the admin."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from .attachments.keeping import Unread, unread, waiting
from .engines import get_engine, get_server
from .engines.base import SearchError
from .models import Entry, IndexBuild, Outgoing

MOST_SHOWN = 100


@dataclass(frozen=True)
class Status:
    """`trouble` says in words why the server does not answer, or nothing.

    `left_alone` is the last error where this process does not ask the server for a while.
    """

    engine: str
    pages: int
    # Uploaded files that are yet to be read, and those of which search has no text.
    files_waiting: int = 0
    unread: tuple[Unread, ...] = ()
    has_server: bool = False
    trouble: str = ""
    left_alone: str = ""
    index: str = ""
    previous: str = ""
    waiting: int = 0
    lag: timedelta = timedelta()
    set_aside: tuple[Outgoing, ...] = ()
    built_at: datetime | None = None
    is_building: bool = False

    def in_words(self) -> Iterator[str]:
        yield f"Engine: {self.engine}; {self.pages} pages are in the database's index."
        if self.files_waiting:
            yield f"Files to read: {self.files_waiting}. Keep running: manage.py search_worker"
        for file in self.unread:
            yield f"File without text: {file.title} ({file.why})"
        if self.has_server:
            yield from self._of_server()

    def _of_server(self) -> Iterator[str]:
        if self.trouble:
            yield f"Search server: the database answers in its place. {self.trouble}"
        elif not self.index:
            yield "Search server: it has no index. Run: manage.py search_index rebuild"
        else:
            before = f"; before it {self.previous}" if self.previous else ""
            yield f"Search server: answers from {self.index}{before}."
        yield f"Waiting: {self.waiting} changes, the oldest for {self.lag.total_seconds():.0f} s."
        built = f"{self.built_at:%Y-%m-%d %H:%M} UTC" if self.built_at else "never"
        yield f"Last rebuild: {built}{', one is under way' if self.is_building else ''}."
        for row in self.set_aside:
            yield f"Set aside: page {row.page_id} after {row.attempts} attempts: {row.error}"


def status() -> Status:
    engine, server = type(get_engine()).__name__, get_server()
    pages = Entry.objects.count()
    files_waiting, without_text = waiting().count(), tuple(unread(MOST_SHOWN))
    if server is None:
        return Status(engine, pages, files_waiting, without_text)
    index = previous = trouble = ""
    try:
        server.probe()
        index, previous = server.indices.current() or "", server.indices.previous() or ""
    except SearchError as error:
        trouble = str(error)
    untold = Outgoing.objects.filter(is_pending=True, is_set_aside=False)
    oldest = untold.order_by("marked_at").first()
    set_aside = Outgoing.objects.filter(is_set_aside=True).order_by("marked_at")
    build = IndexBuild.objects.filter(pk=1).first()
    return Status(
        engine,
        pages,
        files_waiting,
        without_text,
        has_server=True,
        trouble=trouble,
        left_alone="" if server.breaker.is_closed else server.breaker.last_error,
        index=index,
        previous=previous,
        waiting=untold.count(),
        lag=timezone.now() - oldest.marked_at if oldest else timedelta(),
        set_aside=tuple(set_aside[:MOST_SHOWN]),
        built_at=build.finished_at if build else None,
        is_building=bool(build and build.finished_at is None),
    )
