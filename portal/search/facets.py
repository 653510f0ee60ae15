"""Facets: what lists of pages are narrowed by, kept beside the passages of each page.

A facet is a filter that also says which values a page has. They are written when the page is,
so that a list or a search counts rows and reads no page.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.lists.filters import Filter, Tally, Words
from portal.pages.models import KnowledgePage
from portal.taxonomy.models import Topic

from .models import FacetValue

NOT_RECORDED = "not-recorded"
# The facet that says how complete a page is; its values are numbers.
CORE_FACTS = "core-facts"


class Facet(Filter):
    """A filter over pages."""

    def values(self, page: Any) -> Iterable[str]:
        """The values that the page has; asked when the page is written to search."""
        raise NotImplementedError

    def narrow(self, rows: QuerySet[Any], values: Sequence[str]) -> QuerySet[Any]:
        having = FacetValue.objects.filter(name=self.name, value__in=values)
        return rows.filter(pk__in=having.values("entry"))

    @classmethod
    def tallies(cls, rows: QuerySet[Any], filters: Sequence[Filter]) -> Iterable[Tally]:
        """Of all facets at once, so that the rows are found once."""
        yield (
            FacetValue.objects.filter(
                name__in=[each.name for each in filters], entry__in=rows.order_by().values("pk")
            )
            .values_list("name", "value")
            .annotate(how_many=Count("pk"))
        )


class WordFacet(Facet):
    """Its values are words of the pages themselves, such as names of states."""

    def known(self, rows: QuerySet[Any], values: Collection[str]) -> Collection[str]:
        # Of the rows alone: a name that only a private page holds is as unknown as any other.
        there = FacetValue.objects.filter(
            name=self.name, value__in=values, entry__in=rows.order_by().values("pk")
        )
        return set(there.values_list("value", flat=True))

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        return {value: value for value in sorted(values)}


class TopicFacet(Facet):
    """A page on a topic is on the wider topic too."""

    name = "topic"
    label = _("Topic")

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        topics = sorted(
            Topic.objects.filter(slug__in=values), key=lambda topic: topic.place_in_tree
        )
        self._parts = {topic.slug for topic in topics if topic.parent_id}
        return {topic.slug: topic.name for topic in topics}

    def level(self, value: str) -> int:
        return int(value in self._parts)

    def values(self, page: KnowledgePage) -> Iterable[str]:
        return with_wider_topics(row.topic_id for row in page.page_topics.all())


def with_wider_topics(topic_ids: Iterable[int | None]) -> set[str]:
    """Slugs of topics, and of those that they are a part of."""
    topics = Topic.objects.filter(pk__in={pk for pk in topic_ids if pk}).select_related("parent")
    return {each.slug for topic in topics for each in (topic, topic.parent) if each}
