"""What every engine does, done by Elasticsearch and by OpenSearch."""

from collections.abc import Iterator
from typing import Any

import pytest

from portal.search.engines.base import Ranking
from portal.search.engines.elasticsearch import ElasticsearchEngine
from portal.search.query import SearchQuery

from .engine_contract import EngineContract
from .servers import index_of_test


class InStepEngine(ElasticsearchEngine):
    """Told of all changes before it answers: a test's transaction ends with no commit."""

    def search(self, query: SearchQuery) -> Ranking:
        while self.deliver():
            pass
        self.indices.refresh(self.indices.name)
        return super().search(query)


class ServerContract(EngineContract):
    @pytest.fixture
    def server(self) -> dict[str, Any]:
        raise NotImplementedError

    @pytest.fixture
    def engine(
        self, server: dict[str, Any], settings: Any, db: None
    ) -> Iterator[ElasticsearchEngine]:
        options = server | {"index": index_of_test(), "seconds": 20.0}
        path = f"{InStepEngine.__module__}.{InStepEngine.__qualname__}"
        settings.SEARCH_ENGINE = {"BACKEND": path, "OPTIONS": options}
        engine = InStepEngine(**options)
        engine.rebuild()
        yield engine
        engine.indices.remove_all()


class TestElasticsearchEngine(ServerContract):
    @pytest.fixture
    def server(self, elasticsearch_server: dict[str, Any]) -> dict[str, Any]:
        return elasticsearch_server


class TestOpenSearchEngine(ServerContract):
    @pytest.fixture
    def server(self, opensearch_server: dict[str, Any]) -> dict[str, Any]:
        return opensearch_server
