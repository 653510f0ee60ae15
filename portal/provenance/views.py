"""The register of sources, and each source with what rests on it."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.lists.narrowed import NarrowedList, Sort

from .filters import SOURCE_FILTERS
from .models import Citation, Source
from .uses import other_uses, sources_in_use, uses_by_page

SOURCES_PER_PAGE = 30
SORTS = (
    Sort("publisher", gettext_lazy("publisher"), lambda s: s.order_by("publisher", "title", "pk")),
    # Undated ones have no text there, which comes last.
    Sort("newest", gettext_lazy("newest"), lambda s: s.order_by("-published", "title", "pk")),
    Sort("title", gettext_lazy("title"), lambda s: s.order_by("title", "publisher", "pk")),
)


def sources(request: HttpRequest) -> HttpResponse:
    context = {
        "page_title": _("Sources"),
        "page_description": _("Every publication that a fact on this site rests on."),
        "narrowed": NarrowedList(
            sources_in_use(),
            SOURCE_FILTERS,
            request.GET,
            sorts=SORTS,
            per_page=SOURCES_PER_PAGE,
            kept_as="sources",
        ),
        "trail": [{"title": _("Home"), "url": "/"}],
    }
    return render(request, "sources/sources.html", context)


def source(request: HttpRequest, key: str) -> HttpResponse:
    """Also of a source that nothing public rests on any more: people cite its address."""
    found = get_object_or_404(Source, key=key)
    citations = Citation.objects.public().filter(source=found)
    context = {
        "page_title": found.title,
        "page_description": _("%(title)s, %(publisher)s: what rests on this source.")
        % {"title": found.title, "publisher": found.publisher},
        "source": found,
        # Nobody is sent to an address that is known to be dead.
        "host": "" if found.is_dead else _host(found.address),
        "trail": [
            {"title": _("Home"), "url": "/"},
            {"title": _("Sources"), "url": reverse("sources:sources")},
        ],
        "pages": uses_by_page(citations.order_by("page__title", "sort_order", "pk")),
        "others": other_uses(found),
    }
    return render(request, "sources/source.html", context)


def _host(address: str) -> str:
    """Where a link leads, in words; "" for an address that makes no sense."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
