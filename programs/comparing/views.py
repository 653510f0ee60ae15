"""Programs side by side: found, chosen, compared; all of it in the address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from portal.database_state import kept_until_a_commit

from .choice import FIND, ONLY, PROGRAM, read_choice
from .shown import comparison_shown

# What is asked for with a longer address is not kept: an address may be of any length.
LONGEST_KEPT = 2000


def compare(request: HttpRequest) -> HttpResponse:
    """At most twelve queries, however many programs and figures there are; a test says so."""
    context = _context(request)
    return render(request, "programs/comparing/page.html", context)


def _context(request: HttpRequest) -> dict[str, Any]:
    """Kept, programs and all: what was read before a commit never counts as read after it."""
    asked = request.GET

    def shown() -> dict[str, Any]:
        return comparison_shown(read_choice(asked))

    if len(request.META.get("QUERY_STRING", "")) > LONGEST_KEPT:
        return shown()
    names = tuple(asked.getlist(PROGRAM))
    key = ("comparison", names, asked.get(FIND), asked.get(ONLY), get_language())
    return kept_until_a_commit(key, shown)
