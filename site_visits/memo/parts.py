"""The paragraphs of a visit's memo: who and when, what was seen, what was taken, what is open."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.memos.giving_way import Piece
from portal.memos.lines import lines
from portal.memos.numbers import NumberedSource
from portal.memos.paper import TEXT, TEXT_LINE, WIDTH
from portal.provenance.dates import display
from portal.provenance.facts import Fact
from portal.provenance.models import Citation, Source

if TYPE_CHECKING:
    from site_visits.models import SiteVisitPage

# Above and below the words of a paragraph.
AROUND = 3.4


class Rank(IntEnum):
    """Whatever comes later gives way sooner."""

    WHO = 1
    ADOPTED = 2
    OPEN = 3
    LESSON = 4
    NOT_ADOPTED = 5
    SEEN = 6
    FIGURE = 7
    AGENDA = 8


@dataclass
class Paragraph:
    """`part` is the heading it stands under; `kind` names it where it was left out."""

    part: str | Promise
    kind: str | Promise
    rank: Rank
    words: str
    lead: str = ""
    remark: str = ""
    facts: list[Fact] = field(default_factory=list)
    numbers: list[NumberedSource] = field(default_factory=list)

    @property
    def sources(self) -> tuple[Source, ...]:
        cited: Iterable[Citation] = (c for fact in self.facts for c in fact.citations)
        found = {citation.source_id: citation.source for citation in cited if citation.source}
        return tuple(found.values())

    def piece(self) -> Piece:
        printed = f"{self.lead} {self.words} {self.remark} {'00 ' * len(self.sources)}"
        height = AROUND + TEXT_LINE * lines(printed, WIDTH, TEXT)
        return Piece(self.rank, str(self.kind), height, self, self.sources)


WHO = gettext_lazy("Who, and why")
SEEN = gettext_lazy("What was seen and learned")
OPEN = gettext_lazy("Open questions")


def paragraphs(visit: "SiteVisitPage", context: Mapping[str, Any]) -> list[Paragraph]:
    """Of what the visit's page is given; each in the order of the memo."""
    took = context["parties"].what_was_taken
    return [
        *_who(visit, context),
        *_lessons(context),
        *_seen(visit, context),
        *_taken(visit, took),
        *_open(visit),
    ]


def _who(visit: "SiteVisitPage", context: Mapping[str, Any]) -> Iterator[Paragraph]:
    named, words = context["parties"], context["words"]
    for label, side in ((words.host, named.hosts), (words.visitor, named.visitors)):
        names = "; ".join(", ".join(filter(None, (p.title, p.text))) for p in side)
        facts = [party.fact for party in side if party.fact]
        if names:
            yield Paragraph(WHO, _("Who"), Rank.WHO, f"{names}.", f"{label}:", facts=facts)
    groups = context["visitors_sent"]
    if groups:
        people = "; ".join(_people(group) for group in groups)
        facts = [group["fact"] for group in groups]
        yield Paragraph(WHO, _("Who"), Rank.WHO, f"{people}.", f"{words.who}:", facts=facts)
    for name, label in (("objectives", words.why), ("host_learning", _("What the host took"))):
        fact = visit.facts[name]
        if fact:
            rank = Rank.WHO if name == "objectives" else Rank.SEEN
            yield Paragraph(WHO, label, rank, fact.value, f"{label}:", facts=[fact])


def _people(group: Mapping[str, Any]) -> str:
    number = f"{group['count']} " if group["count"] else ""
    return f"{number}{group['label']}" + (f" ({group['agency']})" if group["agency"] else "")


def _lessons(context: Mapping[str, Any]) -> Iterator[Paragraph]:
    for fact, known in context["lessons"]:
        row = fact.row
        headline = row.headline if row.headline.endswith((".", "?", "!")) else f"{row.headline}."
        yield Paragraph(
            SEEN, _("lessons"), Rank.LESSON, row.text, headline, str(known), facts=[fact]
        )


def _seen(visit: "SiteVisitPage", context: Mapping[str, Any]) -> Iterator[Paragraph]:
    rows = visit.facts.rows
    for fact in rows.ride_alongs:
        lead = _("Ride-along:")
        yield Paragraph(SEEN, _("ride-alongs"), Rank.SEEN, fact.value, lead, facts=[fact])
    for fact in rows.grid:
        yield Paragraph(SEEN, _("observations"), Rank.SEEN, fact.value, facts=[fact])
    for fact in rows.findings:
        row: Any = fact.row
        lead = f"{row.get_kind_display()}:"
        yield Paragraph(SEEN, _("findings"), Rank.SEEN, fact.value, lead, facts=[fact])
    for line in context["shared_figures"]:
        row = line.fact.row
        said = ", ".join(filter(None, (row.value, row.period))) or str(line.gap.label)
        yield Paragraph(
            SEEN, _("figures"), Rank.FIGURE, f"{said}.", f"{row.label}:", facts=[line.fact]
        )
    for fact in rows.agenda:
        day = display(getattr(fact.row, "day", ""))
        lead = f"{day}:" if day else _("On the agenda:")
        yield Paragraph(SEEN, _("agenda items"), Rank.AGENDA, fact.value, lead, facts=[fact])


def _taken(visit: "SiteVisitPage", title: str) -> Iterator[Paragraph]:
    for fact in visit.facts.rows.adoptions:
        row: Any = fact.row
        due = _("due %(date)s") % {"date": display(row.due)} if row.due else ""
        remark = ", ".join(filter(None, (row.owner_role, due)))
        lead = f"{row.get_state_display()}:"
        yield Paragraph(title, _("adoptions"), Rank.ADOPTED, row.what, lead, remark, [fact])
    for fact in visit.facts.rows.not_adopted:
        row = fact.row
        lead = _("Not adopted:")
        yield Paragraph(title, _("not adopted"), Rank.NOT_ADOPTED, row.what, lead, row.why, [fact])
    for fact in visit.facts.rows.follow_ups:
        row = fact.row
        lead = f"{display(row.date)}:"
        state = str(row.get_state_display()) if row.state else ""
        yield Paragraph(title, _("follow-ups"), Rank.ADOPTED, row.what, lead, state, [fact])


def _open(visit: "SiteVisitPage") -> Iterator[Paragraph]:
    for fact in visit.facts.rows.open_questions:
        yield Paragraph(OPEN, _("open questions"), Rank.OPEN, fact.value, facts=[fact])
