"""How the contract asks an engine."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from wagtail.models import Page

from portal.pages.models import PageTopic
from portal.search.engines.base import Engine, Ranking
from portal.search.query import Phrase, SearchQuery, build_query
from portal.taxonomy.models import Topic

from ..pages import text_page


@pytest.mark.django_db
class Basis:
    @pytest.fixture
    def engine(self) -> Engine:
        raise NotImplementedError

    def settle(self, engine: Engine) -> None:
        """Called before each question: an engine outside the database hears of changes here."""

    def ask(
        self, engine: Engine, text: str, page: int = 1, size: int = 10, **asked: Any
    ) -> Ranking:
        return self.answer(engine, build_query(text, page, size, **asked))

    def answer(self, engine: Engine, query: SearchQuery) -> Ranking:
        self.settle(engine)
        return engine.search(query)

    def titles(self, engine: Engine, text: str, **asked: Any) -> list[str]:
        return titles_of(self.ask(engine, text, **asked))

    def counts(self, engine: Engine, text: str, facet: str, **asked: Any) -> Mapping[str, int]:
        return self.ask(engine, text, counted=[facet], **asked).facets[facet]


def titles_of(ranking: Ranking) -> list[str]:
    pages = Page.objects.in_bulk([ranked.page_id for ranked in ranking.pages])
    return [pages[ranked.page_id].title for ranked in ranking.pages]


def with_looser(query: SearchQuery, *looser: Phrase, number: int = 0) -> SearchQuery:
    """The query with synonyms of one of its terms."""
    terms = list(query.terms)
    terms[number] = replace(terms[number], looser=looser)
    return replace(query, terms=tuple(terms))


def page_on(parent: Any, title: str, *slugs: str, **fields: Any) -> Any:
    """A live page of text on topics."""
    page = text_page(parent, title, **fields)
    for slug in slugs:
        page.page_topics.add(PageTopic(topic=topic(slug)))
    page.save_revision().publish()
    return page


def topic(slug: str, within: str = "") -> Topic:
    known = Topic.objects.filter(slug=slug).first()
    if known:
        return known
    parent = topic(within) if within else None
    number = Topic.objects.count() + 1
    return Topic.objects.create(code=str(number), name=slug.title(), slug=slug, parent=parent)
