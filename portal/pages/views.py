"""Pages, found by their whole address."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import views
from wagtail.coreutils import get_content_languages
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from .visibility import is_open

# Longer than any page's address; guards the query against what scanners send.
LONGEST_PATH = 2000


def serve(request: HttpRequest, path: str = "") -> HttpResponse:
    """Wagtail's own view, with the page found in two queries however deep it lies.

    Wagtail walks down from the root page, two queries for each part of the address.
    """
    request._wagtail_route_for_request = find_route(request, path)  # type: ignore[attr-defined]  # where Wagtail keeps it
    response: HttpResponse = views.serve(request, path)
    return response


def find_route(request: HttpRequest, path: str) -> RouteResult | None:
    """The deepest page of the address answers, for pages that route what follows themselves."""
    found = find_page(request, path)
    if found is None:
        return None
    page, rest = found
    try:
        return page.route(request, rest)
    except Http404:
        return None


def find_page(request: HttpRequest, path: str) -> tuple[Any, list[str]] | None:
    """The deepest page on the way that an address goes, and the parts of it that follow.

    With `is_open`; whether the page is live is for the caller to ask.
    """
    site = Site.find_for_request(request)
    if site is None or len(path) > LONGEST_PATH:
        return None
    root = site.root_page.localized if len(get_content_languages()) > 1 else site.root_page
    parts = [part for part in path.split("/") if part]
    addresses = [root.url_path]
    for part in parts:
        addresses.append(f"{addresses[-1]}{part}/")
    found = list(_pages_at(addresses, [root.slug, *parts]))
    if not found or len(found) != found[-1].depth - root.depth + 1:
        return None
    page = found[-1].specific
    page.pages_above = found[:-1]
    page.is_open = found[-1].is_open
    return page, parts[len(found) - 1 :]


def _pages_at(addresses: list[str], slugs: list[str]) -> PageQuerySet:
    """An address ends with the page's slug, which has an index; addresses have none."""
    pages = Page.objects.filter(slug__in=slugs, url_path__in=addresses).annotate(is_open=is_open())
    return pages.select_related("knowledgepage__citypage").order_by("depth")
