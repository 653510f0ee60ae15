"""Nodes of a real cluster pulled away while people search and publish."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from portal.pages.models import HomePage, StandardPage
from portal.search.drift import drift
from portal.search.engines import get_engine, get_server
from portal.search.engines.base import SearchError
from portal.search.engines.elasticsearch import ElasticsearchEngine
from portal.search.query import build_query
from tests.servers.elasticsearch import Cluster

from .pages import text_page
from .servers import guarded

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = 10
SEARCHES_PER_SECOND = 20
# While a frozen node is found out; none of them fails.
MAY_BE_LATE = 2


@pytest.fixture
def server(cluster: Cluster, settings: Any, home: HomePage) -> Iterator[ElasticsearchEngine]:
    addresses = [node.address for node in cluster.nodes]
    settings.SEARCH_ENGINE = guarded({"addresses": addresses}, pause=1.0)
    for number in range(PAGES):
        text_page(home, f"Naloxone {number}", ("heading", "Dose"), ("text", "Two doses."))
    server = get_server()
    assert server
    server.rebuild()
    yield server
    cluster.start()
    server.indices.remove_all()


@dataclass
class Day:
    """People at work: who searches waits for `searches`, who publishes for `changes`."""

    home: HomePage
    searches: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    def goes_on(self, seconds: float) -> None:
        """Whatever fails here, a reader or an editor would have seen fail."""
        end = time.monotonic() + seconds
        for number in self.numbers:
            began = time.monotonic()
            if began > end:
                return
            ranking = get_engine().search(build_query("naloxone dose", counted=["kind"]))
            assert ranking.total >= PAGES
            assert ranking.pages[0].excerpts
            self.searches.append(time.monotonic() - began)
            if number % 10 == 0:
                self._change(number)
            time.sleep(max(0.0, began + 1 / SEARCHES_PER_SECOND - time.monotonic()))

    def _change(self, number: int) -> None:
        began = time.monotonic()
        page = StandardPage.objects.get(title=f"Naloxone {number // 10 % PAGES}")
        page.summary = f"Changed in step {number}."
        page.save_revision().publish()
        self.changes.append(time.monotonic() - began)

    def was_good(self) -> None:
        late = [seconds for seconds in self.searches if seconds > 1.2]
        assert len(late) <= MAY_BE_LATE, late
        assert max(self.searches) < 2.5
        # The short wait, and what saving takes by itself.
        assert max(self.changes) < 1.5


def told_all(server: ElasticsearchEngine) -> None:
    """As the worker goes on trying until the server takes what waits."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        with suppress(CommandError):
            call_command("search_worker", "--once")
            break
        time.sleep(1)
    assert drift(get_engine()) == []


def taken_away(cluster: Cluster, how: str) -> Callable[[], None]:
    """Takes a node away; the answer brings it back."""
    node = cluster.nodes[0]
    if how == "frozen":
        node.freeze()
        return node.thaw
    node.kill()
    return cluster.start


@pytest.mark.parametrize("how", ["killed", "frozen"])
def test_a_node_that_goes_is_not_noticed(
    cluster: Cluster, server: ElasticsearchEngine, home: HomePage, how: str
) -> None:
    day = Day(home)
    day.goes_on(2)
    bring_back = taken_away(cluster, how)
    day.goes_on(8)
    bring_back()
    day.goes_on(2)
    day.was_good()
    cluster.start()
    told_all(server)


def test_all_nodes_go_and_come_back(
    cluster: Cluster, server: ElasticsearchEngine, home: HomePage
) -> None:
    day = Day(home)
    day.goes_on(1)
    for node in cluster.nodes:
        node.kill()
    day.goes_on(4)
    with pytest.raises(SearchError):
        server.probe()
    cluster.start()
    day.was_good()
    told_all(server)


def test_an_index_that_is_lost_is_made_anew_by_the_worker(
    cluster: Cluster, server: ElasticsearchEngine, home: HomePage
) -> None:
    day = Day(home)
    server.indices.remove_all()
    day.goes_on(1)
    day.was_good()
    told_all(server)
    assert server.indices.current()
