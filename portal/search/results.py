"""What readers get: hits with their passages, whichever engine ranked them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import FilteredRelation, Q
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from wagtail.models import Page

from portal.provenance.dates import display_short

from .declaration import registry
from .engines import get_engine
from .engines.base import Excerpt, RankedPage, Ranking
from .models import Entry
from .query import SearchQuery
from .why import Why


@dataclass(frozen=True)
class HitPassage:
    heading: str
    # The page's own address, or one below it.
    page_url: str
    anchor: str
    html: SafeString
    # Says which hit of which search is followed; a part of the link and of no address.
    choice: str = ""

    @property
    def url(self) -> str:
        return f"{self.page_url}#{self.anchor}" if self.anchor else self.page_url

    @property
    def link(self) -> str:
        fragment = f"#{self.anchor}" if self.anchor else ""
        return f"{self.page_url}{self.choice}{fragment}"


@dataclass(frozen=True)
class Hit:
    """One page of the answer, as `components/hit.html` takes it."""

    page_id: int
    kind: str
    kind_label: str | Promise
    title: str
    url: str
    place: str
    date: str
    status: str
    status_label: str | Promise
    holds_all_words: bool
    score: float
    passages: tuple[HitPassage, ...]
    choice: str = ""
    # Only where it was asked for.
    why: Why | None = None

    @property
    def link(self) -> str:
        return f"{self.url}{self.choice}"

    @property
    def date_display(self) -> str:
        return display_short(self.date)

    def with_choice(self, choice: str) -> "Hit":
        passages = tuple(replace(passage, choice=choice) for passage in self.passages)
        return replace(self, choice=choice, passages=passages)


@dataclass(frozen=True)
class SearchResults:
    query: SearchQuery
    hits: tuple[Hit, ...]
    total: int
    total_with_all_words: int
    # Of each facet that was counted, how many pages have each value.
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

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

    def noted(self, parameter: str, token: str) -> "SearchResults":
        """With links that say which hit of which search was followed."""
        first = self.query.offset + 1
        hits = (
            hit.with_choice(f"?{parameter}={token}-{rank}")
            for rank, hit in enumerate(self.hits, start=first)
        )
        return replace(self, hits=tuple(hits))


def search(query: SearchQuery) -> SearchResults:
    """Raises `SearchError` where the engine cannot answer."""
    ranking = get_engine().search(query)
    return SearchResults(
        query.with_page(ranking.page),
        tuple(_hits(ranking)),
        ranking.total,
        ranking.total_with_all_words,
        ranking.facets,
    )


def count(query: SearchQuery) -> int:
    """How many pages there would be; reads no page."""
    return get_engine().search(replace(query, counted=(), page=1, size=1, is_explained=False)).total


class _Shown(NamedTuple):
    """What a hit is made of; a row, because whole records took longer than to rank them."""

    page_id: int
    title: str
    url_path: str
    kind: str
    place: str
    date: str
    status: str


class _Part(NamedTuple):
    heading: str
    path: str
    anchor: str


_OF_AN_ENTRY = ("page", "page__title", "page__url_path", "kind", "place", "date", "status")
_OF_A_PART = ("part__pk", "part__heading", "part__path", "part__anchor")
# Of no passage.
_NO_KEY = 0


def _hits(ranking: Ranking) -> list[Hit]:
    """One query: a row for each passage that is shown, and for a page that shows none."""
    wanted = Q(page__passages__in={_NO_KEY, *_passage_ids(ranking)})
    rows = (
        Entry.objects.filter(page__in=[ranked.page_id for ranked in ranking.pages])
        .annotate(part=FilteredRelation("page__passages", condition=wanted))
        .values_list(*_OF_AN_ENTRY, *_OF_A_PART)
    )
    shown: dict[int, _Shown] = {}
    passages: dict[int, _Part] = {}
    for row in rows:
        shown[row[0]] = _Shown(*row[: len(_OF_AN_ENTRY)])
        passage_id, *part = row[len(_OF_AN_ENTRY) :]
        if passage_id is not None:
            passages[passage_id] = _Part(*part)
    # One stands for all, so that sites are looked up once. Without a request, which would be
    # asked for its site, once more than is needed.
    page = Page()
    hits = []
    for ranked in ranking.pages:
        if ranked.page_id in shown:
            page.url_path = shown[ranked.page_id].url_path
            hits.append(_hit(ranked, shown[ranked.page_id], page.get_url() or "", passages))
    return hits


def _passage_ids(ranking: Ranking) -> Iterator[int]:
    for ranked in ranking.pages:
        yield from (excerpt.passage_id for excerpt in ranked.excerpts)
        if ranked.explanation:
            yield ranked.explanation.best_passage


def _hit(ranked: RankedPage, shown: _Shown, url: str, passages: Mapping[int, _Part]) -> Hit:
    source = registry.for_kind(shown.kind)
    return Hit(
        page_id=shown.page_id,
        kind=shown.kind,
        kind_label=source.label if source else "",
        title=shown.title,
        url=url,
        place=shown.place,
        date=shown.date,
        status=shown.status,
        status_label=source.status_label(shown.status) if source and shown.status else "",
        holds_all_words=ranked.holds_all_words,
        score=ranked.score,
        passages=tuple(
            _passage(url, passages[excerpt.passage_id], excerpt)
            for excerpt in ranked.excerpts
            if excerpt.passage_id in passages
        ),
        why=_why(ranked, passages),
    )


def _why(ranked: RankedPage, passages: Mapping[int, _Part]) -> Why | None:
    if ranked.explanation is None:
        return None
    best = passages.get(ranked.explanation.best_passage)
    return Why(ranked.explanation, ranked.holds_all_words, best.heading if best else "")


def _passage(url: str, passage: _Part, excerpt: Excerpt) -> HitPassage:
    return HitPassage(passage.heading, f"{url}{passage.path}", passage.anchor, excerpt.html)
