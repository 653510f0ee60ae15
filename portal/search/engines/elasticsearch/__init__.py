"""Elasticsearch 8 and OpenSearch, beside the database and never instead of it."""

from .engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
