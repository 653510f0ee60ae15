"""What the sitemap holds: pages, and the sources that public pages cite."""

from django.contrib.sitemaps import Sitemap
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from portal.provenance.models import Source, SourceQuerySet


class SourceSitemap(Sitemap):
    def items(self) -> SourceQuerySet:
        return Source.objects.in_use().order_by("key")


SITEMAPS = {"pages": PageSitemap, "sources": SourceSitemap}
