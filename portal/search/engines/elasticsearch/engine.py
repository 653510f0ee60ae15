"""Search by a server of its own, over the same passages as every other engine."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from typing import Any, Self
from uuid import uuid4

from ...breaker import PAUSE, Breaker, breaker_of
from ...outbox import bump
from ...query import SearchQuery
from ...visible_pages import hidden_meanwhile, visible_pages
from ...weights import WEIGHTS, Weights
from ..apart import empty_tables
from ..base import Ranking, SearchError
from ..explanation import Explanation, explanation
from ..occurrences import occurrences
from . import answer as answers
from .building import build
from .client import Server, ask, made_sense
from .comparing import Differences, differences
from .delivering import deliver
from .explaining import page_scores, stems
from .indices import PATIENCE, Indices
from .question import parts, question

logger = logging.getLogger(__name__)

# More pages that vanished in one moment are left to the database to leave out.
_MOST_HIDDEN = 500
_MOST_TRIES = 3


class ElasticsearchEngine:
    """Raises `SearchError` where the server fails; `GuardedEngine` then asks the database."""

    def __init__(
        self,
        addresses: Sequence[str],
        api_key: str = "",
        ca_file: str = "",
        index: str = "portal",
        seconds: float = 1.0,
        pause: float = PAUSE,
        weights: Weights = WEIGHTS,
    ) -> None:
        self.address = Server(tuple(addresses), api_key, ca_file)
        self.indices = Indices(self.address, index)
        self.seconds = seconds
        self.pause = pause
        self.weights = weights

    @property
    def server(self) -> Self:
        return self

    @property
    def breaker(self) -> Breaker:
        return breaker_of(self.address, self.indices.name, self.pause)

    # -- Answering ------------------------------------------------------------------------

    def search(self, query: SearchQuery) -> Ranking:
        if not query.asks_for_pages:
            return Ranking(page=query.page)
        hidden = hidden_meanwhile(_MOST_HIDDEN)
        if len(hidden) == _MOST_HIDDEN:
            raise SearchError("The search server lags behind by too many pages")
        for _try in range(_MOST_TRIES):
            query, answer = self._on_a_page(query, hidden)
            with made_sense():
                found = answers.page_ids(answer)
            surplus = sorted(set(found) - visible_pages(found))
            if not surplus:
                explanations = self._explanations(query, answer)
                with made_sense():
                    return answers.ranking(query, answer, explanations)
            # Left out of the counts too. Not marked here: a reader's request writes nothing.
            logger.warning("The search server holds hidden pages %s; repair its index", surplus)
            hidden += surplus
        raise SearchError("The search server holds too many pages that readers may not see")

    def _on_a_page(
        self, query: SearchQuery, hidden: list[int]
    ) -> tuple[SearchQuery, answers.Answer]:
        """The page of the answer that was asked for, or its last."""
        answer = self._ask(query, hidden)
        with made_sense():
            how_many, found = answers.total(answer), answers.page_ids(answer)
        if not found and query.page > 1:
            query = query.with_page(max(1, -(-how_many // query.size)))
            answer = self._ask(query, hidden)
        return query, answer

    def _ask(self, query: SearchQuery, hidden: list[int]) -> answers.Answer:
        return self._answer(question(query, self.weights, hidden))

    def _answer(self, body: dict[str, Any]) -> answers.Answer:
        def search(client: Any) -> answers.Answer:
            answer: answers.Answer = client.search(
                index=self.indices.name,
                body=body,
                # A node answers from its own copy: it need not wait for one that hangs.
                preference="_local",
                allow_partial_search_results=False,
            ).body
            answers.total(answer)  # what is no answer fails here
            return answer

        return ask(self.address, self.seconds, search)

    def _explanations(self, query: SearchQuery, answer: answers.Answer) -> dict[int, Explanation]:
        if not query.has_scores_to_explain:
            return {}
        with made_sense():
            holding_all = answers.holding_all(answer)
        if not holding_all:
            return {}
        of_parts = self._answer(parts(query, self.weights, list(holding_all)))
        with made_sense():
            scores = page_scores(query, of_parts, holding_all)
        passages = sorted({passage for page in scores.values() for passage in page.passages})
        found = list(occurrences(query, passages, self._stems))
        return {page: explanation(query, scores[page], found) for page in scores}

    def _stems(self, words: list[str]) -> dict[str, str]:
        """As the index has them."""

        def analyze(client: Any) -> dict[str, str]:
            return stems(client, self.indices.name, words)

        return ask(self.address, self.seconds, analyze)

    def probe(self) -> None:
        """Raises `SearchError` where a search would fail."""

        def search(client: Any) -> int:
            body = {"size": 0, "track_total_hits": True}
            found = client.search(index=self.indices.name, body=body, preference="_local")
            return answers.total(found.body)

        ask(self.address, self.seconds, search)

    # -- Keeping --------------------------------------------------------------------------

    def deliver(self, page_ids: Iterable[int] | None = None, seconds: float = 30.0) -> int:
        """Tells the server of marked pages, or of these if they are; returns how many it tried.

        Raises `SearchError` where the server takes nothing now.
        """
        return deliver(self.address, self.indices.name, page_ids, seconds)

    def prepare(self) -> None:
        """Its index is made by `rebuild`; a migration asks no server."""

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> None:
        build(self.address, self.indices, progress)

    def verify(self) -> list[str]:
        return self.differences().in_words()

    def differences(self) -> Differences:
        return differences(self.indices)

    def repair(self) -> None:
        """Pages that differ are told anew."""
        bump(self.differences().pages)
        while self.deliver():
            pass

    @contextmanager
    def apart(self) -> Iterator[Self]:
        other = copy(self)
        other.indices = Indices(self.address, f"{self.indices.name}-apart-{uuid4().hex[:8]}")
        # A collection's texts may be many; nobody waits for an answer.
        other.seconds = PATIENCE
        with empty_tables():
            try:
                yield other
            finally:
                other.indices.remove_all()
