"""Programs as open data: one row for each, and every fact of each with its sources."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.open_data.columns import Column, columns_of
from portal.open_data.pages import (
    HEAD,
    REVIEW,
    TOPICS,
    PageTable,
    key_of,
    keys_of_sources,
    values_of,
)
from portal.open_data.sheets import Record, Sheet
from portal.open_data.tables import Table, register, table_named
from portal.open_data.twins import list_twin, twin_at, twin_of
from portal.pages.models import CityPage
from portal.provenance.facts import Fact
from portal.provenance.gaps import GAPS
from portal.provenance.models import Citation
from portal.provenance.row_loading import fact_relations, load_rows
from portal.taxonomy.choices import CallKind, Discipline, ResponseModel

from .comparing.as_sheet import comparison_sheet
from .listing import SORTS
from .models import FundingSource, ProgramIndexPage, ProgramPage, WayToAsk
from .selectors import ROWS, name_places

# Facts of many programs are in memory with all their rows.
_BATCH = 50


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
        load_programs(rows)

    def rows_of_part(self, name: str, row: Any) -> Sequence[Any]:
        return list(facts_of(row))


def load_programs(pages: Sequence[Any]) -> None:
    """Their rows, and their cities with theirs; four queries at the most."""
    paths = {page.path[: -Page.steplen] for page in pages}
    cities = {city.path: city for city in CityPage.objects.filter(path__in=paths)}
    load_rows(list(cities.values()), {"citations": ["source"], "populations": []})
    load_rows(pages, ROWS)
    for page in pages:
        city = cities.get(page.path[: -Page.steplen])
        page.pages_above = [city] if city is not None else []
        name_places(page, city, None)


# -- Facts ----------------------------------------------------------------------------------------


def facts_of(page: ProgramPage) -> Iterator[tuple[ProgramPage, Fact]]:
    """Every fact of the profile that has a value or an explained gap, of a loaded program."""
    for column in ProgramPage._meta.local_concrete_fields:
        if not column.is_relation and page.facts[column.name].is_answered:
            yield page, page.facts[column.name]
    for relation in fact_relations(ProgramPage):
        for fact in _facts_of_relation(page, relation):
            yield page, fact
    for fact in _gaps_of_kinds(page):
        yield page, fact


def _facts_of_relation(page: ProgramPage, relation: str) -> Iterator[Fact]:
    first, _sign, below = relation.partition("__")
    if not below:
        yield from page.facts.rows[first]
        return
    for owner in getattr(page, first).all():
        yield from (page.facts.of_row(row) for row in getattr(owner, below).all())


def _gaps_of_kinds(page: ProgramPage) -> Iterator[Fact]:
    """Of rows that the page has none of, or none of a kind, and of figures: `milestones/pilot`."""
    explained = {citation.about for citation in page.facts.citations if citation.gap}
    for about in sorted(explained):
        kind = about.partition("/")[0]
        if kind in ROWS:
            field: Any = ProgramPage._meta.get_field(kind)
            label = capfirst(str(field.related_model._meta.verbose_name_plural))
            yield Fact(about, label, "", page.facts.cited(about))
        elif kind == "metric":
            yield Fact(about, str(_("Figure")), "", page.facts.cited(about))


def _other_words(fact: Fact) -> list[str]:
    others = [c for c in fact.citations if c.says == Citation.Says.ANOTHER and c.source]
    return [f"{citation.source.key}: {citation.stated}" for citation in others if citation.source]


def _as_of(fact: Fact) -> str:
    return fact.as_of or max((citation.as_of for citation in fact.supporting), default="")


@register
class ProgramFacts(Table):
    """Its rows are programs, each of which has many records."""

    name = "program-facts"
    one = "Fact"
    title = _("Facts of programs")
    text = _(
        "One fact of a program’s profile, with the sources that say so; or a gap that somebody "
        "has explained."
    )
    key = ("program", "fact")
    in_api = False
    names = {"program": "programs"}
    columns = (
        Column("program", _("The program."), lambda pair: key_of(pair[0])),
        Column(
            "fact",
            _("Which fact: the name of a field, or the key of a row."),
            lambda pair: pair[1].about,
        ),
        Column("label", _("What is told, in words."), lambda pair: str(pair[1].label)),
        Column("value", _("The value as its page shows it. Empty: a gap."), lambda p: p[1].value),
        Column(
            "gap",
            _("Where there is no value: which kind of gap it is."),
            lambda pair: pair[1].gap.code if pair[1].gap else "",
            choices=[(gap.code, gap.label) for gap in GAPS.values()],
        ),
        Column("sources", _("Who says so."), lambda pair: keys_of_sources(pair[1]), "list"),
        Column("as_of", _("When it was so, by the newest of these."), lambda pair: _as_of(pair[1])),
        Column(
            "stated_otherwise",
            _("What further sources state instead, each after its name."),
            lambda pair: _other_words(pair[1]),
            "list",
        ),
        Column(
            "page",
            _("Where it stands."),
            lambda pair: f"{pair[0].url}#fact-{pair[1].about}",
            "address",
        ),
    )

    def rows(self) -> QuerySet[Any]:
        return ProgramPage.objects.readable().by_city()

    def records(self, rows: QuerySet[Any]) -> Iterator[Record]:
        found = rows.iterator(chunk_size=_BATCH)
        while batch := list(islice(found, _BATCH)):
            load_programs(batch)
            for page in batch:
                yield from map(self.record, facts_of(page))


Programs.parts_of_one = {"facts": ProgramFacts}
list_twin("programs", ProgramIndexPage)
twin_at("compare")(comparison_sheet)


@twin_of(ProgramPage)
def program(_request: HttpRequest, page: ProgramPage, rest: list[str]) -> Sheet | None:
    """All that its profile says; `figures` below its address are its figures."""
    name = key_of(page).replace("/", "-")
    own = ProgramPage.objects.filter(pk=page.pk)
    if not rest:
        return table_named("program-facts").sheet(own, name)
    if rest == ["figures"]:
        figures = page.observations.all()
        return table_named("observations").sheet(figures, f"{name}-figures")
    return None
