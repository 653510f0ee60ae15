"""All public figures of the dictionary in one list, as a reader narrowed it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.lists.narrowed import NarrowedList, Sort
from programs.models import ProgramPage

from .filters import FIGURE_FILTERS
from .models.observation import Observation
from .selectors import mark_disputes_with_others

PER_PAGE = 30

_BY_METRIC = ("definition__metric__position", "definition__metric__name")
# Without a period comes last: its end is empty text.
_NEWEST = ("-period_end", "-period_start", "-stands", "pk")

SORTS = (
    Sort(
        "newest", _("newest"), lambda f: f.order_by("-period_end", "program__title", *_NEWEST[1:])
    ),
    Sort("metric", _("metric"), lambda f: f.order_by(*_BY_METRIC, "program__title", *_NEWEST)),
    Sort("program", _("program"), lambda f: f.order_by("program__title", *_BY_METRIC, *_NEWEST)),
)


def public_figures() -> QuerySet[Observation]:
    """Those of the dictionary; what only one program counts is shown on its page alone."""
    readable = ProgramPage.objects.readable().order_by().values("pk")
    found: QuerySet[Observation] = Observation.objects.filter(
        program__in=readable, definition__metric__in_dictionary=True
    )
    return found.select_related("program", "definition__metric", "source")


def figure_list(request: HttpRequest) -> dict[str, Any]:
    """One page of the list; a fixed number of queries."""
    narrowed = NarrowedList(
        public_figures(),
        FIGURE_FILTERS,
        request.GET,
        sorts=SORTS,
        per_page=PER_PAGE,
        kept_as="figures",
    )
    figures = list(narrowed.page_object)
    mark_disputes_with_others(figures)
    return {"narrowed": narrowed, "figures": figures}
