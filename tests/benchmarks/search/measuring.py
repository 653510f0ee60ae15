"""All that is measured in one database: its own engine, or search servers beside SQLite.

A process of its own, because the database is a setting. Told on its command line: sizes, and
engines with their options.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import StringIO
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings

from portal.search.engines import get_engine, get_server
from portal.search.engines.postgresql_statements import INDEX
from portal.search.query import SearchQuery, build_query
from portal.search.spelling.correction import correct
from tests.benchmarks.inside import cost

from . import report
from .collection import Collection, words_of_ranks
from .plain import by_hand, raw_call
from .timing import Times, in_turns, of_processor
from .together import Together, together

SECONDS, SECONDS_TOGETHER = 1.5, 5.0
GUARDED = "portal.search.engines.guarded.GuardedEngine"
ADMIN = {"search box": "/admin/pages/search/results/", "chooser": "/admin/choose-page/search/"}


def queries() -> dict[str, str]:
    """Of words by their ranks, from the most common one down."""
    word = words_of_ranks(300)
    return {
        "one rare word": words_of_ranks(20_000),
        "one common word": words_of_ranks(1),
        "two words": words_of_ranks(50, 400),
        "four common words": words_of_ranks(1, 2, 3, 4),
        "a phrase": f'"{words_of_ranks(10, 20)}"',
        "a misspelling": f"{word[:3]}e{word[4:]}",
    }


@dataclass(frozen=True)
class Asked:
    """One query on one engine; what stands beside it was done in the same rounds."""

    pages: int
    search: Times
    plain: Times
    # Of the portal's processor, because others may use the machine too.
    page_adds_ms: float
    queries: int


@dataclass(frozen=True)
class Measured:
    made_per_second: float
    index_mb: float
    asked: Mapping[str, Asked]
    together: Together


def main(sizes: list[int], engines: Mapping[str, Mapping[str, Any]]) -> None:
    call_command("migrate", verbosity=0)
    call_command("start_portal", "Made up", stdout=StringIO())
    collection = Collection()
    found: dict[str, dict[int, Measured]] = {engine: {} for engine in engines}
    for size in sizes:
        collection.grow(size)
        for engine, options in engines.items():
            with engine_of(options):
                found[engine][size] = _measured(collection)
            report.engine(engine, size, found[engine][size])
        report.admin(connection.vendor, size, _admin())
    for engine, of_sizes in found.items():
        report.growth(engine, of_sizes)


@contextmanager
def engine_of(options: Mapping[str, Any]) -> Iterator[None]:
    """The database's own, or a search server with nothing that stands in for it in time."""
    own = settings.SEARCH_ENGINE
    server = {"database": own, "index": "bench", "seconds": 30.0, **options}
    chosen = {"BACKEND": GUARDED, "OPTIONS": server} if options else own
    with override_settings(SEARCH_ENGINE=chosen):
        yield


def _measured(collection: Collection) -> Measured:
    engine = get_server() or get_engine()
    begun = time.perf_counter()
    engine.rebuild()
    made_per_second = collection.size / (time.perf_counter() - begun)
    asked = {name: _asked(collection, text) for name, text in queries().items()}
    meant = [_query(collection, text) for text in queries().values()]
    at_once = together(meant, collection.template, SECONDS_TOGETHER)
    return Measured(made_per_second, _index_mb(), asked, at_once)


def _query(collection: Collection, text: str) -> SearchQuery:
    """What is looked for when that is typed, as the page of results does."""
    counted = collection.values
    typed = build_query(text, counted=counted)
    correction = correct(typed)
    return build_query(correction.text, counted=counted) if correction else typed


def _asked(collection: Collection, text: str) -> Asked:
    query, engine, server = _query(collection, text), get_engine(), get_server()
    plain = raw_call(server, query) if server else by_hand(query)
    times = in_turns({"search": lambda: engine.search(query), "plain": plain}, SECONDS)
    total = engine.search(query).total
    if plain() != total:
        raise RuntimeError(f"{text} has {total} pages, or {plain()} by hand")
    address = f"/search/?{build_query(text).to_querystring()}"
    page = in_turns(
        {"page": lambda: cost(address, rounds=1), "search": lambda: engine.search(query)},
        SECONDS,
        of_processor,
    )
    adds = page["page"].p50 - page["search"].p50
    queries = len(cost(address, rounds=1).queries)
    return Asked(total, times["search"], times["plain"], adds, queries)


def _index_mb() -> float:
    server = get_server()
    if server:
        return _server_bytes(server) / 1e6
    statement = (
        "SELECT SUM(pgsize) FROM dbstat WHERE name LIKE 'search_passage_index%'"
        if connection.vendor == "sqlite"
        else f"SELECT pg_total_relation_size('{INDEX}')"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        [(size,)] = cursor.fetchall()
    return float(size) / 1e6


def _server_bytes(server: Any) -> int:
    with_clients = server.indices._ask(
        lambda client: client.indices.stats(index=server.indices.name, metric="store").body
    )
    return int(with_clients["_all"]["primaries"]["store"]["size_in_bytes"])


def _admin() -> dict[str, Times]:
    """What an editor waits for, in the admin's own search box and in a chooser."""
    users = get_user_model().objects
    editor = users.filter(username="bench").first() or users.create_superuser("bench")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(editor)
    # One that few titles hold, and one that all do.
    words = {"a word": words_of_ranks(7), "everybody's word": "page"}

    def ask(address: str, word: str) -> None:
        answer = client.get(address, {"q": word})
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answers {answer.status_code}")

    work = {
        f"{name}, {kind}": partial(ask, address, word)
        for name, address in ADMIN.items()
        for kind, word in words.items()
    }
    return in_turns(work, SECONDS)
