"""The SQL that makes an answer of matched passages, the same on SQLite and PostgreSQL.

One statement: its match is found once and feeds hits, totals and the counts of facets. What a
reader typed or chose is always a parameter.
"""

from typing import Any, NamedTuple

from ..query import NAMES, NEWEST, RELEVANCE, REVIEWED, SearchQuery
from ..visibility import HIDDEN_SUBTREES, VISIBLE_PAGE
from .base import EXCERPTS_PER_PAGE

# The number of what is matched beside the terms: words that follow one another.
NEIGHBOURS = -1

# Comes after `matched(passage_id, page_id, term, score)`. A passage's score is the sum of its
# words'; a page's adds to its best passage the best score of each word anywhere on it.
PAGES = """
    scored AS MATERIALIZED (
        SELECT page_id, passage_id, SUM(score) AS score FROM matched GROUP BY page_id, passage_id
    ),
    covered AS (
        SELECT page_id, term, MAX(score) AS score FROM matched GROUP BY page_id, term
        UNION ALL SELECT page_id, {no_term}, MAX(score) FROM scored GROUP BY page_id
    ),
    pages AS MATERIALIZED (
        SELECT page_id, COUNT(*) FILTER (WHERE term >= 0) AS terms, SUM(score) AS score
        FROM covered GROUP BY page_id
    )
""".replace("{no_term}", str(NEIGHBOURS))
_SEEN = """,
    seen AS MATERIALIZED (
        SELECT pages.page_id, pages.score, entry.date, entry.reviewed,
            CASE WHEN named.entry_id IS NULL THEN 0 ELSE 1 END AS is_named,
            CASE WHEN pages.terms = %(terms)s OR named.entry_id IS NOT NULL THEN 1 ELSE 0 END
            AS has_all
        FROM pages
        JOIN wagtailcore_page page ON page.id = pages.page_id
        JOIN search_entry entry ON entry.page_id = pages.page_id
        LEFT JOIN search_facetvalue named ON named.entry_id = pages.page_id
            AND named.name = %(names)s AND named.value = %(name)s
        WHERE {visible}
    )
""".replace("{visible}", VISIBLE_PAGE)

# A page that misses one facet alone still counts for the values of that facet.
_MISSED = """,
    chosen(name, value) AS MATERIALIZED ({chosen}),
    missed AS MATERIALIZED (
        SELECT seen.page_id, facet.name
        FROM seen CROSS JOIN (SELECT DISTINCT name FROM chosen) facet
        WHERE NOT EXISTS (
            SELECT 1 FROM chosen
            JOIN search_facetvalue held ON held.name = chosen.name AND held.value = chosen.value
            WHERE held.entry_id = seen.page_id AND chosen.name = facet.name
        )
    )
"""
_FITTING = " WHERE page_id NOT IN (SELECT page_id FROM missed)"
_NEARLY = """
    UNION ALL SELECT page_id, MIN(name) FROM missed GROUP BY page_id HAVING COUNT(*) = 1
"""

_RANKED = """,
    fits AS MATERIALIZED (
        SELECT seen.*, ROW_NUMBER() OVER (ORDER BY {order}) AS place FROM seen {fitting}
    ),
    totals AS MATERIALIZED (
        SELECT COUNT(*) AS total, COALESCE(SUM(has_all), 0) AS with_all FROM fits
    ),
    ranked AS MATERIALIZED (
        SELECT fits.* FROM fits CROSS JOIN (
            SELECT CASE WHEN total > %(offset)s THEN %(offset)s
                ELSE (total - 1) / %(size)s * %(size)s END AS before
            FROM totals
        ) start
        WHERE place > before AND place <= before + %(size)s
    ),
    best AS (
        SELECT page_id, passage_id, ROW_NUMBER() OVER (
            PARTITION BY page_id ORDER BY score DESC, passage_id
        ) AS passage_place
        FROM scored WHERE page_id IN (SELECT page_id FROM ranked)
    )
    SELECT place, passage_place, ranked.page_id, has_all, ranked.score, passage_id, NULL AS name,
        NULL AS value
    FROM ranked JOIN best ON best.page_id = ranked.page_id
    WHERE passage_place <= %(passages)s
    UNION ALL SELECT 0, 0, total, with_all, 0, 0, NULL, NULL FROM totals
"""
# SQLite reads what stands before CROSS JOIN first, and an expression on a name keeps it from
# looking ten times for each page, once for each name.
_COUNTS = """
    UNION ALL SELECT 0, 1, COUNT(*), 0, 0, 0, held.name, held.value
    FROM (SELECT page_id, CAST(NULL AS varchar) AS but FROM fits {nearly}) counted
    CROSS JOIN search_facetvalue held
    WHERE held.entry_id = counted.page_id
        AND CASE WHEN but IS NULL OR but = held.name THEN held.name END IN ({counted})
    GROUP BY held.name, held.value
"""

# What stands for a match where no words are looked for: every page's first passage.
ALL_PAGES = """
    SELECT id AS passage_id, page_id, 0 AS term, 0.0 AS score
    FROM search_passage WHERE position = 0
"""

_ORDERS = {
    RELEVANCE: "is_named DESC, has_all DESC, score DESC, page_id",
    NEWEST: "has_all DESC, date DESC, score DESC, page_id",
    REVIEWED: "has_all DESC, reviewed DESC, score DESC, page_id",
}


class Matching(NamedTuple):
    """An engine's own part of a statement: expressions, the last called `matched`.

    `pages` may give `scored(page_id, passage_id, score)` and `pages(page_id, terms, score)`
    in a way of the engine's own.
    """

    matched: str
    parameters: dict[str, Any]
    pages: str = PAGES


class Row(NamedTuple):
    """A passage of a page of the answer, a value's count, or the totals."""

    place: int
    passage_place: int
    page_id: int
    has_all: int
    score: float
    passage_id: int
    name: str | None
    value: str | None


def statement(query: SearchQuery, matching: Matching) -> tuple[str, dict[str, Any]]:
    parameters: dict[str, Any] = {
        "terms": len(query.terms) or 1,
        "names": NAMES,
        "name": query.name,
        "offset": query.offset,
        "size": query.size,
        # One more, because that of a page's title may hold no word itself.
        "passages": EXCERPTS_PER_PAGE + 1,
    }
    pairs = [(name, value) for name, values in query.chosen for value in values]
    chosen = " UNION ALL ".join(_pair(number) for number in range(len(pairs)))
    for number, pair in enumerate(pairs):
        parameters[f"facet_{number}"], parameters[f"value_{number}"] = pair
    for number, name in enumerate(query.counted):
        parameters[f"counted_{number}"] = name
    ranked = _RANKED.replace("{order}", _ORDERS[query.order])
    parts = [
        f"WITH {HIDDEN_SUBTREES}, {matching.matched}, {matching.pages}{_SEEN}",
        _MISSED.replace("{chosen}", chosen) if chosen else "",
        ranked.replace("{fitting}", _FITTING if chosen else ""),
        _counts(query, bool(chosen)),
    ]
    return "".join(parts), parameters | matching.parameters


def _pair(number: int) -> str:
    return f"SELECT CAST(%(facet_{number})s AS varchar), CAST(%(value_{number})s AS varchar)"


def _counts(query: SearchQuery, is_narrowed: bool) -> str:
    if not query.counted:
        return ""
    names = ", ".join(f"%(counted_{number})s" for number in range(len(query.counted)))
    return _COUNTS.replace("{counted}", names).replace("{nearly}", _NEARLY if is_narrowed else "")
