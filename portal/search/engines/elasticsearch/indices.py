"""The index and those before it: one answers under the portal's name, an older one is kept."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError

from .client import Server, ask
from .schema import mapping, settings

# Making an index and exchanging two can take long on a cluster that is busy; nobody waits.
PATIENCE = 60.0
_PAGES_AT_ONCE = 1_000


class Indices:
    def __init__(self, server: Server, name: str) -> None:
        self.server = server
        self.name = name
        self.previous_name = f"{name}-previous"

    def create(self) -> str:
        """An empty one beside, which answers nobody yet."""
        index = f"{self.name}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        self._ask(
            lambda client: client.indices.create(
                index=index, settings=settings(), mappings=mapping()
            )
        )
        return index

    def current(self) -> str | None:
        return self._behind(self.name)

    def previous(self) -> str | None:
        return self._behind(self.previous_name)

    def switch(self, index: str) -> None:
        """All at once: readers get the old one or the new one. The old one is kept."""
        current, previous = self.current(), self.previous()
        actions: list[dict[str, Any]] = [{"add": {"index": index, "alias": self.name}}]
        if current and current != index:
            actions.append({"remove": {"index": current, "alias": self.name}})
            actions.append({"add": {"index": current, "alias": self.previous_name}})
        if previous and previous != current:
            actions.append({"remove": {"index": previous, "alias": self.previous_name}})
        self._ask(lambda client: client.indices.update_aliases(actions=actions))

    def tidy(self) -> None:
        """Removes all but the current one and the one before, also what was left half made."""
        kept = {self.current(), self.previous()}
        for index in self._all():
            if index not in kept:
                self.remove(index)

    def remove(self, index: str) -> None:
        self._ask(lambda client: client.indices.delete(index=index, ignore_unavailable=True))

    def remove_all(self) -> None:
        for index in self._all():
            self.remove(index)

    def refresh(self, index: str) -> None:
        self._ask(lambda client: client.indices.refresh(index=index))

    def count(self, index: str) -> int:
        return int(self._ask(lambda client: client.count(index=index))["count"])

    def digests(self, index: str) -> Iterator[tuple[int, str]]:
        """Of every page that it holds."""
        after: int | None = None
        while True:
            hits = self._part(index, after)
            yield from ((int(hit["_id"]), str(hit["_source"]["digest"])) for hit in hits)
            if len(hits) < _PAGES_AT_ONCE:
                return
            after = int(hits[-1]["_id"])

    def _part(self, index: str, after: int | None) -> list[Mapping[str, Any]]:
        body: dict[str, Any] = {
            "size": _PAGES_AT_ONCE,
            "sort": [{"page_id": "asc"}],
            "_source": ["digest"],
        }
        if after is not None:
            body["search_after"] = [after]
        answer = self._ask(lambda client: client.search(index=index, body=body))
        hits: list[Mapping[str, Any]] = answer["hits"]["hits"]
        return hits

    def _behind(self, alias: str) -> str | None:
        def question(client: Elasticsearch) -> list[str]:
            try:
                return list(client.indices.get_alias(name=alias))
            except NotFoundError:
                return []

        return next(iter(self._ask(question)), None)

    def _all(self) -> list[str]:
        def question(client: Elasticsearch) -> list[str]:
            return list(client.indices.get(index=f"{self.name}-2*", allow_no_indices=True))

        names: list[str] = self._ask(question)
        return names

    def _ask(self, question: Any) -> Any:
        return ask(self.server, PATIENCE, question)
