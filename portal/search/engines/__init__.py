"""Engines, chosen by the setting SEARCH_ENGINE. Views never learn which one answered."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.module_loading import import_string

from .base import Engine

if TYPE_CHECKING:
    from .elasticsearch import ElasticsearchEngine


def get_engine() -> Engine:
    configured: dict[str, Any] = settings.SEARCH_ENGINE
    engine: Engine = import_string(configured["BACKEND"])(**configured.get("OPTIONS", {}))
    return engine


def get_server() -> "ElasticsearchEngine | None":
    """The search server beside the database, which has to be told of changes; if there is one."""
    return getattr(get_engine(), "server", None)
