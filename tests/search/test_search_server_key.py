"""A search server that tells nothing to whoever has no key.

The key is asked for by a proxy before a real server: Elasticsearch keeps keys in an index that
needs parts of the full distribution, which the one for tests lacks.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from portal.pages.models import HomePage
from portal.search.drift import drift
from portal.search.engines import get_engine, get_server
from portal.search.engines.base import SearchError
from portal.search.query import build_query
from portal.search.status import status
from portal.settings.environment import search_server

from .odd_search_servers import demands_key, passes_on, replying
from .pages import text_page
from .servers import guarded

pytestmark = pytest.mark.django_db(transaction=True)

KEY = "VuaCfGcBCdbkQm-e5aOx:ui2lp2axTNmsyakw9tvNnw"


@pytest.fixture
def demanding(opensearch_server: dict[str, Any]) -> Iterator[str]:
    [address] = opensearch_server["addresses"]
    with replying(demands_key(KEY, passes_on(address))) as demanding:
        yield demanding


def setting(address: str, key: str) -> dict[str, Any]:
    """As the environment makes it."""
    return guarded(search_server(addresses=[address], api_key=key), seconds=20.0)


def test_server_is_built_told_and_asked_with_the_key(
    home: HomePage, settings: Any, demanding: str
) -> None:
    settings.SEARCH_ENGINE = setting(demanding, KEY)
    server = get_server()
    assert server
    try:
        server.rebuild()
        text_page(home, "Naloxone")
        server.indices.refresh(server.indices.name)
        assert server.search(build_query("naloxone")).total == 1
        assert drift(get_engine()) == []
    finally:
        server.indices.remove_all()


@pytest.mark.parametrize("key", ["", "another"])
def test_without_the_key_the_database_answers_and_changes_wait(
    home: HomePage, settings: Any, demanding: str, key: str
) -> None:
    settings.SEARCH_ENGINE = setting(demanding, key)
    text_page(home, "Naloxone")
    assert get_engine().search(build_query("naloxone")).total == 1
    told = status()
    assert "401" in told.trouble
    assert told.waiting
    server = get_server()
    assert server
    with pytest.raises(SearchError, match="401"):
        server.rebuild()
