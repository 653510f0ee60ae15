"""Programs like ours: a city of the portal or one described, and who is most like it and why."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from programs.comparing.choice import MOST, address_of

from .finding import LikeOurs
from .form import LABELS
from .likeness import Trait

MOST_SHOWN = 20
# Beside the own program, if it is one of the portal's.
BEST = 3


def like_ours(request: HttpRequest) -> HttpResponse:
    """Six queries, however many programs there are; a test says so."""
    asked = LikeOurs(request.GET)
    context = {
        "page_title": _("Programs like ours"),
        "page_description": _(
            "Describe your city, and see which programs are most like it, and why."
        ),
        "trail": [{"title": _("Home"), "url": "/"}, {"title": _("Programs"), "url": "/programs/"}],
        "form": asked.form,
    }
    if asked.is_valid:
        context |= _found(asked) if asked.is_described else _nothing_asked(request, asked)
    return render(request, "programs/likeness/like_ours.html", context)


def _nothing_asked(request: HttpRequest, asked: LikeOurs) -> dict[str, Any]:
    return {"is_weightless": bool(asked.known), "is_empty": bool(request.GET) and not asked.known}


def _found(asked: LikeOurs) -> dict[str, Any]:
    shown = list(asked.shown(asked.found[:MOST_SHOWN]))
    best = [*asked.own, *(each.candidate.key for each in shown[:BEST])][:MOST]
    unsaid = set(asked.others) - {str(each.key) for each in asked.found}
    not_known = [trait for trait in Trait if asked.form.chosen and trait not in asked.known]
    return {
        "is_described": True,
        "not_known": [LABELS[trait] for trait in not_known],
        "shown": shown,
        "more": len(asked.found) - len(shown),
        "compare_best": address_of(best) if len(best) > 1 else "",
        "unsaid": [each for key, each in asked.others.items() if key in unsaid],
    }
