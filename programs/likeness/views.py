"""Programs like ours: a city of the portal or one described, and who is most like it and why."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.database_state import kept_until_a_commit
from portal.lists.typed_text import storable
from programs.comparing.choice import MOST, address_of

from .candidates import Candidate, candidates
from .form import LABELS, LikenessForm
from .likeness import Trait, ranked
from .words import Reasons, reasons

MOST_SHOWN = 20
# Beside the own program, if it is one of the portal's.
BEST = 3


@dataclass
class Shown:
    candidate: Candidate
    percent: int
    reasons: Reasons
    compare: str


def like_ours(request: HttpRequest) -> HttpResponse:
    """Five queries, however many programs there are; a test says so."""
    offered = kept_until_a_commit("programs to be like", candidates)
    parameters = request.GET.copy()
    for name in parameters:
        parameters.setlist(name, [storable(value) for value in parameters.getlist(name)])
    form = LikenessForm(parameters, offered)
    context = {
        "page_title": _("Programs like ours"),
        "page_description": _(
            "Describe your city, and see which programs are most like it, and why."
        ),
        "trail": [{"title": _("Home"), "url": "/"}, {"title": _("Programs"), "url": "/programs/"}],
        "form": form,
    }
    if form.is_valid():
        context |= _found(form, offered)
    return render(request, "programs/likeness/like_ours.html", context)


def _found(form: LikenessForm, offered: list[Candidate]) -> dict[str, Any]:
    wanted, weights = form.description(), form.weight_of()
    by_key = {each.key: each for each in offered if each != form.chosen}
    found = ranked(wanted, ((key, each.description) for key, each in by_key.items()), weights)
    own = [form.chosen.key] if form.chosen else []
    shown = [
        Shown(
            by_key[str(each.key)],
            round(each.likeness * 100),
            reasons(each, wanted, by_key[str(each.key)].description),
            address_of([*own, str(each.key)]),
        )
        for each in found[:MOST_SHOWN]
    ]
    best = [*own, *(each.candidate.key for each in shown[:BEST])][:MOST]
    unsaid = set(by_key) - {str(each.key) for each in found}
    return {
        "is_described": any(wanted.has(trait) and weights[trait] for trait in Trait),
        "not_known": [LABELS[trait] for trait in Trait if form.chosen and not wanted.has(trait)],
        "shown": shown,
        "more": len(found) - len(shown),
        "compare_best": address_of(best) if len(best) > 1 else "",
        "unsaid": [each for key, each in by_key.items() if key in unsaid],
    }
