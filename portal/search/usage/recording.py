"""Searches as they are asked, and which hit was chosen. Neither may hold up or fail a reader."""

import logging
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from .models import Search
from .privacy import may_be_kept

logger = logging.getLogger(__name__)

# Stands in links of hits: `?hit=<token>-<rank>`.
PARAMETER = "hit"
_CHOICE = re.compile(r"([\w-]{11})-([1-9]\d{0,3})")
# SQLite has one writer. An import may write for seconds, and a reader does not wait for it.
_PATIENCE_MILLISECONDS = 40

Respond = Callable[[HttpRequest], HttpResponse]


def record(
    *, text: str, corrected: str = "", facets: str = "", found: int, found_with_all_words: int
) -> str:
    """Keeps the search and gives its token; nothing where it may not or could not be kept."""
    if settings.PORTAL_SEARCH_LOG_DAYS <= 0 or not may_be_kept(text):
        return ""
    search = Search(
        token=secrets.token_urlsafe(8),
        asked_on=timezone.localdate(),
        text=text.lower(),
        corrected=corrected.lower()[:200],
        facets=facets[:300],
        found=found,
        found_with_all_words=found_with_all_words,
    )
    try:
        with _without_waiting():
            search.save(force_insert=True)
    except DatabaseError:
        logger.warning("A search was not kept: the database was busy", exc_info=True)
        return ""
    return search.token


def note_choice(respond: Respond) -> Respond:
    """Middleware: notes which hit was chosen, and goes on to the page's own address.

    A link parameter needs no script, and a redirect keeps it out of what people copy.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        choice = _CHOICE.fullmatch(request.GET.get(PARAMETER, ""))
        if choice is None or request.method not in {"GET", "HEAD"}:
            return respond(request)
        if request.method == "GET":
            _note(choice[1], int(choice[2]))
        rest = request.GET.copy()
        del rest[PARAMETER]
        query = rest.urlencode()
        # Of this site, whatever the path: two slashes at its start would name another host.
        path = "/" + request.path.lstrip("/")
        return HttpResponseRedirect(f"{path}?{query}" if query else path)

    return middleware


def _note(token: str, rank: int) -> None:
    try:
        with _without_waiting():
            Search.objects.filter(token=token, rank_chosen=None).update(rank_chosen=rank)
    except DatabaseError:
        logger.warning("A chosen hit was not noted: the database was busy", exc_info=True)


@contextmanager
def _without_waiting() -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    database = connection.connection
    [patience] = database.execute("PRAGMA busy_timeout").fetchone()
    database.execute(f"PRAGMA busy_timeout = {_PATIENCE_MILLISECONDS}")
    try:
        yield
    finally:
        database.execute(f"PRAGMA busy_timeout = {int(patience)}")
