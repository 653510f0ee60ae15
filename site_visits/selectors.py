"""What the pages of site visits show, read in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Q, prefetch_related_objects
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.provenance.dates import display
from portal.provenance.facts import Fact
from portal.provenance.gaps import NOT_RECORDED, Gap
from portal.provenance.models import Citation, Source
from portal.provenance.row_loading import Relations, load_rows
from portal.provenance.source_names import linked, name_sources
from programs.metrics.models import Observation
from programs.references import Reference, References

if TYPE_CHECKING:
    from .models import SiteVisitPage

ROWS: Relations = {
    "citations": ["source"],
    "page_topics": ["topic"],
    "parties": [],
    "delegates": [],
    "open_questions": ["topic"],
    "preparations": [],
    "agenda": ["topic"],
    "ride_alongs": [],
    "grid": ["topic"],
    "shared_figures": ["metric"],
    "snapshot": ["metric"],
    "findings": [],
    "lessons": ["topic"],
    "adoptions": [],
    "not_adopted": [],
    "quotes": [],
    "follow_ups": [],
    "documents": [],
}


@dataclass
class PartyShown:
    """A host or visitor; `title` is a program's only where the public may read that program."""

    fact: Fact | None
    side: str
    title: str
    text: str = ""
    agency: str = ""
    reference: Reference | None = None

    @property
    def url(self) -> str:
        return self.reference.url if self.reference else ""

    @property
    def status(self) -> str:
        return self.reference.status if self.reference else ""

    @property
    def status_label(self) -> str:
        return self.reference.status_label if self.reference else ""


@dataclass
class Parties:
    hosts: list[PartyShown]
    visitors: list[PartyShown]

    @property
    def host_name(self) -> str:
        return self.hosts[0].title if self.hosts else _("the host")

    @property
    def visitor_name(self) -> str:
        return self.visitors[0].title if self.visitors else _("the visitors")

    @property
    def others(self) -> list[PartyShown]:
        """Those for whom the drawing of one host and one visitor has no room."""
        return self.hosts[1:] + self.visitors[1:]


@dataclass
class Newest:
    """The newest figure of a metric at one host, beside a pinned one."""

    observation: Observation
    program: str
    is_newer: bool


@dataclass
class SnapshotLine:
    fact: Fact
    newest: list[Newest] = field(default_factory=list)


@dataclass
class SharedFigureLine:
    """A figure that was told: its value, or which kind of gap stands in its place."""

    fact: Fact
    gap: Gap | None
    observation: Observation | None

    @property
    def why_missing(self) -> SafeString:
        """What is said of the gap; nothing else on the page shows citations without a source."""
        explained = (c for c in self.fact.citations if c.gap and c.note)
        return format_html_join(" ", "{}", ((linked(c.note, c.named_sources),) for c in explained))


def load(visit: "SiteVisitPage", request: HttpRequest | None) -> References:
    """All rows of a visit, the sources and the pages they name; at most three queries."""
    load_rows(visit, ROWS)
    name_sources(visit.facts.citations)
    return References(
        [*visit.parties.all(), *visit.preparations.all()], ["program", "city", "other"], request
    )


def parties(visit: "SiteVisitPage", references: References) -> Parties:
    """Hosts and visitors, each with its fact."""
    facts = {fact.row.pk: fact for fact in visit.facts.rows.parties if fact.row}
    return parties_of(visit.parties.all(), references, facts)


def parties_of(
    rows: Iterable[Any], references: References, facts: Mapping[int, Fact] | None = None
) -> Parties:
    shown = [_party(row, references, (facts or {}).get(row.pk)) for row in rows]
    return Parties(
        [party for party in shown if party.side == "host"],
        [party for party in shown if party.side == "visitor"],
    )


def _party(row: Any, references: References, fact: Fact | None) -> PartyShown:
    reference = references.get(row.program_id) or references.get(row.city_id)
    title = reference.title if reference else row.place or row.agency
    agency = row.agency if row.agency != title else ""
    place = reference.place if reference and row.program_id else row.place
    words = [part for part in (agency, place if place != title else "") if part]
    return PartyShown(
        fact=fact,
        side=row.side,
        title=title or _("A program that is not public"),
        text=", ".join(words),
        agency=row.agency,
        reference=reference,
    )


def figures_of_hosts(visit: "SiteVisitPage", references: References) -> list[Observation]:
    """Figures that pinned and shared ones stand beside, the newest of each metric first."""
    hosts = {row.program_id for row in visit.parties.all() if row.side == "host"}
    pinned, shared = list(visit.snapshot.all()), list(visit.shared_figures.all())
    metrics = {row.metric_id for row in [*pinned, *shared] if row.metric_id}
    named = {row.observation_id for row in shared if row.observation_id}
    readable = hosts & references.public_ids()
    if not readable or not (metrics or named):
        return []
    wanted = Q(definition__metric__in=metrics) | Q(pk__in=named)
    return list(Observation.objects.for_display().filter(wanted, program__in=readable))


def snapshot(
    visit: "SiteVisitPage", figures: Sequence[Observation], references: References
) -> list[SnapshotLine]:
    """Pinned values, each beside the newest figure of every host that has one."""
    return [
        SnapshotLine(fact, list(_newest(fact.row, figures, references)))
        for fact in visit.facts.rows.snapshot
    ]


def pinned_on(visit: "SiteVisitPage") -> str:
    """The one date that holds for all pinned values; "" where they have several."""
    dates = {row.as_of for row in visit.snapshot.all()}
    return dates.pop() if len(dates) == 1 else ""


def _newest(row: Any, figures: Sequence[Observation], references: References) -> Iterable[Newest]:
    seen = set()
    for figure in figures:
        if figure.metric.pk != row.metric_id or figure.program_id in seen:
            continue
        seen.add(figure.program_id)
        reference = references.get(figure.program_id)
        is_newer = figure.period_end[: len(row.as_of)] > row.as_of if row.as_of else True
        yield Newest(figure, reference.title if reference else "", is_newer)


def shared_figures(
    visit: "SiteVisitPage", figures: Sequence[Observation]
) -> list[SharedFigureLine]:
    by_id = {figure.pk: figure for figure in figures}
    lines = []
    for fact in visit.facts.rows.shared_figures:
        row: Any = fact.row
        gap = None
        if not row.value:
            gap = next((c.gap for c in fact.citations if c.gap), NOT_RECORDED)
        lines.append(SharedFigureLine(fact, gap, by_id.get(row.observation_id)))
    return lines


def delegation(visit: "SiteVisitPage", side: str) -> list[dict[str, Any]]:
    """Who traveled or received, for components/delegation.html. Nobody is counted who was not."""
    groups = []
    for fact in visit.facts.rows.delegates:
        row: Any = fact.row
        if row.side == side:
            groups.append(
                {
                    "fact": fact,
                    "label": row.get_discipline_display() or _("Discipline not recorded"),
                    "agency": row.agency,
                    "named": ", ".join(part for part in (row.name, row.role) if part),
                    "count": row.count,
                }
            )
    return groups


def agenda_days(visit: "SiteVisitPage") -> list[tuple[str, list[Fact]]]:
    """The agenda by day, days that are not recorded last."""
    facts: list[Any] = visit.facts.rows.agenda
    in_order = sorted(facts, key=lambda fact: fact.row.day or "9")
    days = groupby(in_order, key=lambda fact: fact.row.day)
    return [(display(day), list(items)) for day, items in days]


def documents(visit: "SiteVisitPage") -> list[tuple[Fact, str]]:
    """Documents received, each with its address: of the file here, else where it was published."""
    facts: list[Any] = visit.facts.rows.documents
    prefetch_related_objects([fact.row for fact in facts if fact.row.document_id], "document")
    return [
        (fact, fact.row.document.url if fact.row.document_id else fact.row.address)
        for fact in facts
    ]


def line_under_lesson(row: Any) -> str:
    """How it is known, on which topic, for whom."""
    known = {"told": _("Told on the visit"), "seen": _("Seen on the visit")}.get(row.evidence)
    parts = [
        known or row.get_evidence_display() or _("How it is known: not recorded"),
        row.topic.name if row.topic else "",
        _("For: %(audience)s") % {"audience": row.get_audience_display()} if row.audience else "",
    ]
    return " · ".join(str(part) for part in parts if part)


def side_of_quote(row: Any, named: Parties) -> str:
    """Which side somebody spoke for: that of the agency they spoke for."""
    for party in [*named.hosts, *named.visitors]:
        if row.organization and row.organization.lower() == party.agency.lower():
            return party.side
    return ""


def distinct_citations(facts: Iterable[Fact]) -> list[Citation]:
    """Of several facts that share one mark: what they rest on, each once."""
    found: dict[tuple[Any, ...], Citation] = {}
    for citation in (citation for fact in facts for citation in fact.citations):
        identity = (citation.source_id, citation.says, citation.stated, citation.note)
        found.setdefault((*identity, citation.as_of), citation)
    return list(found.values())


def missing(visit: "SiteVisitPage", about: str, label: str) -> Fact:
    """A kind of rows without any, as a gap that may have been explained."""
    return Fact(about, label, "", visit.facts.cited(about))


def sources(visit: "SiteVisitPage") -> list[Source]:
    return sorted(visit.facts.sources(), key=lambda source: source.published, reverse=True)
