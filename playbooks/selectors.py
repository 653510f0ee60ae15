"""What the pages of playbooks show, read in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.pages.structured_data import structured_data
from portal.provenance.facts import Fact, grouped_by_sources
from portal.provenance.row_loading import Relations, load_rows
from portal.provenance.source_names import name_sources
from programs.references import Reference, References

from .listing import practices_in_words
from .same_topic import SameTopic, same_topic

if TYPE_CHECKING:
    from .models import PlaybookPage

ROWS: Relations = {
    "citations": ["source"],
    "page_topics": ["topic"],
    "audiences": [],
    "suited_models": [],
    "steps": [],
    "practices": [],
    "trade_offs": [],
    "went_wrong": [],
    "measures": ["metric"],
    "documents": [],
    "see_also": [],
}


@dataclass
class Told:
    """A row that says who did it: a program of the portal, or a place in words."""

    fact: Fact
    reference: Reference | None

    @property
    def who(self) -> str:
        """A program's title only where the public may read that program."""
        if self.reference:
            return self.reference.title
        row: Any = self.fact.row
        return row.place or _("A program that is not public")


@dataclass
class Linked:
    """A page to go on with, and the topics that a playbook shares with this one."""

    fact: Fact
    reference: Reference
    topics: list[str]


def playbook_context(playbook: "PlaybookPage", request: HttpRequest | None) -> dict[str, Any]:
    load_rows(playbook, ROWS)
    rows = [*playbook.practices.all(), *playbook.went_wrong.all(), *playbook.see_also.all()]
    references = References(rows, ["program", "other"], request)
    facts = playbook.facts
    takes = [
        (_("People"), facts.takes_people),
        (_("Money"), facts.takes_money),
        (_("Time"), facts.takes_time),
    ]
    same = same_topic(playbook, request)
    see_also = _see_also(facts.rows.see_also, references, same)
    name_sources([*facts.citations, *rows], texts=("note", "caution"))
    context = {
        "topics": [row.topic for row in playbook.page_topics.all()],
        "practices": told(facts.rows.practices, references),
        "went_wrong": told(facts.rows.went_wrong, references),
        "takes": takes,
        "takes_unknown": not any(fact.value or fact.citations for _label, fact in takes),
        "see_also": see_also,
        "same_topic": list(same.playbooks.values()),
        "broader_topic": same.broader,
        "documents": _documents(facts.rows.documents),
        "whose_practices": practices_in_words(playbook, references)[1],
        "audience_groups": grouped_by_sources(facts.rows.audiences),
        "model_groups": grouped_by_sources(facts.rows.suited_models),
        "no_practices": _missing(playbook, "practices", _("Practices")),
        "no_steps": _missing(playbook, "steps", _("Steps")),
        "no_documents": _missing(playbook, "documents", _("Documents to reuse")),
        "unwritten": _unwritten(playbook),
    }
    return context | {
        "anchors": _anchors(playbook, context),
        "structured_data": how_to(playbook, request),
    }


def told(facts: Sequence[Any], references: References) -> list[Told]:
    return [Told(fact, references.get(fact.row.program_id)) for fact in facts]


def _see_also(facts: Sequence[Any], references: References, same: SameTopic) -> list[Linked]:
    """Pages that the public may read; others are left out, as there is nothing to say of them.

    Takes what it names out of `same`, so that no page is named twice.
    """
    linked = []
    for fact in facts:
        reference = references.get(fact.row.other_id)
        alike = same.playbooks.pop(fact.row.other_id, None)
        if reference:
            topics = alike.topics if alike and not same.broader else []
            linked.append(Linked(fact, reference, topics))
    return linked


def _documents(facts: Sequence[Any]) -> list[tuple[Fact, str]]:
    """Each with its address: of the file here, else where it was published."""
    prefetch_related_objects([fact.row for fact in facts if fact.row.document_id], "document")
    return [
        (fact, fact.row.document.url if fact.row.document_id else fact.row.address)
        for fact in facts
    ]


def _missing(playbook: "PlaybookPage", about: str, label: str) -> Fact:
    """A kind of rows without any, as a gap that may have been explained."""
    return Fact(about, label, "", playbook.facts.cited(about))


def _unwritten(playbook: "PlaybookPage") -> list[tuple[str, str]]:
    """Parts beyond the core that nobody has written: one line at the end, not empty boxes."""
    facts = playbook.facts
    parts = [
        ("when_to_use", _("when to use it"), facts.when_to_use),
        ("trade_offs", _("decisions and trade-offs"), facts.rows.trade_offs),
        ("went_wrong", _("what went wrong"), facts.rows.went_wrong),
        ("measures", _("measures"), facts.rows.measures),
    ]
    return [(about, label) for about, label, written in parts if not written]


def _anchors(playbook: "PlaybookPage", context: dict[str, Any]) -> list[tuple[str, str]]:
    """The page's parts in the one order that all playbooks keep."""
    facts = playbook.facts
    parts = [
        ("in-one-minute", _("In one minute"), True),
        ("when-to-use", _("When to use it"), facts.when_to_use.is_answered),
        ("what-it-takes", _("What it takes"), True),
        ("steps", _("Steps"), True),
        ("decisions", _("Decisions and trade-offs"), bool(facts.rows.trade_offs)),
        ("practices", _("Variants by city"), True),
        ("went-wrong", _("What went wrong"), bool(facts.rows.went_wrong)),
        ("documents", _("Documents to reuse"), True),
        ("measures", _("Measures"), bool(facts.rows.measures)),
        ("see-also", _("See also"), bool(context["see_also"] or context["same_topic"])),
        ("reviewed", _("Reviewed by, on"), True),
    ]
    return [(anchor, label) for anchor, label, is_shown in parts if is_shown]


def how_to(playbook: "PlaybookPage", request: HttpRequest | None) -> str:
    """A HowTo where there are steps to follow, else an article."""
    steps = [
        {"@type": "HowToStep", "position": number, "name": step.title, "text": step.text}
        for number, step in enumerate(playbook.steps.all(), 1)
    ]
    url = playbook.get_url(request) or ""
    changed = playbook.last_published_at
    return structured_data(
        {
            "@type": "HowTo" if steps else "Article",
            "name" if steps else "headline": playbook.title,
            "description": playbook.summary or playbook.in_one_minute,
            "step": steps,
            "url": request.build_absolute_uri(url) if request and url else url,
            "dateModified": changed and changed.isoformat(),
        }
    )
