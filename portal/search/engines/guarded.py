"""A search server with the database behind it: readers get an answer from one of them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from typing import Any, Self

from django.utils.module_loading import import_string

from ..query import SearchQuery
from .base import Engine, Ranking, SearchError
from .elasticsearch import ElasticsearchEngine


class GuardedEngine:
    """`database` is an engine's setting, as in SEARCH_ENGINE; the rest are the server's."""

    def __init__(self, database: Mapping[str, Any], **server: Any) -> None:
        self.database: Engine = import_string(database["BACKEND"])(**database.get("OPTIONS", {}))
        self.server = ElasticsearchEngine(**server)

    def search(self, query: SearchQuery) -> Ranking:
        breaker = self.server.breaker
        if breaker.is_closed:
            try:
                ranking = self.server.search(query)
            except SearchError as error:
                breaker.failed(error)
            else:
                breaker.succeeded()
                return ranking
        breaker.ask_whether_it_is_back(self.server.probe)
        return self.database.search(query)

    def prepare(self) -> None:
        self.database.prepare()

    def rebuild(self) -> None:
        self.database.rebuild()
        self.server.rebuild()

    def verify(self) -> list[str]:
        faults = self.database.verify()
        try:
            return faults + self.server.verify()
        except SearchError as error:
            return [*faults, str(error)]

    @contextmanager
    def apart(self) -> Iterator[Self]:
        with self.server.apart() as server:
            self.database.prepare()
            other = copy(self)
            other.server = server
            yield other
