"""The same answers by hand: SQL that somebody would write for one database, and a raw call.

The match goes into a table first, which hits, total, counts of facets and highlights then read.
SQLite ranks by its own `bm25`. PostgreSQL ranks by `ts_rank`, because nothing built in knows BM25:
the same pages with the same counts, in an order that costs less and is not as good.
"""

import http.client
import json
import ssl
from base64 import b64encode
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import connection

from portal.search.engines.elasticsearch import ElasticsearchEngine
from portal.search.engines.elasticsearch.question import question
from portal.search.query import SearchQuery
from portal.search.visibility import HIDDEN_SUBTREES, VISIBLE_PAGE

# Gives how many pages there are, and asks for all else too.
Plain = Callable[[], int]

_FOUND = """
    CREATE TEMPORARY TABLE found AS
    WITH {hidden}, matched AS ({matched}), of_page AS (
        SELECT page_id, COUNT(DISTINCT term) AS terms, SUM(score) AS score
        FROM matched GROUP BY page_id
    )
    SELECT of_page.* FROM of_page JOIN wagtailcore_page page ON page.id = of_page.page_id
    WHERE {visible}
""".replace("{hidden}", HIDDEN_SUBTREES).replace("{visible}", VISIBLE_PAGE)
_TOTAL = "SELECT COUNT(*) FROM found"
_FIRST = "SELECT page_id FROM found ORDER BY terms DESC, score DESC LIMIT 10"
_FACETS = """
    SELECT name, value, COUNT(*) FROM found CROSS JOIN search_facetvalue
    WHERE entry_id = page_id AND {name} IN ({names}) GROUP BY name, value
"""
_SQLITE_MATCHED = """
    SELECT passage.page_id, CAST(%s AS integer) AS term, one.score FROM (
        SELECT rowid, -bm25(search_passage_index, 3, 2, 1) AS score FROM search_passage_index
        WHERE search_passage_index MATCH %s LIMIT -1 -- bm25 goes with no other tables
    ) one JOIN search_passage passage ON passage.id = one.rowid
"""
_SQLITE_HIGHLIGHTS = """
    SELECT rowid, highlight(search_passage_index, 1, '<b>', '</b>'),
        snippet(search_passage_index, 2, '<b>', '</b>', '…', 48)
    FROM search_passage_index WHERE search_passage_index MATCH %s
    AND rowid IN (SELECT id FROM search_passage WHERE page_id IN ({pages}))
"""
_POSTGRESQL_MATCHED = """
    SELECT page_id, %s::int AS term, ts_rank(words, query) AS score
    FROM search_passage_words, phraseto_tsquery('search_words', %s) query WHERE words @@ query
"""
_POSTGRESQL_HIGHLIGHTS = """
    SELECT id, ts_headline('search_words', heading, query),
        ts_headline('search_words', text, query, 'MaxWords=48, MinWords=30')
    FROM search_passage, to_tsquery('search_words', %s) query
    WHERE page_id IN ({pages}) AND to_tsvector('search_words', text) @@ query
"""


def by_hand(query: SearchQuery) -> Plain:
    is_sqlite = connection.vendor == "sqlite"
    phrases = [" ".join(term.phrases[0]) for term in query.terms]
    if is_sqlite:
        phrases = [f'"{phrase}"' for phrase in phrases]
    each, highlights = _POSTGRESQL_MATCHED, _POSTGRESQL_HIGHLIGHTS
    any_word = " | ".join(phrase.replace(" ", " <-> ") for phrase in phrases)
    if is_sqlite:
        each, highlights = _SQLITE_MATCHED, _SQLITE_HIGHLIGHTS
        any_word = " OR ".join(phrases)
    found = _FOUND.replace("{matched}", " UNION ALL ".join([each] * len(phrases)))
    parameters = [value for pair in enumerate(phrases) for value in pair]
    # SQLite would look for each name of each page by itself.
    name = "name || ''" if is_sqlite else "name"
    facets = _FACETS.format(name=name, names=_marks(query.counted))

    def ask() -> int:
        with connection.cursor() as cursor:
            cursor.execute(found, parameters)
            try:
                cursor.execute(_TOTAL)
                [(total,)] = cursor.fetchall()
                cursor.execute(_FIRST)
                pages = [page for (page,) in cursor.fetchall()]
                cursor.execute(facets, query.counted)
                cursor.fetchall()
                if pages:
                    sql = highlights.format(pages=_marks(pages))
                    cursor.execute(sql, [any_word, *pages])
                    cursor.fetchall()
            finally:
                cursor.execute("DROP TABLE found")
        return int(total)

    return ask


def _marks(values: Any) -> str:
    return ", ".join(["%s"] * len(values))


def raw_call(engine: ElasticsearchEngine, query: SearchQuery) -> Plain:
    """The body that the engine sends, over a connection that is held open."""
    body = json.dumps(question(query, engine.weights, [])).encode()
    address = urlsplit(engine.address.addresses[0])
    headers = {"Content-Type": "application/json"}
    if address.username:
        who = f"{address.username}:{unquote(address.password or '')}"
        headers["Authorization"] = f"Basic {b64encode(who.encode()).decode()}"
    kept: Any = (
        http.client.HTTPSConnection(
            address.netloc.rpartition("@")[2],
            context=ssl.create_default_context(cafile=engine.address.ca_file),
        )
        if address.scheme == "https"
        else http.client.HTTPConnection(address.netloc)
    )
    path = f"/{engine.indices.name}/_search?preference=_local&allow_partial_search_results=false"

    def ask() -> int:
        kept.request("POST", path, body, headers)
        answer = kept.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"The server answers {answer.status}: {content[:500]!r}")
        return int(json.loads(content)["hits"]["total"]["value"])

    return ask
