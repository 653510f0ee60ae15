"""What the template of a site visit is given."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.pages.structured_data import structured_data
from portal.provenance.facts import Fact
from portal.provenance.gaps import NOT_RECORDED

from . import selectors
from .parties import Parties, parties_shown
from .timeline import timeline

if TYPE_CHECKING:
    from .models import SiteVisitPage

# Facts of "About this visit": those that readers ask for are shown even when missing.
ASKED_FOR = ("starts", "ends", "kind", "status", "who_paid", "cost_band")
OF_TRAVEL = ("travel_hours",)
STANDING = ("visitor_phase", "visitor_team", "visitor_plan")
SHOWN_WHEN_KNOWN = ("title", "facilitator", "host_replied_on", "host_corrections", "thanks")
_IN_A_ROOM = "https://schema.org/OfflineEventAttendanceMode"
_ONLINE = "https://schema.org/OnlineEventAttendanceMode"
_ATTENDANCE = {
    "in_person": _IN_A_ROOM,
    "conference": _IN_A_ROOM,
    "host_came": _IN_A_ROOM,
    "virtual": _ONLINE,
    "webinar": _ONLINE,
}


def visit_context(visit: "SiteVisitPage", request: HttpRequest | None) -> dict[str, Any]:
    references = selectors.load(visit, request)
    named = parties_shown(visit, references)
    figures = selectors.figures_of_hosts(visit, references)
    facts, words = visit.facts, visit.words
    agenda: list[Any] = facts.rows.agenda
    preparations: list[Any] = facts.rows.preparations
    context = {
        "words": words,
        "parties": named,
        "party_citations": selectors.distinct_citations(named.facts),
        "has_standing": words.travels
        or bool(facts.rows.open_questions)
        or any(facts[name].is_answered for name in STANDING),
        "topics": [row.topic for row in visit.page_topics.all()],
        "preparations": [(fact, references.get(fact.row.other_id)) for fact in preparations],
        "lessons": [
            (fact, selectors.line_under_lesson(fact.row, words)) for fact in facts.rows.lessons
        ],
        "visitors_sent": selectors.delegation(visit, "visitor"),
        "hosts_present": selectors.delegation(visit, "host"),
        "delegation_citations": selectors.distinct_citations(facts.rows.delegates),
        "delegation_count": selectors.missing(visit, "delegates/count", _("Number of delegates")),
        "agenda_days": selectors.agenda_days(visit),
        "agenda_citations": selectors.distinct_citations(agenda),
        "undated": selectors.asks_for_days(visit) and NOT_RECORDED,
        "snapshot": selectors.snapshot(visit, figures, references),
        "pinned_on": selectors.pinned_on(visit),
        "shared_figures": selectors.shared_figures(visit, figures),
        "quotes": [(fact, selectors.side_of_quote(fact.row, named)) for fact in facts.rows.quotes],
        "timeline": timeline(visit, facts.rows.follow_ups),
        "record": record(visit),
        "no_lessons": selectors.missing(visit, "lessons", _("Lessons")),
        "no_agenda": selectors.missing(visit, "agenda", _("Agenda")),
        "no_ride_alongs": selectors.missing(visit, "ride_alongs", _("Ride-alongs")),
        "no_figures": selectors.missing(visit, "shared_figures", _("Figures the host shared")),
        "no_delegates": selectors.missing(visit, "delegates", _("Delegation")),
        "no_adoption": selectors.missing(visit, "adoptions", _("Intended adoption")),
        "not_copied": selectors.missing(visit, "not_adopted", _("What not to copy")),
        "documents": selectors.documents(visit),
        "no_documents": selectors.missing(visit, "documents", _("Documents")),
        "not_recorded": NOT_RECORDED,
        "page_address": _address(visit, request),
        "sources": selectors.sources(visit),
        "structured_data": event(visit, named, request),
    }
    return context | {"anchors": anchors(visit, context)}


def record(visit: "SiteVisitPage") -> list[Fact]:
    """Facts of "About this visit"; hours on the road are asked only of those who traveled, and
    a last day only of what does not still run.
    """
    asked = ASKED_FOR + (OF_TRAVEL if visit.words.travels else ())
    if visit.is_open_ended:
        asked = tuple(name for name in asked if name != "ends")
    when_known = SHOWN_WHEN_KNOWN + (() if visit.words.travels else OF_TRAVEL)
    known = (fact for fact in (visit.facts[name] for name in when_known) if fact.is_answered)
    return [*(visit.facts[name] for name in asked), *known]


def anchors(visit: "SiteVisitPage", context: dict[str, Any]) -> list[tuple[str, str]]:
    """The page's parts, in its order; those that are left out when empty are not named."""
    facts, words = visit.facts, visit.words
    parts = [
        ("lessons", _("Lessons"), True),
        ("before", words.before, True),
        ("delegation", words.who, True),
        ("days", _("What they did"), True),
        ("observations", _("What they observed"), bool(facts.rows.grid)),
        ("numbers", _("Numbers, then and now"), bool(context["snapshot"])),
        ("findings", _("Against what they had read"), bool(facts.rows.findings)),
        ("quotes", _("In their words"), bool(context["quotes"])),
        ("adoption", words.they_took, True),
        ("timeline", _("Before and after"), bool(context["timeline"])),
        ("record", words.about, True),
        ("ask", words.ask, True),
    ]
    return [(anchor, str(label)) for anchor, label, is_shown in parts if is_shown]


def event(visit: "SiteVisitPage", named: Parties, request: HttpRequest | None) -> str:
    words = visit.words
    # Nobody went to an organization that held a cohort, or to those who spoke in a webinar.
    host = named.hosts[0] if named.hosts and words.travels else None
    organizers = named.visitors if words.travels else named.hosts
    return structured_data(
        {
            "@type": "Event",
            "name": visit.title,
            "description": visit.summary,
            "startDate": visit.starts,
            "endDate": visit.ends,
            "eventAttendanceMode": _ATTENDANCE.get(visit.kind),
            "location": host and {"@type": "Place", "name": host.text or host.title},
            "organizer": [{"@type": "Organization", "name": party.title} for party in organizers],
            "url": _address(visit, request),
            "dateModified": visit.last_published_at and visit.last_published_at.isoformat(),
        }
    )


def _address(visit: "SiteVisitPage", request: HttpRequest | None) -> str:
    """As the reader came to it, so that a copied citation works."""
    url: str = visit.get_url(request) or ""
    return request.build_absolute_uri(url) if request and url else url
