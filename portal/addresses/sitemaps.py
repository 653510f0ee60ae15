"""What the sitemap holds: pages, and the sources that public records rest on."""

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from portal.provenance.models import Source
from portal.provenance.uses import sources_in_use


class SourceSitemap(Sitemap):
    def items(self) -> QuerySet[Source]:
        return sources_in_use().order_by("key")


SITEMAPS = {"pages": PageSitemap, "sources": SourceSitemap}
