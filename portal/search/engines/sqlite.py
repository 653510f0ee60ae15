"""SQLite's own full-text search, FTS5, over the passages in the same database."""

from collections import defaultdict
from typing import Any

from django.db import DatabaseError, connection, transaction

from ..query import Phrase, SearchQuery, Term
from ..visibility import VISIBLE_PAGE
from .base import MARK_END, MARK_START, Excerpt, RankedPage, Ranking, SearchFailed, excerpt

INDEX = "search_passage_index"
COLUMNS = "title, heading, text"
CREATE_INDEX = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5({COLUMNS}, content='search_passage',"
    " content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
)
_DELETE = (
    f"INSERT INTO {INDEX}({INDEX}, rowid, {COLUMNS})"
    " VALUES ('delete', old.id, old.title, old.heading, old.text);"
)
_INSERT = (
    f"INSERT INTO {INDEX}(rowid, {COLUMNS}) VALUES (new.id, new.title, new.heading, new.text);"
)
TRIGGERS = {
    f"{INDEX}_{event}": f"CREATE TRIGGER {INDEX}_{event} AFTER {event.upper()}"
    f" ON search_passage BEGIN {action} END"
    for event, action in {
        "insert": _INSERT,
        "delete": _DELETE,
        "update": f"{_DELETE} {_INSERT}",
    }.items()
}
EXCERPTS_PER_PAGE = 3
EXCERPT_TOKENS = 48


class SQLiteEngine:
    """Ranks passages by `bm25()`, and pages by their best passage and by the words they cover."""

    def __init__(
        self, title_weight: float = 2.0, heading_weight: float = 1.5, text_weight: float = 1.0
    ) -> None:
        self.weights = (title_weight, heading_weight, text_weight)

    # -- Answering ------------------------------------------------------------------------

    def search(self, query: SearchQuery) -> Ranking:
        if not query.terms:
            return Ranking(page=query.page)
        try:
            rows = self._rank(query)
            if not rows and query.page > 1:
                query = query.with_page(self._last_page(query))
                rows = self._rank(query)
            excerpts = self._excerpts(query, [row[4] for row in rows])
        except DatabaseError as error:
            raise SearchFailed(f"{INDEX} could not be read") from error
        return _ranking(query, rows, excerpts)

    def _rank(self, query: SearchQuery) -> list[Any]:
        """Rows of (page, holds all words, total, total with all words, passage), best first."""
        matches = " UNION ALL ".join(
            f"SELECT rowid, {number}, -bm25({INDEX}, %s, %s, %s) FROM {INDEX} WHERE {INDEX} MATCH %s"
            for number in range(len(query.terms))
        )
        parameters = [
            value for term in query.terms for value in (*self.weights, expression([term]))
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                _RANK % {"matches": matches},
                [*parameters, len(query.terms), query.size, query.offset, EXCERPTS_PER_PAGE + 1],
            )
            return cursor.fetchall()

    def _last_page(self, query: SearchQuery) -> int:
        first = self._rank(query.with_page(1))
        total = first[0][2] if first else 0
        return max(1, -(-total // query.size))

    def _excerpts(self, query: SearchQuery, passages: list[int]) -> dict[int, Excerpt]:
        if not passages:
            return {}
        places = ", ".join(["%s"] * len(passages))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid, highlight({INDEX}, 1, %s, %s),"
                f" snippet({INDEX}, 2, %s, %s, '…', {EXCERPT_TOKENS})"
                f" FROM {INDEX} WHERE {INDEX} MATCH %s AND rowid IN ({places})",
                [*[MARK_START, MARK_END] * 2, expression(query.terms), *passages],
            )
            return {row[0]: excerpt(*row) for row in cursor.fetchall()}

    # -- Keeping --------------------------------------------------------------------------

    def prepare(self) -> None:
        """Makes the table and its triggers where they are missing or of an older shape.

        A migration that remakes the table of passages drops its triggers without a word; the
        index then misses what was written since, and is filled anew.
        """
        if connection.vendor != "sqlite":
            return
        wanted = {INDEX: CREATE_INDEX} | TRIGGERS
        if _existing() == wanted:
            return
        with transaction.atomic(), connection.cursor() as cursor:
            for name in TRIGGERS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"DROP TABLE IF EXISTS {INDEX}")
            for statement in wanted.values():
                cursor.execute(statement)
            cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')")

    def rebuild(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {INDEX}")
            self.prepare()

    def verify(self) -> list[str]:
        existing = _existing()
        missing = [name for name in (INDEX, *TRIGGERS) if name not in existing]
        faults = [f"{name} is missing" for name in missing]
        if INDEX in missing:
            return faults
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                # Rank 1 compares with the passages too, not only the index with itself.
                cursor.execute(f"INSERT INTO {INDEX}({INDEX}, rank) VALUES ('integrity-check', 1)")
        except DatabaseError as error:
            faults.append(f"{INDEX} does not agree with the passages ({error})")
        return faults


# Every term is matched once. FTS5's score of several words is the sum of theirs, so a passage's
# score is exact; a page's adds the best score of each word anywhere on it.
_RANK = f"""
    WITH postings(passage_id, term, score) AS MATERIALIZED (%(matches)s),
    scored AS MATERIALIZED (
        SELECT passage.page_id, passage.id AS passage_id, postings.term, postings.score,
            SUM(postings.score) OVER (PARTITION BY passage.id) AS passage_score
        FROM postings JOIN search_passage passage ON passage.id = postings.passage_id
    ),
    covered AS (
        SELECT page_id, term, MAX(score) AS score, MAX(passage_score) AS passage_score
        FROM scored GROUP BY page_id, term
    ),
    pages AS (
        SELECT page_id, COUNT(*) = %%s AS has_all, SUM(score) + MAX(passage_score) AS score
        FROM covered GROUP BY page_id
    ),
    ranked AS (
        SELECT pages.*, COUNT(*) OVER () AS total, SUM(has_all) OVER () AS total_with_all
        FROM pages JOIN wagtailcore_page page ON page.id = pages.page_id
        WHERE {VISIBLE_PAGE}
        ORDER BY has_all DESC, score DESC, pages.page_id LIMIT %%s OFFSET %%s
    ),
    best AS (
        SELECT page_id, passage_id, passage_score,
            ROW_NUMBER() OVER (PARTITION BY page_id ORDER BY passage_score DESC, passage_id)
            AS place
        FROM scored WHERE page_id IN (SELECT page_id FROM ranked) GROUP BY passage_id
    )
    SELECT ranked.page_id, has_all, total, total_with_all, passage_id
    FROM ranked JOIN best USING (page_id)
    WHERE best.place <= %%s
    ORDER BY has_all DESC, score DESC, ranked.page_id, best.place
"""


def expression(terms: "tuple[Term, ...] | list[Term]") -> str:
    """FTS5's words for "any of these". Phrases hold letters and digits only: nothing to escape."""
    return " OR ".join(_phrase(phrase) for term in terms for phrase in term.phrases)


def _phrase(phrase: Phrase) -> str:
    return '"' + " ".join(phrase) + '"'


def _existing() -> dict[str, str]:
    """The index and its triggers as the database has them: name to the statement that made it."""
    names = (INDEX, *TRIGGERS)
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE name IN ({places})", names)
        return dict(cursor.fetchall())


def _ranking(query: SearchQuery, rows: list[Any], excerpts: dict[int, Excerpt]) -> Ranking:
    if not rows:
        return Ranking(page=query.page)
    holds_all: dict[int, bool] = {}
    found: dict[int, list[Excerpt]] = defaultdict(list)
    for page, has_all, _total, _total_with_all, passage in rows:
        holds_all[page] = bool(has_all)
        found[page].append(excerpts[passage])
    pages = tuple(RankedPage(page, holds_all[page], _best(found[page])) for page in holds_all)
    return Ranking(pages, total=rows[0][2], total_with_all_words=rows[0][3], page=query.page)


def _best(excerpts: list[Excerpt]) -> tuple[Excerpt, ...]:
    """Those whose text holds a word first found there; else the one that stands for the page."""
    telling = [excerpt for excerpt in excerpts if excerpt.has_marks]
    return tuple((telling or excerpts[:1])[:EXCERPTS_PER_PAGE])
