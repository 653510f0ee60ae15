import logging
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.taxonomy.models import Topic

from .as_json import as_json
from .asking import Asked
from .engines.base import SearchError
from .facets import search_facets
from .query import build_query
from .suggestions import suggestions

logger = logging.getLogger(__name__)


# Its links name this one search, and each search is counted: no answer serves two readers.
@cache_control(private=True)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    asked = Asked(request)
    context: dict[str, Any] = {
        "asked": asked,
        "query": asked.typed,
        "narrowed": asked.narrowed,
        "page_title": _title(asked),
        "page_description": _("Search programs, playbooks, site visits and metrics."),
    }
    try:
        if asked.typed.asks_for_pages:
            context |= _found(asked)
    except SearchError:
        # Said in words on the page: a reader can still browse, and nobody is helped by an error.
        logger.exception("Search could not answer")
        context["has_failed"] = True
    return render(request, "search/search.html", context)


def _found(asked: Asked) -> dict[str, Any]:
    results = asked.hits_noted
    found: dict[str, Any] = {"results": results, "page_title": _title(asked, results.total)}
    if not results.total:
        found["topics"] = Topic.objects.filter(parent=None)
    return found


def _title(asked: Asked, total: int | None = None) -> str:
    """With the count, which is what a screen reader says first of a new page."""
    text = asked.typed.text or asked.narrowed.in_words or _("Search")
    if total is None:
        return text
    pages = ngettext("%(count)d page", "%(count)d pages", total) % {"count": total}
    return f"{text} · {pages}"


@cache_control(private=True)
@require_safe
def search_json(request: HttpRequest) -> HttpResponse:
    """The same answer for programs; `hit` is in no link, because no reader follows it."""
    asked = Asked(request)
    try:
        return JsonResponse(as_json(asked), json_dumps_params={"ensure_ascii": False})
    except SearchError:
        logger.exception("Search could not answer")
        words = _("Search is not working right now. Please try again in a while.")
        return JsonResponse({"error": words}, status=503)


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Lets a browser search the portal from its address bar."""
    return render(
        request,
        "search/opensearch.xml",
        {"site": request.build_absolute_uri("/")},
        content_type="application/opensearchdescription+xml",
    )


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """For the box somebody types in: a list to choose from, or nothing.

    It is the same for everybody, so it is kept as pages are until the database changes.
    """
    facets = [(facet.name, request.GET.getlist(facet.name)) for facet in search_facets()]
    query = build_query(request.GET.get("q", ""), chosen=facets)
    groups = suggestions(query.text, query.chosen)
    if not groups:
        return HttpResponse()
    found = sum(len(group.suggestions) for group in groups)
    context = {"groups": groups, "found": found, "query": query}
    return render(request, "search/suggestions.html", context)
