"""What a program's page shows, read in a fixed number of queries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.pages.sections import sections_shown
from portal.pages.structured_data import structured_data
from portal.provenance.dates import display
from portal.provenance.facts import Fact, FactGroup, answered_share, grouped_by_sources
from portal.provenance.gaps import NOT_APPLICABLE
from portal.provenance.row_loading import Relations, load_rows_together
from portal.provenance.source_names import name_sources
from portal.taxonomy.choices import Phase

from .figures import figure_gaps, figures, told_otherwise
from .profile import Line, profile, with_details
from .references import References

if TYPE_CHECKING:
    from portal.pages.models import CityPage

    from .models import ProgramPage

ROWS: Relations = {
    "citations": ["source"],
    "agreements": [],
    "answer_topics": ["topic"],
    "call_types": [],
    "contacts": [],
    "coverage": [],
    "destinations": [],
    "equipment": [],
    "evaluations": [],
    "funding": [],
    "hotline_links": [],
    "hours": [],
    "languages": [],
    "milestones": [],
    "page_topics": ["topic"],
    "partners": [],
    "pay_ranges": [],
    "response_models": [],
    "serves": [],
    "team_roles": [],
    "trainings": [],
    "units": [],
    "units__hours": [],
    "units__roles": [],
    "ways_to_ask": [],
}
CITY_ROWS: Relations = {"citations": ["source"], "populations": []}

WORKING = {Phase.PILOT, Phase.OPERATING, Phase.EXPANDING}

QUESTIONS = {
    "who_comes": gettext_lazy("Who comes?"),
    "how_to_reach": gettext_lazy("How do I reach them?"),
    "what_happens": gettext_lazy("What happens?"),
    "who_pays": gettext_lazy("Who pays?"),
    "does_it_help": gettext_lazy("Does it help?"),
}
QUESTIONS_IN_THE_PAST = {
    "who_comes": gettext_lazy("Who came?"),
    "how_to_reach": gettext_lazy("How did people reach them?"),
    "what_happens": gettext_lazy("What happened?"),
    "who_pays": gettext_lazy("Who paid?"),
    "does_it_help": gettext_lazy("Did it help?"),
}


@dataclass
class Answer:
    question: str
    fact: Fact
    sentences: list[Fact]


@dataclass
class UnitShown:
    """A unit with its people and its hours."""

    fact: Fact
    roles: list[FactGroup]
    hours: list[Fact]

    @property
    def words(self) -> str:
        """What it is for, how many teams, where and since when."""
        row: Any = self.fact.row
        return "\n".join(part for part in (row.purpose, self.fact.details) if part) or row.name


@dataclass
class Completeness:
    """How much of the core twenty is there, for one sentence."""

    recorded: int
    total: int
    missing: list[str]
    confirmed_by: list[str] = field(default_factory=list)
    read_on: str = ""


def program_context(page: "ProgramPage", request: HttpRequest | None) -> dict[str, Any]:
    city = page.home_city
    load_rows_together((page, ROWS), *([(city, CITY_ROWS)] if city is not None else []))
    name_places(page, city, request)
    name_sources([*page.facts.citations, *page.figures, *(city.facts.citations if city else ())])
    core = page.core_fact_list()
    parts = profile(page, core)
    parts["key_facts"].lines += _population(city)
    sections = sections_shown(page, request)
    shown = figures(page)
    hours = [with_details(fact) for fact in page.facts.rows.hours]
    units = list(_units(page))
    return {
        **_status(page),
        "city": city,
        "topics": [row.topic for row in page.page_topics.all()],
        "answers": list(_answers(page)),
        "asking": parts["asking"],
        "parts": parts,
        "core": {fact.about.replace("/", "_"): fact for fact in core},
        "history": list(_history(page, core)),
        "units": units,
        "units_title": _("%(count)s units, and when they work") % {"count": len(units)}
        if len(units) > 1
        else _("Team and hours"),
        "hours": hours,
        "hours_differ": len([fact for fact in hours if not fact.row.until]) > 1,  # type: ignore[union-attr]
        "hours_drawn": _states_drawn([*hours, *(fact for unit in units for fact in unit.hours)]),
        "figures": shown,
        "figure_gaps": figure_gaps(page, core),
        "told_otherwise": told_otherwise(page),
        "figures_title": _("Figures as of their year") if page.has_ended else _("Latest figures"),
        "learning": sections,
        "contacts": page.facts.rows.contacts,
        "completeness": _completeness(page, core),
        "anchors": _anchors(page, bool(sections)),
        "structured_data": _structured_data(page, request),
    }


def name_places(page: "ProgramPage", city: "CityPage | None", request: HttpRequest | None) -> None:
    """Gives the rows of served places their cities, without a query for each."""
    elsewhere = []
    for row in page.serves.all():
        if city is not None and row.city_id == city.pk:
            row.city = city
        else:
            elsewhere.append(row)
    References(elsewhere, ["city"], request)


def _status(page: "ProgramPage") -> dict[str, Any]:
    """What the head of the page says of the program's state, drawn from its fields."""
    citywide = milestone(page, "citywide")
    return {
        "has_stopped": page.has_stopped,
        "not_applicable": NOT_APPLICABLE,
        "status_code": "active" if page.status in WORKING else page.status,
        "status_detail": display(page.status_since),
        "status_as_of": status_as_of(page),
        "citywide": citywide,
        "citywide_detail": _("since %(date)s") % {"date": citywide.value} if citywide else "",
    }


def status_as_of(page: "ProgramPage") -> str:
    """The newest date for which a source gives the status."""
    return max((citation.as_of for citation in page.facts.status.supporting), default="")


def _population(city: "CityPage | None") -> list[Line]:
    """The city's own fact, beside those of its program."""
    if city is None:
        return []
    population = city.population
    fact = city.facts.of_row(population) if population else None
    missing = Fact("populations", _("Population"), "", city.facts.cited("populations"))
    return [Line(_("Population"), fact or missing, page=city)]


def _answers(page: "ProgramPage") -> Iterator[Answer]:
    for name, question in questions_of(page).items():
        fact, sentences = page.facts[name], page.facts.sentences(name)
        for each in (fact, *sentences):
            each.label = str(question)
        yield Answer(str(question), fact, sentences)


def questions_of(page: "ProgramPage") -> Mapping[str, Promise]:
    return QUESTIONS_IN_THE_PAST if page.has_stopped else QUESTIONS


def milestone(page: "ProgramPage", kind: str) -> Fact | None:
    found = (fact for fact in page.facts.rows.milestones if fact.row.kind == kind)  # type: ignore[union-attr]
    return next(found, None)


def _history(page: "ProgramPage", core: list[Fact]) -> Iterator[dict[str, Any]]:
    """Dated steps, oldest first, for components/timeline.html; a missing first dispatch last."""
    milestones: list[Any] = sorted(page.facts.rows.milestones, key=lambda fact: fact.row.date)
    for fact in milestones:
        kind = str(fact.row.get_kind_display())
        wording = "" if fact.row.wording.rstrip(".") == kind else fact.row.wording
        yield {
            "when": display(fact.row.date),
            "fact": with_details(fact),
            "lead": kind if wording else "",
            "text": wording or kind,
            "label": kind,
        }
    for fact in core:
        if fact.about.startswith("milestones") and not fact:
            yield {"when": fact.label, "fact": fact, "label": fact.label, "state": "open"}


def _units(page: "ProgramPage") -> Iterator[UnitShown]:
    for fact in page.facts.rows.units:
        unit: Any = fact.row
        roles = [with_details(page.facts.of_row(row)) for row in unit.roles.all()]
        hours = [with_details(page.facts.of_row(row)) for row in unit.hours.all()]
        yield UnitShown(with_details(fact), grouped_by_sources(roles), hours)


def _states_drawn(hours: list[Fact]) -> dict[str, bool]:
    """What the drawn weeks show, so that their key explains nothing else."""
    rows: list[Any] = [fact.row for fact in hours]
    return {state: True for row in rows if row.is_drawn for _start, _end, state in row.week}


def _completeness(page: "ProgramPage", core: list[Fact]) -> Completeness:
    recorded, total = answered_share(core)
    sources = list(page.facts.sources())
    return Completeness(
        recorded,
        total,
        missing=[fact.label for fact in core if not fact],
        confirmed_by=page.facts.confirmed_by(),
        read_on=max((source.accessed for source in sources), default=""),
    )


def _anchors(page: "ProgramPage", has_learning: bool) -> list[tuple[str, str]]:
    anchors = [
        ("residents", _("For residents")),
        ("key-facts", _("Facts as of its time") if page.has_ended else _("Key facts")),
        ("history", _("How it came about")),
        ("units", _("Units and hours")),
        ("calls", _("Calls and dispatch")),
        ("figures", _("Figures as of their year") if page.has_ended else _("Latest figures")),
        ("means", _("People and means")),
        ("governance", _("Money and governance")),
        ("learning", _("Learning")) if has_learning or not page.has_ended else None,
        ("checked", _("Who checked this")),
    ]
    return [anchor for anchor in anchors if anchor]


def _structured_data(page: "ProgramPage", request: HttpRequest | None) -> str:
    city: Any = page.home_city
    provider = {"@type": "GovernmentOrganization", "name": page.lead_department}
    place = {"@type": "City", "name": city.title} if city is not None else None
    return structured_data(
        {
            "@type": "GovernmentService",
            "name": page.title,
            "alternateName": page.acronym_expansion,
            "description": page.summary,
            "url": page.get_full_url(request),
            "provider": provider if page.lead_department else None,
            "areaServed": place,
            "serviceType": ", ".join(str(row) for row in page.response_models.all()),
            "dateModified": page.last_published_at and page.last_published_at.date().isoformat(),
        }
    )
