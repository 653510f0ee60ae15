"""SQLite's own full-text search, FTS5, over the passages in the same database."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import DatabaseError, connection, transaction

from ..query import Phrase, SearchQuery, Term
from . import sqlite_statements as statements
from .base import MARK_END, MARK_START, Excerpt, RankedPage, Ranking, SearchError, excerpt

EXCERPTS_PER_PAGE = 3
EXCERPT_TOKENS = 48


class Row(NamedTuple):
    """A passage of a page of the answer; the counts are those of the whole answer."""

    page_id: int
    holds_all: int
    total: int
    total_with_all: int
    passage_id: int


class SQLiteEngine:
    """Ranks passages by `bm25()`, and pages by their best passage and by the words they cover."""

    def __init__(
        self, title_weight: float = 3.0, heading_weight: float = 2.0, text_weight: float = 1.0
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
            excerpts = self._excerpts(query, [row.passage_id for row in rows])
        except DatabaseError as error:
            raise SearchError(f"{statements.INDEX} could not be read") from error
        return _ranking(query, rows, excerpts)

    def _rank(self, query: SearchQuery) -> list[Row]:
        parameters: list[str | int | float] = []
        for number, term in enumerate(query.terms):
            parameters += [number, *self.weights, expression([term])]
        parameters += [len(query.terms), query.size, query.offset, EXCERPTS_PER_PAGE + 1]
        with connection.cursor() as cursor:
            cursor.execute(statements.rank(len(query.terms)), parameters)
            return [Row(*row) for row in cursor.fetchall()]

    def _last_page(self, query: SearchQuery) -> int:
        first = self._rank(query.with_page(1))
        total = first[0].total if first else 0
        return max(1, -(-total // query.size))

    def _excerpts(self, query: SearchQuery, passages: list[int]) -> dict[int, Excerpt]:
        marks = (MARK_START, MARK_END)
        with connection.cursor() as cursor:
            cursor.execute(
                statements.EXCERPTS,
                [*marks, *marks, EXCERPT_TOKENS, expression(query.terms), json.dumps(passages)],
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
        wanted = _wanted()
        if _existing() == wanted:
            return
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in (*statements.DROP, *wanted.values(), statements.FILL):
                cursor.execute(statement)

    def rebuild(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements.DROP:
                cursor.execute(statement)
            self.prepare()

    def verify(self) -> list[str]:
        existing = _existing()
        missing = [name for name in _wanted() if name not in existing]
        faults = [f"{name} is missing" for name in missing]
        if statements.INDEX in missing:
            return faults
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statements.CHECK)
        except DatabaseError as error:
            faults.append(f"{statements.INDEX} does not agree with the passages ({error})")
        return faults


def expression(terms: Iterable[Term]) -> str:
    """FTS5's words for "any of these". Phrases hold letters and digits only: nothing to escape."""
    return " OR ".join(_phrase(phrase) for term in terms for phrase in term.phrases)


def _phrase(phrase: Phrase) -> str:
    return '"' + " ".join(phrase) + '"'


def _wanted() -> dict[str, str]:
    statement_of = {statements.INDEX: statements.CREATE_INDEX} | statements.CREATE_TRIGGERS
    return {name: statement.strip() for name, statement in statement_of.items()}


def _existing() -> dict[str, str]:
    """The index and its triggers as the database has them: name to the statement that made it."""
    with connection.cursor() as cursor:
        cursor.execute(statements.EXISTING)
        return dict(cursor.fetchall())


def _ranking(query: SearchQuery, rows: list[Row], excerpts: dict[int, Excerpt]) -> Ranking:
    if not rows:
        return Ranking(page=query.page)
    holds_all: dict[int, bool] = {}
    found: dict[int, list[Excerpt]] = defaultdict(list)
    for row in rows:
        holds_all[row.page_id] = bool(row.holds_all)
        found[row.page_id].append(excerpts[row.passage_id])
    pages = tuple(RankedPage(page, holds_all[page], _best(found[page])) for page in holds_all)
    return Ranking(pages, rows[0].total, rows[0].total_with_all, query.page)


def _best(excerpts: list[Excerpt]) -> tuple[Excerpt, ...]:
    """Those that hold a word themselves; else the one that stands for the page's title."""
    telling = [excerpt for excerpt in excerpts if excerpt.has_marks]
    return tuple((telling or excerpts[:1])[:EXCERPTS_PER_PAGE])
