"""A comparison as its page shows it: words and finished parts, nothing of what they were made of.

Whoever keeps it keeps the text of a page, not the records of hundreds of figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.provenance.source_names import name_sources
from programs.listing import ProgramShown, place_of
from programs.metrics.plain import dictionary, newest_figures

from .choice import LEAST, MOST, Choice, name_with_place
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


@dataclass(frozen=True)
class ChoiceShown:
    """What the page itself says of the choice."""

    # Something was asked for: a program, or words.
    is_made: bool
    is_full: bool
    only_differing: bool
    address: str
    address_of_differing: str


def comparison_shown(choice: Choice) -> dict[str, Any]:
    """The context of the page; its parts as HTML."""
    own = {"choice": choice, "least": LEAST, "most": MOST}
    context = {
        "page_title": _("Compare programs"),
        "page_description": _(
            "Programs side by side. Each row says in words whether they differ, and whether they "
            "can be compared at all."
        ),
        "trail": [{"title": _("Home"), "url": "/"}],
        "choice": ChoiceShown(
            bool(choice.programs or choice.find),
            choice.is_full,
            choice.only_differing,
            choice.address,
            choice.address_of_differing,
        ),
        "most": MOST,
        "told": _part("told", own),
        "choose": _part("choose", own),
    }
    return context | (_compared(choice) if choice.can_be_compared else {})


def _part(name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"programs/comparing/{name}.html", context)


def _compared(choice: Choice) -> dict[str, Any]:
    pages = choice.programs
    load(pages)
    whole = compared_table(pages)
    shown = whole.only_differing() if choice.only_differing else whole
    names = [name_of(page) for page in pages]
    without = [choice.without(page) for page in pages]
    heads = list(zip(map(ProgramShown, pages), names, without, strict=True))
    return {
        "page_title": str(_TITLES[len(pages)]),
        "trail": [{"title": _("Home"), "url": "/"}, {"title": _("Compare"), "url": "/compare/"}],
        "names": names,
        "chips": list(zip(names, without, strict=True)),
        "findings": _part("findings", {"findings": linked_findings(whole, shown)}),
        "table": _part("table", {"heads": heads, "names": names, "table": shown}),
        "key": _part("key", {"table": shown}),
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
