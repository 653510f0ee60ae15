"""Programs side by side: found, chosen, compared; all of it in the address."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from portal.database_state import kept_until_a_commit

from .choice import FIND, ONLY, PROGRAM, read_choice
from .shown import comparison_shown

# What is asked for with a longer address is not kept: an address may be of any length.
LONGEST_KEPT = 2000

Found = TypeVar("Found")


def compare(request: HttpRequest) -> HttpResponse:
    """At most twelve queries, however many programs and figures there are; a test says so."""
    context = _context(request)
    return render(request, "programs/comparing/page.html", context)


def _context(request: HttpRequest) -> dict[str, Any]:
    def shown() -> dict[str, Any]:
        return comparison_shown(read_choice(request.GET))

    return kept("comparison", request, shown)


def kept(what: Hashable, request: HttpRequest, find: Callable[[], Found]) -> Found:
    """Kept, programs and all: what was read before a commit never counts as read after it."""
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_KEPT:
        return find()
    asked = request.GET
    names = tuple(asked.getlist(PROGRAM))
    key = (what, names, asked.get(FIND), asked.get(ONLY), get_language())
    return kept_until_a_commit(key, find)
