"""A program's profile: which facts stand in which part of the page, and which are missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.provenance.facts import Fact, FactGroup, grouped_by_sources

from .row_details import details

if TYPE_CHECKING:
    from .models import ProgramPage

Words = str | Promise


@dataclass(frozen=True)
class Column:
    """A fact of the page itself. A companion adds to another one, and is not missed alone."""

    name: str
    label: Words = ""
    is_companion: bool = False


@dataclass(frozen=True)
class Rows:
    """The rows of a relation, all or those that match; `about` is how gaps of it are cited."""

    relation: str
    label: Words
    where: tuple[tuple[str, str], ...] = ()

    @property
    def about(self) -> str:
        return "/".join([self.relation, *(value for _name, value in self.where)])


@dataclass
class Line:
    """One term with its fact, or with facts in groups that share their sources."""

    label: Words
    fact: Fact | None = None
    groups: list[FactGroup] = field(default_factory=list)
    url: str = ""
    # Whose fact it is, where not the program's own.
    page: Any = None


@dataclass
class Part:
    """Lines to show, and the names of what nobody recorded and nobody needs to compare."""

    lines: list[Line] = field(default_factory=list)
    missing: list[Words] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.lines or self.missing)


PARTS: dict[str, Sequence[Column | Rows]] = {
    "asking": [
        Rows("ways_to_ask", _("How to ask for the team")),
        Column("only_through_911"),
        Rows("languages", _("Languages")),
    ],
    "key_facts": [
        Column("title", _("Name")),
        Column("acronym", _("Short name"), is_companion=True),
        Column("acronym_expansion"),
        Column("tagline", is_companion=True),
        Column("status"),
        Column("status_since", _("Status since"), is_companion=True),
        Column("status_reason", _("Why"), is_companion=True),
        Column("lead_department"),
        Column("housed_in"),
        Column("operator"),
        Column("operator_names", is_companion=True),
        Rows("serves", _("Jurisdiction")),
        Rows("coverage", _("Coverage")),
        Rows("response_models", _("Response models")),
        Column("police_involvement"),
        Column("website"),
    ],
    "team": [Rows("team_roles", _("Team composition"))],
    "eligible": [Rows("call_types", _("Calls the team may take"), (("rule", "eligible"),))],
    "excluded": [Rows("call_types", _("Not taken"), (("rule", "excluded"),))],
    "dispatch": [
        Column("dispatch_model"),
        Column("dispatch_detail", is_companion=True),
        Column("embedded_clinician"),
        Column("embedded_clinician_hours", is_companion=True),
        Column("triage_tool"),
        Column("triage_decider"),
        Column("private_homes"),
        Column("third_party_callers"),
        Column("minors"),
        Column("suicidal_callers"),
        Column("priority_rule"),
        Rows("hotline_links", _("Links with 988, 211 and 311")),
    ],
    "people": [
        Rows("trainings", _("Training")),
        Rows("pay_ranges", _("Pay")),
        Column("shift_length"),
        Column("union"),
        Column("supervision"),
        Column("on_call_clinician"),
    ],
    "means": [
        Rows("equipment", _("Vehicles and equipment")),
        Column("transport"),
        Rows("destinations", _("Where people are taken")),
        Column("follow_up_rule"),
        Column("follow_up_by", is_companion=True),
    ],
    "governance": [
        Rows("funding", _("Who pays")),
        Rows("partners", _("Partners")),
        Rows("agreements", _("Agreements")),
        Column("advisory_board"),
        Column("board_members", is_companion=True),
        Column("board_powers", is_companion=True),
        Column("board_meetings", is_companion=True),
        Column("legal_basis"),
        Column("legal_basis_address", _("Text of the law"), is_companion=True),
        Column("hold_authority"),
    ],
    "evaluations": [Rows("evaluations", _("Evaluations and public data"))],
    "hosting": [
        Column("would_do_differently"),
        Column("hosts_visits"),
        Column("hosting_offers", _("What a visit offers"), is_companion=True),
        Column("hosting_conditions", _("Conditions of a visit"), is_companion=True),
        Column("hosting_capacity", _("How many visits"), is_companion=True),
        Column("hosting_lead_time", _("How long ahead to ask"), is_companion=True),
        Column("hosting_contact", is_companion=True),
        Rows("answer_topics", _("Will answer about")),
    ],
}

# What is said in the present tense, of a program that ended or is paused.
IN_THE_PAST: dict[str, Words] = {
    "operator": _("Who ran it day to day"),
    "operator_names": _("Who ran it, by name"),
    "ways_to_ask": _("How people asked for the team"),
    "call_types/eligible": _("Calls the team took"),
    "dispatch_model": _("How calls reached the team"),
    "dispatch_detail": _("How calls reached the team, in words"),
    "triage_decider": _("Who decided"),
    "private_homes": _("Came to private homes"),
    "third_party_callers": _("Took calls by others"),
    "minors": _("Came to minors"),
    "suicidal_callers": _("Came to people who think of suicide"),
    "transport": _("Offered transport"),
    "destinations": _("Where people were taken"),
    "funding": _("Who paid"),
    "hold_authority": _("Could order an involuntary hold"),
}


def profile(page: "ProgramPage", core: Sequence[Fact]) -> dict[str, Part]:
    """Every part of the page by its name. `core` is `page.core_fact_list()`."""
    needed = {fact.about: fact for fact in core}
    parts = {}
    for name, entries in PARTS.items():
        part = parts[name] = Part()
        for entry in entries:
            line = _line(page, entry, needed)
            if line is not None:
                part.lines.append(line)
            elif isinstance(entry, Rows) or not entry.is_companion:
                part.missing.append(_label(page, entry))
    return parts


def _line(page: "ProgramPage", entry: Column | Rows, core: dict[str, Fact]) -> Line | None:
    """None where nothing is recorded, nobody has said why, and it is not of the core twenty."""
    if isinstance(entry, Column):
        fact = page.facts[entry.name]
        if not fact.is_answered and entry.name not in core:
            return None
        fact.label = str(_label(page, entry))
        return Line(fact.label, fact, url=_web_address(fact.value))
    facts = list(_row_facts(page, entry))
    if facts:
        return Line(_label(page, entry), groups=grouped_by_sources(facts))
    gap = core.get(entry.about) or Fact(
        entry.about, str(entry.label), "", page.facts.cited(entry.about)
    )
    return Line(_label(page, entry), gap) if gap.is_answered or entry.about in core else None


def _row_facts(page: "ProgramPage", entry: Rows) -> Iterator[Fact]:
    for fact in page.facts.rows[entry.relation]:
        if all(getattr(fact.row, name) == value for name, value in entry.where):
            yield with_details(fact)


def with_details(fact: Fact) -> Fact:
    if fact.row is not None:
        fact.details = details(fact.row)
    return fact


def _label(page: "ProgramPage", entry: Column | Rows) -> Words:
    name = entry.name if isinstance(entry, Column) else entry.about
    if page.has_stopped and name in IN_THE_PAST:
        return IN_THE_PAST[name]
    if name == "dispatch_model" and page.dispatch_detail and not page.dispatch_model:
        # Words of a source stand below it; what is missing is a term that fits them.
        return _("How calls reach the team, as one of our terms")
    return entry.label or page.facts[name].label


def _web_address(value: str) -> str:
    """The value as a link's target, if it is nothing worse than a web address."""
    return value if value.startswith(("http://", "https://")) else ""
