"""BM25 in PostgreSQL's own words, over the passages in the same database."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from django.db import connection, transaction

from ..query import Phrase, SearchQuery
from . import postgresql_statements as statements
from .base import MARK_START, Excerpt, excerpt
from .database import EXCERPT_WORDS, DatabaseEngine
from .explanation import Occurrence
from .marking import Tokens, fold, marked, spans, tokens
from .occurrences import occurrences
from .postgresql_matching import matching
from .ranking import Matching


class PostgreSQLEngine(DatabaseEngine):
    """Keeps the words of each passage in a table beside it, which triggers write."""

    vendor = "postgresql"

    # -- Answering ------------------------------------------------------------------------

    def matches(self, query: SearchQuery) -> Matching:
        return matching(query, self.weights)

    def excerpts(self, query: SearchQuery, passages: list[int]) -> dict[int, Excerpt]:
        rows = _read(statements.TEXTS, [passages])
        split = {pk: (tokens(heading), tokens(text)) for pk, heading, text in rows}
        wanted = [
            tuple(map(fold, phrase))
            for term in query.terms
            for phrase in (*term.phrases, *term.looser)
        ]
        # A stem begins as its word does: of all others it need not be known.
        firsts = {word[:1] for phrase in wanted for word in phrase}
        alike = (word for word in _words(split.values()) if word[:1] in firsts)
        stems = _stems(chain(chain.from_iterable(wanted), alike))
        phrases = {tuple(stems[word] for word in phrase) for phrase in wanted}
        return {pk: _excerpt(pk, *texts, phrases, stems) for pk, texts in split.items()}

    def occurrences(self, query: SearchQuery, passages: list[int]) -> Iterable[Occurrence]:
        return occurrences(query, passages, _stems)

    # -- Keeping --------------------------------------------------------------------------

    def prepare(self) -> None:
        """Makes the table, its triggers and what they need, where missing or of an older shape."""
        if connection.vendor == self.vendor and _faults():
            self.rebuild()

    def rebuild(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            collation = _collation()
            # Passages written meanwhile would be in neither table.
            cursor.execute("LOCK TABLE search_passage IN SHARE ROW EXCLUSIVE MODE")
            for statement in (*statements.DROP, *statements.CREATE, statements.FILL):
                cursor.execute(statement.replace("{collation}", collation))
            cursor.execute(statements.ANALYZE)

    def verify(self) -> list[str]:
        faults = _faults()
        if faults:
            return faults
        [(missing, surplus, outdated)] = _read(statements.CHECK)
        [(is_counted,)] = _read(statements.CHECK_COUNTED)
        counts = {"missing": missing, "surplus": surplus, "outdated": outdated}
        faults = [
            f"{statements.INDEX} does not agree with the passages ({count} {what})"
            for what, count in counts.items()
            if count
        ]
        if not faults and not is_counted:
            faults.append(f"{statements.INDEX} is not counted right")
        return faults


def _faults() -> list[str]:
    [(shape, triggers)] = _read(statements.EXISTING)
    if shape is None:
        return [f"{statements.INDEX} is missing"]
    if shape != statements.SHAPE:
        return [f"{statements.INDEX} is of an older shape"]
    missing = statements.TRIGGERS - triggers
    return [f"{missing} triggers that write {statements.INDEX} are missing"] if missing else []


def _collation() -> str:
    [(many,)] = _read(statements.HAS_COLLATION, [statements.COLLATION])
    return statements.COLLATION if many else statements.NO_COLLATION


def _read(statement: str, parameters: list[Any] | None = None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: list[Any] = cursor.fetchall()
        return rows


def _words(texts: Iterable[tuple[Tokens, Tokens]]) -> Iterable[str]:
    return (word for heading, text in texts for word in (*heading.words, *text.words))


def _stems(words: Iterable[str]) -> dict[str, str]:
    """As the index has them. A word's stem is always the same, so it is asked for once."""
    known = {word: _known_stems.get(word) for word in words}
    unknown = [word for word, stem in known.items() if stem is None]
    if unknown:
        found = {word: stem or word for word, stem in _read(statements.STEMS, [unknown])}
        known |= found
        if len(_known_stems) > _MOST_STEMS:
            _known_stems.clear()
        _known_stems.update(found)
    return {word: stem for word, stem in known.items() if stem is not None}


# More than a large collection has words.
_MOST_STEMS = 100_000
_known_stems: dict[str, str] = {}


def _excerpt(
    passage_id: int,
    heading_tokens: Tokens,
    text_tokens: Tokens,
    phrases: set[Phrase],
    stems: Mapping[str, str],
) -> Excerpt:
    in_heading = spans(heading_tokens, phrases, stems)
    shown = marked(text_tokens, spans(text_tokens, phrases, stems), EXCERPT_WORDS)
    return excerpt(passage_id, MARK_START if in_heading else "", shown)
