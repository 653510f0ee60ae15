"""What readers get: hits with their passages, whichever engine ranked them."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from .declaration import registry
from .engines import get_engine
from .engines.base import Excerpt, RankedPage, Ranking
from .models import Entry, Passage
from .query import SearchQuery


@dataclass(frozen=True)
class HitPassage:
    heading: str
    url: str
    html: SafeString


@dataclass(frozen=True)
class Hit:
    """One page of the answer, as `components/hit.html` takes it."""

    kind: str | Promise
    title: str
    url: str
    place: str
    status: str
    status_label: str | Promise
    holds_all_words: bool
    passages: tuple[HitPassage, ...]


@dataclass(frozen=True)
class SearchResults:
    query: SearchQuery
    hits: tuple[Hit, ...]
    total: int
    total_with_all_words: int

    @property
    def hits_with_all_words(self) -> list[Hit]:
        return [hit for hit in self.hits if hit.holds_all_words]

    @property
    def hits_with_some_words(self) -> list[Hit]:
        return [hit for hit in self.hits if not hit.holds_all_words]

    @property
    def total_with_some_words(self) -> int:
        return self.total - self.total_with_all_words

    @cached_property
    def page_object(self) -> "PaginatorPage[int]":
        """For `components/pagination.html`; it slices a range, no list of hits is made."""
        return Paginator(range(self.total), self.query.size).get_page(self.query.page)


def search(query: SearchQuery, request: HttpRequest | None = None) -> SearchResults:
    """Raises `SearchError` where the engine cannot answer."""
    ranking = get_engine().search(query)
    return SearchResults(
        query.with_page(ranking.page),
        tuple(_hits(ranking, request)),
        ranking.total,
        ranking.total_with_all_words,
    )


def _hits(ranking: Ranking, request: HttpRequest | None) -> list[Hit]:
    page_ids = [ranked.page_id for ranked in ranking.pages]
    entries = Entry.objects.select_related("page").in_bulk(page_ids)
    passage_ids = [e.passage_id for ranked in ranking.pages for e in ranked.excerpts]
    passages = Passage.objects.in_bulk(passage_ids)
    return [
        _hit(ranked, entries[ranked.page_id], passages, request)
        for ranked in ranking.pages
        if ranked.page_id in entries
    ]


def _hit(
    ranked: RankedPage, entry: Entry, passages: dict[int, Passage], request: HttpRequest | None
) -> Hit:
    source = registry.for_kind(entry.kind)
    url = entry.page.get_url(request) or ""
    return Hit(
        kind=source.label if source else "",
        title=entry.page.title,
        url=url,
        place=entry.place,
        status=entry.status,
        status_label=source.status_label(entry.status) if source and entry.status else "",
        holds_all_words=ranked.holds_all_words,
        passages=tuple(
            _passage(url, passages[excerpt.passage_id], excerpt)
            for excerpt in ranked.excerpts
            if excerpt.passage_id in passages
        ),
    )


def _passage(url: str, passage: Passage, excerpt: Excerpt) -> HitPassage:
    return HitPassage(passage.heading, f"{url}{passage.address}", excerpt.html)
