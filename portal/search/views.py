import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .engines.base import SearchError
from .query import build_query, page_number
from .results import search as find

logger = logging.getLogger(__name__)


def search(request: HttpRequest) -> HttpResponse:
    query = build_query(request.GET.get("q", ""), page_number(request.GET.get("page", "")))
    context = {
        "query": query,
        "page_title": query.text or _("Search"),
        "page_description": _("Search programs, playbooks, site visits and metrics."),
    }
    try:
        context["results"] = find(query, request)
    except SearchError:
        # Said in words on the page: a reader can still browse, and nobody is helped by an error.
        logger.exception("Search could not answer")
        context["has_failed"] = True
    return render(request, "search/search.html", context)
