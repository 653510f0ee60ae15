"""Engines, chosen by the setting SEARCH_ENGINE. Views never learn which one answered."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.module_loading import import_string

from .base import Engine

if TYPE_CHECKING:
    from .elasticsearch import ElasticsearchEngine

# Short names, for commands.
ENGINES = {
    "sqlite": "portal.search.engines.sqlite.SQLiteEngine",
    "elasticsearch": "portal.search.engines.elasticsearch.configured",
    "opensearch": "portal.search.engines.elasticsearch.configured",
    "postgresql": "portal.search.engines.postgresql.PostgreSQLEngine",
}


def get_engine() -> Engine:
    configured: dict[str, Any] = settings.SEARCH_ENGINE
    return make_engine(configured["BACKEND"], **configured.get("OPTIONS", {}))


def configured_path() -> str:
    path: str = settings.SEARCH_ENGINE["BACKEND"]
    return path


def make_engine(path: str, **options: Any) -> Engine:
    engine: Engine = import_string(path)(**options)
    return engine


def get_server() -> "ElasticsearchEngine | None":
    """The search server beside the database, which has to be told of changes; if there is one."""
    return getattr(get_engine(), "server", None)


def get_database_engine() -> Engine:
    """The engine inside the portal's database, which also stands in for a search server."""
    engine = get_engine()
    database: Engine = getattr(engine, "database", engine)
    return database
