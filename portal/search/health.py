"""What watches over the portal asks: whether it runs, and whether it can answer readers."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .engines import get_database_engine, get_server
from .engines.base import SearchError
from .query import build_query

READY, DEGRADED, DOWN = "ready", "degraded", "down"


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Restart it where this fails."""
    return JsonResponse({"status": "live"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Whether readers may be sent here; 503 where not.

    Degraded is ready: without the search server the database searches, and without any search
    every page can still be read.
    """
    if not _database_answers():
        return JsonResponse({"status": DOWN, "database": DOWN, "search": DOWN}, status=503)
    search = _search()
    status = READY if search == READY else DEGRADED
    return JsonResponse({"status": status, "database": READY, "search": search})


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _search() -> str:
    try:
        get_database_engine().search(build_query("ready", size=1))
    except SearchError:
        return DOWN
    server = get_server()
    if server is None:
        return READY
    try:
        server.probe()
        return READY if server.indices.current() else DEGRADED
    except SearchError:
        return DEGRADED
