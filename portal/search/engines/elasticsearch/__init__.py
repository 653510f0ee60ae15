"""Elasticsearch 8 and OpenSearch, beside the database and never instead of it."""

from django.conf import settings

from ..base import SearchError
from .engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine", "configured"]


def configured() -> ElasticsearchEngine:
    """The server of the settings by itself, for commands that measure it."""
    if not settings.SEARCH_SERVER:
        raise SearchError("Set ELASTICSEARCH_URL to the server's address: http://127.0.0.1:9200")
    return ElasticsearchEngine(**settings.SEARCH_SERVER)
