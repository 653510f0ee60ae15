"""Programs side by side: found, chosen, compared; all of it in the address."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.database_state import kept_until_a_commit
from portal.provenance.source_names import name_sources
from programs.listing import ProgramShown, place_of
from programs.metrics.plain import dictionary, newest_figures

from .choice import LEAST, MOST, Choice, name_with_place, read_choice
from .findings import Finding, findings
from .loading import load, short_names
from .measures import measure_rows
from .pictures import pictures
from .table import Table, table

if TYPE_CHECKING:
    from programs.models import ProgramPage

_TITLES = {
    2: gettext_lazy("Two programs side by side"),
    3: gettext_lazy("Three programs side by side"),
    4: gettext_lazy("Four programs side by side"),
    5: gettext_lazy("Five programs side by side"),
}


def compare(request: HttpRequest) -> HttpResponse:
    """At most twelve queries, however many programs and figures there are; a test says so."""
    choice = read_choice(request.GET)
    context = _context(choice)
    if choice.can_be_compared:
        context |= kept_until_a_commit(
            ("comparison", tuple(choice.keys), choice.only_differing, get_language()),
            lambda: _compared(choice),
        )
    return render(request, "programs/comparing/page.html", context)


def _context(choice: Choice) -> dict[str, Any]:
    return {
        "page_title": _("Compare programs"),
        "page_description": _(
            "Programs side by side. Each row says in words whether they differ, and whether they "
            "can be compared at all."
        ),
        "trail": [{"title": _("Home"), "url": "/"}],
        "choice": choice,
        "least": LEAST,
        "most": MOST,
    }


def _compared(choice: Choice) -> dict[str, Any]:
    pages = choice.programs
    load(pages)
    whole = compared_table(pages)
    shown = whole.only_differing() if choice.only_differing else whole
    return {
        "page_title": str(_TITLES[len(pages)]),
        "trail": [{"title": _("Home"), "url": "/"}, {"title": _("Compare"), "url": "/compare/"}],
        "heads": [(ProgramShown(page), name_of(page), choice.without(page)) for page in pages],
        "names": [name_of(page) for page in pages],
        "findings": linked_findings(whole, shown),
        "table": shown,
        "pictures": pictures(shown.measures, choice),
    }


def linked_findings(whole: Table, shown: Table) -> list[Finding]:
    """Of the whole table; each leads to its row, if that is shown."""
    rows = {row.slug for row in shown.measures}
    return [replace(each, row=each.row if each.row in rows else "") for each in findings(whole)]


def compared_table(pages: Sequence["ProgramPage"]) -> Table:
    """The whole table of programs that were loaded; three queries."""
    figures = list(newest_figures([page.pk for page in pages]))
    cited = [citation for page in pages for citation in page.facts.citations]
    of_cities = [citation for page in pages for citation in _citations_of_city(page)]
    name_sources([*cited, *of_cities, *figures])
    names = short_names(pages)
    return table(pages, names, measure_rows(pages, names, dictionary(), figures))


def _citations_of_city(page: "ProgramPage") -> list[Any]:
    city: Any = page.home_city
    return list(city.facts.citations) if city is not None else []


def name_of(page: Any) -> str:
    """With its city, where its title does not say it: "New York B-HEARD"."""
    return name_with_place(page.title, place_of(page))
