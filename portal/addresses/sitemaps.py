"""What the sitemap holds, in parts: pages, topics, and the sources that public records rest on."""

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from portal.provenance.models import Source
from portal.provenance.uses import sources_in_use
from portal.taxonomy.models import Topic

# Of addresses, in one file. The protocol allows 50,000, which a worker could not hold.
PART = 1_000


class PagesSitemap(PageSitemap):
    limit = PART

    def get_latest_lastmod(self) -> None:
        """Would be read from every page, for the list of parts; each part says it of its own."""


class SourceSitemap(Sitemap):
    limit = PART

    def items(self) -> QuerySet[Source]:
        return sources_in_use().order_by("key")


class TopicSitemap(Sitemap):
    def items(self) -> QuerySet[Topic]:
        return Topic.objects.current()


class ListSitemap(Sitemap):
    """Lists that are no pages of an editor's."""

    def items(self) -> list[str]:
        return [
            "topics:topics",
            "glossary",
            "compare",
            "questions:questions",
            "data",
            "api:openapi-view",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {
    "pages": PagesSitemap,
    "lists": ListSitemap,
    "topics": TopicSitemap,
    "sources": SourceSitemap,
}
