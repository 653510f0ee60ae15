"""SQLite's own full-text search, FTS5, over the passages in the same database."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import DatabaseError, connection, transaction

from ..query import Phrase, SearchQuery, Term
from ..weights import NEIGHBOURS_APART
from . import sqlite_statements as statements
from .base import MARK_END, MARK_START, Excerpt, excerpt
from .database import EXCERPT_WORDS, DatabaseEngine
from .explanation import FIELDS, Occurrence, phrases_of
from .ranking import NEIGHBOURS, Matching


class SQLiteEngine(DatabaseEngine):
    """Ranks passages by `bm25()`, and pages by their passages and by the words they cover."""

    vendor = "sqlite"

    # -- Answering ------------------------------------------------------------------------

    def matches(self, query: SearchQuery) -> Matching:
        weights = self.weights
        parameters: dict[str, Any] = {
            "title": weights.title,
            "heading": weights.heading,
            "text": weights.text,
            "minor": weights.minor,
        }
        each: list[str] = []
        for number, expression, weight in self._expressions(query):
            name = f"match_{len(each)}"
            each.append(statements.match(name))
            parameters |= {name: expression, f"{name}_term": number, f"{name}_weight": weight}
        has_looser = any(term.looser for term in query.terms)
        return Matching(statements.matched(each, has_looser), parameters)

    def _expressions(self, query: SearchQuery) -> Iterable[tuple[int, str, float]]:
        """What to match: for which term, in FTS5's words, and how much it counts."""
        for number, term in enumerate(query.terms):
            yield number, any_of(term.phrases), 1.0
            if term.looser:
                yield number, any_of(term.looser), self.weights.looser
        if query.neighbours:
            near = (
                _near(query.terms[pair.first].phrases[0], query.terms[pair.second].phrases[0])
                for pair in query.neighbours
            )
            yield NEIGHBOURS, " OR ".join(near), self.weights.neighbours

    def excerpts(self, query: SearchQuery, passages: list[int]) -> dict[int, Excerpt]:
        marks = (MARK_START, MARK_END)
        with connection.cursor() as cursor:
            cursor.execute(
                statements.EXCERPTS,
                [*marks, *marks, EXCERPT_WORDS, expression(query.terms), json.dumps(passages)],
            )
            return {row[0]: excerpt(*row) for row in cursor.fetchall()}

    def occurrences(self, query: SearchQuery, passages: list[int]) -> Iterable[Occurrence]:
        among = json.dumps(passages)
        with connection.cursor() as cursor:
            for phrase in phrases_of(query):
                cursor.execute(statements.FIELDS, [*[MARK_START] * 6, _phrase(phrase), among])
                for passage_id, *in_fields in cursor.fetchall():
                    for field, is_in in zip(FIELDS, in_fields, strict=True):
                        if is_in:
                            yield Occurrence(passage_id, phrase, field)

    # -- Keeping --------------------------------------------------------------------------

    def prepare(self) -> None:
        """Makes the table and its triggers where they are missing or of an older shape.

        A migration that remakes the table of passages drops its triggers without a word; the
        index then misses what was written since, and is filled anew.
        """
        if connection.vendor != self.vendor:
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
    return any_of(phrase for term in terms for phrase in (*term.phrases, *term.looser))


def any_of(phrases: Iterable[Phrase]) -> str:
    """FTS5's words for "any of these". Phrases hold letters and digits only: nothing to escape."""
    return " OR ".join(map(_phrase, phrases))


def _near(first: Phrase, second: Phrase) -> str:
    return f"NEAR({_phrase(first)} {_phrase(second)}, {NEIGHBOURS_APART})"


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
