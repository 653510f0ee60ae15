"""Facets: what lists of pages are narrowed by, kept beside the passages of each page.

A facet is a filter that also says which values a page has. They are written when the page is,
so that a list or a search counts rows and reads no page.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Case, Count, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.lists.filters import Filter, Tally, Words
from portal.pages.models import CityPage, KnowledgePage
from portal.pages.visibility import is_public
from portal.taxonomy.choices import DocumentKind
from portal.taxonomy.models import Topic

from .declaration import PageSource, facets_of, registry
from .models import FacetValue

NOT_RECORDED = "not-recorded"
# The facet that says how complete a page is; its values are numbers.
CORE_FACTS = "core-facts"


class Facet(Filter):
    """A filter over pages."""

    # Its place among the facets of search; 0 for one that only lists have. Facets of search
    # that share a name are one facet to a reader, and share their values and labels.
    place_in_search: ClassVar[int] = 0
    # What its rows are called, where its name in addresses means something else in search.
    stored_as: ClassVar[str] = ""

    @classmethod
    def row_name(cls) -> str:
        return cls.stored_as or cls.name

    def values(self, page: Any) -> Iterable[str]:
        """The values that the page has; asked when the page is written to search."""
        raise NotImplementedError

    def narrow(self, rows: QuerySet[Any], values: Sequence[str]) -> QuerySet[Any]:
        having = FacetValue.objects.filter(name=self.row_name(), value__in=values)
        return rows.filter(pk__in=having.values("entry"))

    @classmethod
    def tallies(cls, rows: QuerySet[Any], filters: Sequence[Filter]) -> Iterable[Tally]:
        """Of all facets at once, so that the rows are found once."""
        names = {each.row_name(): each.name for each in filters if isinstance(each, Facet)}
        yield (
            FacetValue.objects.filter(name__in=names, entry__in=rows.order_by().values("pk"))
            .annotate(
                filter_name=Case(
                    *(When(name=stored, then=Value(name)) for stored, name in names.items())
                )
            )
            .values_list("filter_name", "value")
            .annotate(how_many=Count("pk"))
        )


class WordFacet(Facet):
    """Its values are words of the pages themselves, such as names of states."""

    def known(self, rows: QuerySet[Any], values: Collection[str]) -> Collection[str]:
        # Of the rows alone: a name that only a private page holds is as unknown as any other.
        there = FacetValue.objects.filter(
            name=self.row_name(), value__in=values, entry__in=rows.order_by().values("pk")
        )
        return set(there.values_list("value", flat=True))

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        return {value: value for value in sorted(values)}


class TopicFacet(Facet):
    """A page on a topic is on the wider topic too."""

    name = "topic"
    label = _("Topic")
    place_in_search = 4

    @cached_property
    def _topics(self) -> dict[str, tuple[str, bool]]:
        """Name and whether it is part of a wider one, by slug in the order of the tree.

        All, so that what is chosen and what is offered need one query together.
        """
        rows = Topic.objects.values_list("slug", "name", "parent")
        return {slug: (name, parent is not None) for slug, name, parent in rows}

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        return {slug: name for slug, (name, _part) in self._topics.items() if slug in values}

    def level(self, value: str) -> int:
        _name, is_part = self._topics.get(value, ("", False))
        return int(is_part)

    def values(self, page: KnowledgePage) -> Iterable[str]:
        return with_wider_topics(row.topic_id for row in page.page_topics.all())


class KindFacet(Facet):
    """What sort of page it is."""

    name = "kind"
    label = _("Kind")
    place_in_search = 1

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        found = {source.kind: source.label for source in registry if source.kind in values}
        return dict(sorted(found.items(), key=lambda kind: str(kind[1])))

    def values(self, page: KnowledgePage) -> list[str]:
        return [_source(page).kind]


class CityFacet(Facet):
    """The cities that a page is about."""

    name = "city"
    label = _("City")
    place_in_search = 2

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        cities = CityPage.objects.filter(is_public(), slug__in=values)
        cities = cities.exclude(expire_at__lte=timezone.now()).order_by("title")
        return dict(cities.values_list("slug", "title"))

    def values(self, page: KnowledgePage) -> set[str]:
        return {city.slug for city in _source(page).cities(page)}


class StateFacet(WordFacet):
    """Of the cities that a page is about."""

    name = "state"
    label = _("State or province")
    place_in_search = 3

    def values(self, page: KnowledgePage) -> set[str]:
        return {city.state for city in _source(page).cities(page)}


class DocumentKindFacet(Facet):
    """Of the documents that a page offers."""

    name = "document"
    label = _("Documents")
    choices = DocumentKind.choices
    place_in_search = 9

    def values(self, page: Any) -> set[str]:
        return {row.kind for row in page.documents.all()}


def _source(page: KnowledgePage) -> PageSource:
    source = registry.for_model(type(page))
    if source is None:
        raise LookupError(f"{type(page).__name__} is in no search")
    return source


# What every page has in search, also where its own list is not narrowed by it.
OF_EVERY_PAGE: tuple[type[Facet], ...] = (KindFacet, CityFacet, StateFacet, TopicFacet)


def written_facets(model: type[Page]) -> list[type[Facet]]:
    """All facets whose values are kept of pages of a type; its own stand before the common."""
    source = registry.for_model(model)
    own = [*facets_of(model), *(source.search_facets if source else ())]
    names = {facet.row_name() for facet in own}
    return [*own, *(facet for facet in OF_EVERY_PAGE if facet.row_name() not in names)]


def search_facets() -> list[type[Facet]]:
    """What search is narrowed by, in order; of facets that share a name the first."""
    facets: dict[str, type[Facet]] = {}
    for source in registry:
        for facet in written_facets(source.model):
            if facet.place_in_search:
                facets.setdefault(facet.name, facet)
    return sorted(facets.values(), key=lambda facet: facet.place_in_search)


def with_wider_topics(topic_ids: Iterable[int | None]) -> set[str]:
    """Slugs of topics, and of those that they are a part of."""
    topics = Topic.objects.filter(pk__in={pk for pk in topic_ids if pk}).select_related("parent")
    return {each.slug for topic in topics for each in (topic, topic.parent) if each}
