"""Programs side by side: found, chosen, compared; all of it in the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from portal.database_state import kept_until_a_commit

from .choice import FIND, ONLY, PROGRAM, read_choice
from .shown import comparison_shown


def compare(request: HttpRequest) -> HttpResponse:
    """At most twelve queries, however many programs and figures there are; a test says so."""
    asked = request.GET
    names = tuple(asked.getlist(PROGRAM))
    key = ("comparison", names, asked.get(FIND), asked.get(ONLY), get_language())
    # The programs are read within: what was read before a commit is not kept as if it were after.
    context = kept_until_a_commit(key, lambda: comparison_shown(read_choice(asked)))
    return render(request, "programs/comparing/page.html", context)
