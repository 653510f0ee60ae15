"""Which facts of profiles are compared, in which order, and what can be said of them.

Facts with a term of a list are compared by it. What only a source's words say is shown and not
judged: other words may mean the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.provenance.facts import Fact, term_of
from portal.provenance.row_loading import Relations
from programs.profile import with_details

from .differences import SaidOfRow, of_dates, of_facts, of_sizes, shown

if TYPE_CHECKING:
    from programs.models import ProgramPage

Words = str | Promise
# Programs that record something, under the names by which sentences call them.
Known = Mapping[str, "ProgramPage"]
SHOWN_DATES = ("pilot", "launched", "first_service", "citywide", "round_the_clock", "ended")


class Field:
    """One fact or one kind of rows. `name` is unique among the fields and stands in addresses."""

    name: str
    label: Words
    template: ClassVar[str] = "programs/comparing/facts.html"

    def facts(self, page: "ProgramPage") -> list[Fact]:
        raise NotImplementedError

    def gap(self, page: "ProgramPage") -> Fact:
        return Fact(self.name, str(self.label), "", page.facts.cited(self.name))

    def terms(self, page: "ProgramPage") -> frozenset[str] | None:
        """What of it can be compared; None where only words say it."""
        return None

    def said(self, known: Known, programs: int) -> SaidOfRow:
        """Of the programs that record it, under their names; and how many there are in all."""
        return of_facts({name: self.terms(page) for name, page in known.items()}, programs)


@dataclass(frozen=True)
class Column(Field):
    name: str
    label: Words
    # A second column that says more, such as names.
    companion: str = ""

    def facts(self, page: "ProgramPage") -> list[Fact]:
        columns = [page.facts[name] for name in (self.name, self.companion) if name]
        return [fact for fact in columns if fact]

    def gap(self, page: "ProgramPage") -> Fact:
        fact = page.facts[self.name]
        fact.label = str(self.label)
        return fact

    def terms(self, page: "ProgramPage") -> frozenset[str] | None:
        has_choices = bool(page._meta.get_field(self.name).choices)
        value = page.facts[self.name].value
        return frozenset({value} if value else ()) if has_choices else None


@dataclass(frozen=True)
class Rows(Field):
    """The rows of a relation; `term` is the column with the term of a list."""

    name: str
    relation: str
    label: Words
    term: str = ""
    where: tuple[str, str] = ("", "")
    # Rows that hold no longer are left out where others hold.
    is_current: bool = True

    def facts(self, page: "ProgramPage") -> list[Fact]:
        column, value = self.where
        fitting = [
            fact for fact in self._all(page) if not column or getattr(fact.row, column) == value
        ]
        if self.is_current:
            fitting = [f for f in fitting if not getattr(f.row, "until", "")] or fitting
        return [with_details(fact) for fact in fitting]

    def _all(self, page: "ProgramPage") -> list[Fact]:
        return page.facts.rows[self.relation]

    def gap(self, page: "ProgramPage") -> Fact:
        about = "/".join(filter(None, [self.relation, self.where[1]]))
        return Fact(about, str(self.label), "", page.facts.cited(about))

    def terms(self, page: "ProgramPage") -> frozenset[str] | None:
        if not self.term:
            return None
        rows = [fact.row for fact in self.facts(page) if fact.row is not None]
        found = [term_of(row, self.term) for row in rows]
        return frozenset(found) if all(found) else None


@dataclass(frozen=True)
class FirstDispatch(Rows):
    """The date from which programs count."""

    def said(self, known: Known, programs: int) -> SaidOfRow:
        return of_dates(
            {
                name: [getattr(fact.row, "date", "") for fact in self.facts(page)]
                for name, page in known.items()
            }
        )


@dataclass(frozen=True)
class OtherDates(Rows):
    """Each with what happened, because "launch" means different things."""

    def _all(self, page: "ProgramPage") -> list[Fact]:
        facts = [
            fact for fact in super()._all(page) if getattr(fact.row, "kind", "") in SHOWN_DATES
        ]
        facts.sort(key=lambda fact: getattr(fact.row, "date", ""))
        return [
            replace(fact, value=f"{term_of(fact.row, 'kind')}: {fact.value}")
            for fact in facts
            if fact.row is not None
        ]

    def said(self, known: Known, programs: int) -> SaidOfRow:
        return shown(known, _("“Launch” means different things; each date says which"))


@dataclass(frozen=True)
class Team(Rows):
    """People of the whole program, then those of its units."""

    def _all(self, page: "ProgramPage") -> list[Fact]:
        units = [page.facts.of_row(role) for unit in page.units.all() for role in unit.roles.all()]
        return [*page.facts.rows.team_roles, *units]


@dataclass(frozen=True)
class Week(Rows):
    """Hours of the whole program where they are stated, else of its units."""

    template: ClassVar[str] = "programs/comparing/week.html"

    def _all(self, page: "ProgramPage") -> list[Fact]:
        return page.facts.rows.hours or [
            page.facts.of_row(row) for unit in page.units.all() for row in unit.hours.all()
        ]

    def said(self, known: Known, programs: int) -> SaidOfRow:
        return shown(known, _("drawn Monday to Sunday, midnight to midnight"))


@dataclass(frozen=True)
class Residents(Field):
    """The city's own fact, beside those of its program."""

    name: str
    label: Words

    def facts(self, page: "ProgramPage") -> list[Fact]:
        city: Any = page.home_city
        return [city.facts.of_row(city.population)] if city and city.population else []

    def gap(self, page: "ProgramPage") -> Fact:
        city: Any = page.home_city
        cited = city.facts.cited(self.name) if city else []
        return Fact(self.name, str(self.label), "", cited)

    def said(self, known: Known, programs: int) -> SaidOfRow:
        sizes = {name: self.facts(page)[0].row for name, page in known.items()}
        return of_sizes({name: getattr(row, "count", 0) for name, row in sizes.items()})


@dataclass(frozen=True)
class Group:
    """Facts of profiles, then the measures of these names; the last group takes all others."""

    name: str
    title: Words
    fields: tuple[Field, ...] = ()
    measures: tuple[str, ...] = ()
    takes_other_measures: bool = False


GROUPS = (
    Group(
        "program",
        _("The program"),
        (
            FirstDispatch(
                "first_dispatch",
                "milestones",
                _("First 911 dispatch"),
                where=("kind", "first_dispatch"),
                is_current=False,
            ),
            OtherDates("other_dates", "milestones", _("Other first dates"), is_current=False),
            Residents("populations", _("Population")),
            Column("housed_in", _("Housed in"), companion="lead_department"),
            Column("operator", _("Run by"), companion="operator_names"),
            Rows("coverage", "coverage", _("Coverage"), "extent"),
            Rows("response_models", "response_models", _("Response models"), "model"),
        ),
    ),
    Group(
        "team",
        _("Who comes"),
        (
            Team("team_roles", "team_roles", _("Team"), "discipline"),
            Column("police_involvement", _("Police at the scene")),
        ),
    ),
    Group(
        "calls",
        _("Dispatch and calls"),
        (
            Rows("ways_to_ask", "ways_to_ask", _("Way in"), "kind"),
            Column("dispatch_model", _("How calls reach the team"), companion="dispatch_detail"),
            Column("embedded_clinician", _("Clinician in the 911 center")),
            Rows("eligible", "call_types", _("Calls taken"), "kind", ("rule", "eligible")),
            Rows("excluded", "call_types", _("Not taken"), "kind", ("rule", "excluded")),
            Column("private_homes", _("Comes to private homes")),
            Column("minors", _("Comes to minors")),
            Column("suicidal_callers", _("Comes to people who think of suicide")),
            Column("transport", _("Offers transport")),
            Column("follow_up_rule", _("Follow-up"), companion="follow_up_by"),
        ),
    ),
    Group(
        "hours",
        _("Hours"),
        (Week("hours", "hours", _("Week")),),
        ("coverage-hours-per-week",),
    ),
    Group(
        "means",
        _("People and money"),
        (
            Rows("trainings", "trainings", _("Training")),
            Rows("funding", "funding", _("Main funding"), "kind"),
        ),
        ("staff-fte", "training-hours", "annual-budget", "cost-per-call"),
    ),
    Group("results", _("Results"), takes_other_measures=True),
    Group(
        "evidence",
        _("Evidence"),
        (Rows("evaluations", "evaluations", _("Studies and public data"), is_current=False),),
    ),
)

# All that these fields read.
RELATIONS: Relations = {
    "citations": ["source"],
    "call_types": [],
    "coverage": [],
    "evaluations": [],
    "funding": [],
    "hours": [],
    "milestones": [],
    "response_models": [],
    "team_roles": [],
    "trainings": [],
    "units": [],
    "units__hours": [],
    "units__roles": [],
    "ways_to_ask": [],
}
