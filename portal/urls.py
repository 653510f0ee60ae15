"""Addresses. Pages answer last; what stands before them is no page."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.contrib.sitemaps.views import index as sitemap_index
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as document_urls

from portal.addresses.pictures import picture
from portal.addresses.sitemaps import SITEMAPS
from portal.addresses.views import robots
from portal.glossary.views import glossary
from portal.open_data.twins import TWIN, twin
from portal.open_data.views import data, everything
from portal.pages.views import serve
from portal.search import health
from portal.search.views import opensearch, search, search_json, suggest
from programs.comparing.memo_views import comparison_memo_file, comparison_memo_page
from programs.comparing.pictures import compare_picture
from programs.comparing.views import compare
from programs.likeness.views import like_ours
from programs.metrics.charts.views import metric_picture

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("sources/", include("portal.provenance.urls")),
    path("glossary/", glossary, name="glossary"),
    path("compare/", compare, name="compare"),
    path("compare/memo/", comparison_memo_page, name="comparison_memo"),
    path("compare/memo.pdf", comparison_memo_file, name="comparison_memo_file"),
    re_path(r"^compare/(?P<slug>[-\w]+)\.(?P<kind>svg|png)$", compare_picture),
    re_path(r"^metrics/(?P<slug>[-\w]+)\.(?P<kind>svg|png)$", metric_picture),
    path("programs/like-ours/", like_ours, name="like_ours"),
    path("questions/", include("site_visits.questions.urls")),
    path("topics/", include("portal.pages.topic_urls")),
    path("contact/", include("portal.contact.urls")),
    path("search/", search, name="search"),
    path("search/suggestions", suggest, name="search_suggestions"),
    path("search.json", search_json, name="search_json"),
    path("opensearch.xml", opensearch, name="opensearch"),
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("robots.txt", robots),
    path(
        "sitemap.xml",
        sitemap_index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-part"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap-part"),
    path("media/images/<str:name>", picture),
    path("api/v1/", include("portal.open_data.api.urls")),
    path("data/", data, name="data"),
    path("data/everything.zip", everything, name="everything"),
    re_path(TWIN, twin, name="twin"),
    # Files below a page; Wagtail's own pattern knows no points.
    re_path(r"^((?:[\w\-]+/)+memo\.pdf)$", serve),
    re_path(wagtail_urls.serve_pattern, serve),
    path("", include(wagtail_urls)),
]
