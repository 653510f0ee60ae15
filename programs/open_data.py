"""Programs as open data: one row for each, and every fact of each with its sources."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.open_data.columns import Column, columns_of
from portal.open_data.pages import (
    HEAD,
    REVIEW,
    TOPICS,
    PageTable,
    key_of,
    values_of,
)
from portal.open_data.sheets import Sheet
from portal.open_data.tables import register, table_named
from portal.open_data.twins import list_twin, twin_at, twin_of
from portal.provenance.row_loading import Relations
from portal.taxonomy.choices import CallKind, Discipline, ResponseModel

from .comparing.as_sheet import comparison_sheet
from .likeness.as_sheet import likeness_sheet
from .listing import SORTS
from .models import FundingSource, ProgramIndexPage, ProgramPage, WayToAsk
from .open_facts import ProgramFacts, facts_of, load_programs

# What the columns of a row are made of; citations, of which there are most, are none of it.
_ROWS: Relations = {
    "call_types": [],
    "funding": [],
    "hours": [],
    "page_topics": ["topic"],
    "response_models": [],
    "serves": [],
    "team_roles": [],
    "units": [],
    "units__hours": [],
    "units__roles": [],
    "ways_to_ask": [],
}


def _disciplines(page: Any) -> list[str]:
    roles = [*page.team_roles.all(), *(r for unit in page.units.all() for r in unit.roles.all())]
    return values_of(roles, "discipline")


def _hours(page: Any) -> list[str]:
    rows = [*page.hours.all(), *(row for unit in page.units.all() for row in unit.hours.all())]
    return values_of(rows, "wording")


def _eligible(page: Any) -> list[str]:
    return values_of((row for row in page.call_types.all() if row.rule == "eligible"), "kind")


def _people(page: Any) -> int | None:
    city = page.home_city
    return city.population.count if city is not None and city.population else None


@register
class Programs(PageTable):
    name = "programs"
    one = "Program"
    address = "/programs/"
    model = ProgramPage
    title = _("Programs")
    text = _("One city’s program, as its profile is now.")
    names = {"city": "cities"}
    sorts = SORTS
    kept_as = "programs"
    columns = (
        *HEAD,
        Column("city", _("The city it belongs to."), lambda p: key_of(p).split("/")[0]),
        Column(
            "city_title", _("That city’s name."), lambda page: getattr(page.home_city, "title", "")
        ),
        Column("state", _("State or province."), lambda page: getattr(page.home_city, "state", "")),
        Column("population", _("Residents of the city, by the latest count."), _people, "integer"),
        *columns_of(ProgramPage, "acronym", "acronym_expansion"),
        *columns_of(ProgramPage, "status", "status_since", "status_reason"),
        Column(
            "response_models",
            _("Who comes, as a model."),
            lambda page: values_of(page.response_models.all(), "model"),
            "list",
            ResponseModel.choices,
        ),
        Column("team", _("Who is in its teams."), _disciplines, "list", Discipline.choices),
        Column("hours", _("When people come, in the source’s words."), _hours, "list"),
        Column(
            "ways_to_ask",
            _("How residents ask for the team."),
            lambda page: values_of(page.ways_to_ask.all(), "kind"),
            "list",
            WayToAsk.Kind.choices,
        ),
        Column("eligible_calls", _("Calls that it takes."), _eligible, "list", CallKind.choices),
        Column(
            "funding",
            _("Who pays."),
            lambda page: values_of(page.funding.all(), "kind"),
            "list",
            FundingSource.Kind.choices,
        ),
        *columns_of(ProgramPage, "lead_department", "housed_in", "operator", "operator_names"),
        *columns_of(ProgramPage, "police_involvement", "dispatch_model", "dispatch_detail"),
        *columns_of(ProgramPage, "embedded_clinician", "triage_tool", "only_through_911"),
        *columns_of(ProgramPage, "private_homes", "third_party_callers", "minors"),
        *columns_of(ProgramPage, "suicidal_callers", "transport", "follow_up_rule"),
        *columns_of(ProgramPage, "advisory_board", "legal_basis", "hold_authority"),
        *columns_of(ProgramPage, "hosts_visits", "website"),
        TOPICS,
        *REVIEW,
    )

    def load(self, rows: Sequence[Any]) -> None:
        load_programs(rows, _ROWS)

    def load_whole(self, row: Any) -> None:
        load_programs([row])

    def rows_of_part(self, name: str, row: Any) -> Sequence[Any]:
        return list(facts_of(row))


Programs.parts_of_one = {"facts": ProgramFacts}
list_twin("programs", ProgramIndexPage)
twin_at("compare")(comparison_sheet)
twin_at("programs/like-ours")(likeness_sheet)


@twin_of(ProgramPage)
def program(_request: HttpRequest, page: ProgramPage, rest: list[str]) -> Sheet | None:
    """All that its profile says; `figures` below its address are its figures."""
    name = key_of(page).replace("/", "-")
    own = ProgramPage.objects.filter(pk=page.pk)
    if not rest:
        return table_named("program-facts").sheet(own, name)
    if rest == ["figures"]:
        figures = page.observations.shown()
        return table_named("observations").sheet(figures, f"{name}-figures")
    return None
