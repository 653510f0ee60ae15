"""What the engines inside the portal's own database share."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Self

from django.db import DatabaseError, connection

from ..models import Passage
from ..query import SearchQuery
from ..weights import WEIGHTS, Weights
from .apart import empty_tables
from .base import Excerpt, RankedPage, Ranking, SearchError, best, plain_excerpt
from .explaining import page_scores
from .explanation import Explanation, Occurrence, explanation
from .ranking import ALL_PAGES, Matching, Row, statement

EXCERPT_WORDS = 48


class DatabaseEngine:
    """Matches passages in its own way; ranks and counts pages as `ranking` says."""

    vendor: str

    def __init__(self, weights: Weights = WEIGHTS) -> None:
        self.weights = weights

    def prepare(self) -> None:
        raise NotImplementedError

    @contextmanager
    def apart(self) -> Iterator[Self]:
        if connection.vendor != self.vendor:
            raise SearchError(
                f"{type(self).__name__} needs another database than {connection.vendor}. "
                f"Set DATABASE_URL to one of {self.vendor}."
            )
        with empty_tables():
            self.prepare()
            yield self

    def matches(self, query: SearchQuery) -> Matching:
        raise NotImplementedError

    def excerpts(self, query: SearchQuery, passages: list[int]) -> Mapping[int, Excerpt]:
        """Of passages that may hold what is looked for; those that do not may be left out."""
        raise NotImplementedError

    def occurrences(self, query: SearchQuery, passages: list[int]) -> Iterable[Occurrence]:
        """Each phrase of the query in each field of these passages that holds it."""
        raise NotImplementedError

    def search(self, query: SearchQuery) -> Ranking:
        if not query.asks_for_pages:
            return Ranking(page=query.page)
        try:
            rows = self._rows(query)
            passages = [row.passage_id for row in rows if row.place]
            excerpts = self._excerpts(query, passages)
            explanations = self._explanations(query, {row.page_id for row in rows if row.place})
        except DatabaseError as error:
            raise SearchError(f"{type(self).__name__} could not read its index") from error
        return _ranking(query, rows, excerpts, explanations)

    def _rows(self, query: SearchQuery) -> list[Row]:
        matching = Matching(f"matched AS MATERIALIZED ({ALL_PAGES})", {})
        if query.terms:
            matching = self.matches(query)
        with connection.cursor() as cursor:
            cursor.execute(*statement(query, matching))
            return sorted(map(Row._make, cursor.fetchall()), key=lambda row: row[:2])

    def _excerpts(self, query: SearchQuery, passages: list[int]) -> Mapping[int, Excerpt]:
        if not passages:
            return {}
        if query.terms:
            return self.excerpts(query, passages)
        texts = Passage.objects.filter(pk__in=passages).values_list("pk", "text")
        return {pk: plain_excerpt(pk, text, EXCERPT_WORDS) for pk, text in texts}

    def _explanations(self, query: SearchQuery, page_ids: set[int]) -> dict[int, Explanation]:
        if not page_ids or not query.has_scores_to_explain:
            return {}
        scores = page_scores(query, self.matches(query), sorted(page_ids))
        passages = sorted({passage for page in scores.values() for passage in page.passages})
        found = list(self.occurrences(query, passages))
        return {page: explanation(query, scores[page], found) for page in scores}


def _ranking(
    query: SearchQuery,
    rows: Iterable[Row],
    excerpts: Mapping[int, Excerpt],
    explanations: Mapping[int, Explanation],
) -> Ranking:
    facets: dict[str, dict[str, int]] = {name: {} for name in query.counted}
    pages: dict[int, Row] = {}
    found: dict[int, list[Excerpt]] = defaultdict(list)
    total = total_with_all = 0
    for row in rows:
        if row.place:
            pages.setdefault(row.page_id, row)
            if row.passage_id in excerpts:
                found[row.page_id].append(excerpts[row.passage_id])
        elif row.name is None:
            total, total_with_all = int(row.page_id), int(row.has_all)
        else:
            facets[row.name][str(row.value)] = int(row.page_id)
    ranked = tuple(
        RankedPage(
            page, bool(row.has_all), best(found[page]), float(row.score), explanations.get(page)
        )
        for page, row in pages.items()
    )
    return Ranking(ranked, total, total_with_all, _page_given(query, total), facets)


def _page_given(query: SearchQuery, total: int) -> int:
    """The page asked for, or the last; the first of an empty answer."""
    return min(query.page, max(1, -(-total // query.size)))
