"""What the pages of site visits show, read in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from copy import copy
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
from programs.references import References

from .parties import Parties
from .wording import VISIT, Wording

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


def asks_for_days(visit: "SiteVisitPage") -> bool:
    """Whether it is not recorded on which day something took place; a mere topic has no day."""
    if not (visit.words.travels and visit.has_days):
        return False
    return any(not item.day and item.takes_place for item in visit.agenda.all())


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


def line_under_lesson(row: Any, words: Wording = VISIT) -> str:
    """How it is known, and for whom; its topic stands beside that as a link."""
    known = evidence_of_lesson(row, words) or str(_("How it is known: not recorded"))
    return " · ".join(filter(None, [known, audience_of_lesson(row)]))


def evidence_of_lesson(row: Any, words: Wording) -> str:
    known = {"told": words.told, "seen": words.seen}.get(row.evidence)
    return str(known or row.get_evidence_display())


def audience_of_lesson(row: Any) -> str:
    return _("For: %(audience)s") % {"audience": row.get_audience_display()} if row.audience else ""


def side_of_quote(row: Any, named: Parties) -> str:
    """Which side somebody spoke for: that of the agency they spoke for."""
    for party in [*named.hosts, *named.visitors]:
        if row.organization and row.organization.lower() == party.agency.lower():
            return party.side
    return ""


def distinct_citations(facts: Iterable[Fact]) -> list[Citation]:
    """Of several facts that share one mark: every source once, with all that is said of it."""
    found: dict[Any, list[Citation]] = {}
    for citation in (citation for fact in facts for citation in fact.citations):
        found.setdefault(citation.source_id, []).append(citation)
    return [_merged(alike) for alike in found.values()]


def _merged(alike: Sequence[Citation]) -> Citation:
    merged = copy(alike[0])
    merged.note = " ".join(dict.fromkeys(c.note for c in alike if c.note))
    merged.stated = "; ".join(dict.fromkeys(c.stated for c in alike if c.stated))
    merged.confirmed_by = ", ".join(dict.fromkeys(c.confirmed_by for c in alike if c.confirmed_by))
    if len({citation.as_of for citation in alike}) > 1:
        merged.as_of = ""  # one date would be wrong for the others
    return merged


def missing(visit: "SiteVisitPage", about: str, label: str) -> Fact:
    """A kind of rows without any, as a gap that may have been explained."""
    return Fact(about, label, "", visit.facts.cited(about))


def sources(visit: "SiteVisitPage") -> list[Source]:
    return sorted(visit.facts.sources(), key=lambda source: source.published, reverse=True)
