"""The core twenty: enough to publish a program, and enough to compare it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from portal.provenance.facts import Fact
from portal.provenance.models import Citation

if TYPE_CHECKING:
    from .models import ProgramPage

Core = Callable[["ProgramPage"], Fact]


def column(name: str) -> Core:
    return lambda page: page.facts[name]


def rows(relation: str, label: object, **where: str) -> Core:
    """All rows of a relation that match, as one fact; answered where the relation is cited."""

    def fact(page: "ProgramPage") -> Fact:
        chosen = [
            fact
            for fact in page.facts.rows[relation]
            if all(getattr(fact.row, name) == value for name, value in where.items())
        ]
        about = "/".join([relation, *where.values()])
        return _joined(about, label, chosen, page.facts.cited(about))

    return fact


def team(page: "ProgramPage") -> Fact:
    """Roles of the whole program, then those of its units."""
    facts = list(page.facts.rows.team_roles)
    for unit in page.units.all():
        facts += [page.facts.of_row(role) for role in unit.roles.all()]
    return _joined("team_roles", _("Team composition"), facts, page.facts.cited("team_roles"))


def hours_of_each(page: "ProgramPage") -> list[Fact]:
    """Of the whole program, then of its units under their names; the gap where there are none."""
    return _hours(page) or [hours(page)]


def hours(page: "ProgramPage") -> Fact:
    return _joined("hours", _("Weekly hours"), _hours(page), page.facts.cited("hours"))


def _hours(page: "ProgramPage") -> list[Fact]:
    facts = list(page.facts.rows.hours)
    for unit in page.units.all():
        facts += [replace(page.facts.of_row(row), label=unit.name) for row in unit.hours.all()]
    return facts


def jurisdiction(page: "ProgramPage") -> Fact:
    """Served places; a program without any serves the city it lives under."""
    about = "serves"
    served = _joined(about, _("Jurisdiction"), page.facts.rows.serves, page.facts.cited(about))
    if not served.value and page.home_city:
        served.value = page.home_city.title
    return served


def figure(metric: str, label: object) -> Core:
    """The latest observation of a metric; a gap is explained under `metric/<slug>`."""

    def fact(page: "ProgramPage") -> Fact:
        about = f"metric/{metric}"
        latest = page.latest_observations.get(metric)
        return Fact(about, str(label), str(latest or ""), page.facts.cited(about))

    return fact


def _joined(about: str, label: object, facts: Iterable[Fact], explained: list[Citation]) -> Fact:
    listed = list(facts)
    citations = [citation for fact in listed for citation in fact.citations]
    return Fact(about, str(label), "; ".join(f.value for f in listed), citations + explained)


CORE_TWENTY: list[Core] = [
    column("title"),
    jurisdiction,
    column("status"),
    rows("milestones", _("First 911 dispatch"), kind="first_dispatch"),
    column("lead_department"),
    column("operator"),
    rows("response_models", _("Response models")),
    team,
    column("police_involvement"),
    column("dispatch_model"),
    rows("call_types", _("Eligible call types"), rule="eligible"),
    rows("call_types", _("Exclusions"), rule="excluded"),
    hours,
    rows("coverage", _("Coverage")),
    figure("staff-fte", _("Posts")),
    figure("annual-budget", _("Budget")),
    rows("funding", _("Main funding source")),
    figure("calls-responded", _("Calls answered")),
    figure("share-eligible-answered", _("Share of eligible calls answered")),
    rows("contacts", _("Contact")),
]


def core_twenty(page: "ProgramPage") -> list[Fact]:
    return [core(page) for core in CORE_TWENTY]
