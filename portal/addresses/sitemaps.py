"""What the sitemap holds: pages, topics, and the sources that public records rest on."""

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from portal.provenance.models import Source
from portal.provenance.uses import sources_in_use
from portal.taxonomy.models import Topic


class SourceSitemap(Sitemap):
    def items(self) -> QuerySet[Source]:
        return sources_in_use().order_by("key")


class TopicSitemap(Sitemap):
    def items(self) -> QuerySet[Topic]:
        return Topic.objects.current()


class ListSitemap(Sitemap):
    """Lists that are no pages of an editor's."""

    def items(self) -> list[str]:
        return ["topics:topics", "glossary", "questions:questions"]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {
    "pages": PageSitemap,
    "lists": ListSitemap,
    "topics": TopicSitemap,
    "sources": SourceSitemap,
}
