"""What the specimen shows: facts in every state, built without a database."""

import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html

from portal.provenance.facts import Fact
from portal.provenance.gaps import NOT_RECORDED
from portal.provenance.models import Citation, Source
from programs.metrics.models import Definition, Metric, Observation

RELEASE = Source(
    pk=1,
    key="CAM-RELEASE-2024-02",
    title="Cambridge visits and learns from Durham",
    publisher="City of Cambridge, Massachusetts",
    published="2024-02-07",
    accessed="2026-11-23",
    address="https://www.example.org/release",
    archived_copy="https://archive.example.org/release",
)
NEWS = Source(
    pk=2,
    key="CBS17-2023-05",
    title="Proposed budget would expand unarmed response",
    publisher="CBS 17 (WNCN)",
    published="2023-05-17",
    accessed="2026-11-23",
    note="A republished report.",
)
UNDATED = Source(
    pk=3, key="DURHAM-DCSD", title="Community Safety", publisher="City of Durham, North Carolina"
)
PAGE = SimpleNamespace(
    pk=12,
    title="Durham HEART",
    summary="People without weapons go to some 911 calls.",
    first_published_at=datetime.datetime(2026, 11, 1, 12, 0, tzinfo=datetime.UTC),
    last_published_at=datetime.datetime(2026, 11, 23, 12, 0, tzinfo=datetime.UTC),
    reviewed_on="2026-11",
    review_by="2027-11",
    maintainer_role="data analyst",
    navigation_section="programs",
)


def cited(source: Source | None, **values: Any) -> Citation:
    return Citation(source=source, **values)


def fact(about: str, label: str, value: str = "", *citations: Citation, **more: Any) -> Fact:
    return Fact(about, label, value, list(citations), **more)


def facts() -> dict[str, Fact]:
    release, undated = cited(RELEASE), cited(UNDATED, confirmed_by="program director")
    says = Citation.Says
    hours = "Call 911. As of April 2025 no team works at night."
    shared = "Shown to visitors in January 2024."
    return {
        "status": fact("status", "Status", "Active", undated),
        "who_comes": fact("who_comes", "Who comes", "A clinician.", release),
        "reach": fact("reach", "How to reach them", hours, release),
        "department": fact("lead_department", "Lead department", "Community Safety", undated),
        "first_dispatch": fact(
            "first_dispatch", "First 911 dispatch", "June 27, 2022", undated, release
        ),
        "budget": fact(
            "budget",
            "Budget",
            "about $4.7 million",
            cited(NEWS, as_of="2023-05", note="Proposed."),
            cited(RELEASE, says=says.ANOTHER, stated="nearly $5 million"),
            rivals=["nearly $2 million"],
        ),
        "partner": fact("partner", "Partner", "Police department", release),
        "unit": fact("unit", "Unit", "Clinicians in the 911 center.", undated),
        "hostile": fact("hostile", "Hostile <b>label</b>", "<script>alert(1)</script>", release),
        "gap": fact("operator", "Operator"),
        "not_measured": fact(
            "billing", "Billing", "", cited(None, says=says.NOT_MEASURED, note="Nobody counts it.")
        ),
        "not_disclosed": fact(
            "time", "Response time", "", cited(RELEASE, says=says.NOT_DISCLOSED, note=shared)
        ),
        "not_applicable": fact(
            "fare", "Denominator", "", cited(None, says=says.NOT_APPLICABLE, note="A count.")
        ),
        "lesson": fact("lesson", "Lesson", "Partners stepped back when appropriate.", release),
        "quote": fact("quote", "Quote", "I am excited.", release),
    }


def observations() -> list[Observation]:
    metric = Metric(slug="calls-responded", name="Calls responded to", unit="calls", kind="count")
    definition = Definition(metric=metric, name="standard")
    period = {"definition": definition, "source": NEWS}
    return [
        Observation(
            value=Decimal(28000),
            bound="more_than",
            period_start="2022-06",
            period_end="2025-04",
            period_kind="cumulative",
            **period,
        ),
        Observation(
            value=Decimal(11612),
            is_disputed=True,
            period_start="2024-01-01",
            period_end="2024-12-31",
            period_kind="calendar_year",
            note="Counted from the dashboard.",
            **period,
        ),
        Observation(
            value=Decimal(200),
            bound="nearly",
            quality="estimated",
            period_kind="undated",
            geography="City",
            **period,
        ),
        Observation(
            value=Decimal("20.5"),
            quality="derived",
            period_start="2025-04-26",
            period_end="2025-04-26",
            period_kind="point",
            **period,
        ),
    ]


class SpecimenForm(forms.Form):
    """One field of each kind; bound with wrong values by the view."""

    deed = forms.ChoiceField(
        label="What would you like to do?",
        widget=forms.RadioSelect,
        choices=[("ok", "It is right: confirm it"), ("fix", "It is wrong: correct it")],
    )
    message = forms.CharField(
        label="What should it say?", widget=forms.Textarea, help_text="With month and year."
    )
    role = forms.CharField(label="Your role")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A fact"), ("b", "A page")])
    email = forms.EmailField(label="E-mail", required=False, help_text="Never shown.")
    topics = forms.MultipleChoiceField(
        label="Topics",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("d", "Dispatch"), ("t", "Training")],
    )
    agrees = forms.BooleanField(label="The editors may ask back", required=False)


def week() -> list[tuple[datetime.datetime, datetime.datetime, str]]:
    monday = datetime.datetime(2024, 1, 8)  # noqa: DTZ001  # hours of a week have no zone
    hours = datetime.timedelta(hours=1)
    stretches = []
    for day in range(5):
        start = monday + datetime.timedelta(days=day)
        stretches += [
            (start, start + 6 * hours, "closed"),
            (start + 6 * hours, start + 21 * hours, "open"),
            (start + 21 * hours, start + 24 * hours, "closed"),
        ]
    return [*stretches, (monday + 120 * hours, monday + 168 * hours, "unknown")]


def timeline(known: dict[str, Fact]) -> list[dict[str, Any]]:
    return [
        {"when": "Sep–Nov 2023", "fact": known["unit"]},
        {
            "when": "Jan 22–24, 2024",
            "fact": known["lesson"],
            "lead": "The visit.",
            "state": "visit",
        },
        {"when": "Feb 2024", "text": "Needle pick-ups begin."},
        {
            "when": "At 3 months",
            "gap": NOT_RECORDED,
            "text": "What was done, changed or dropped.",
            "about": "follow_ups",
            "invitation": "Write it",
            "state": "open",
        },
    ]


def hits() -> list[dict[str, Any]]:
    passage = {
        "heading": "Build triage in",
        "url": "/playbooks/dispatch/#triage",
        "html": format_html("Durham designed <mark>{}</mark> with its leaders.", "dispatch"),
    }
    ended = {"status": "ended", "status_label": "ended 2025"}
    return [
        {"kind": "Playbook", "title": "Call triage", "url": "/a/", "passages": [passage, passage]},
        {"kind": "Program", "title": "Eugene", "url": "/b/", "place": "Eugene, Oregon", **ended},
    ]


def context() -> dict[str, Any]:
    known = facts()
    groups = [
        {"label": "Clinical", "agency": "Community Safety", "count": 4, "named": "Director"},
        {"label": "Police", "agency": "Police Department", "count": 2},
        {"label": "911", "agency": "Emergency Communications", "count": 1, "fact": known["unit"]},
    ]
    uncounted = [{**group, "count": None} for group in groups]
    teacher = "Albuquerque, Austin, Atlanta, Denver, Portland (Oregon)"
    form = SpecimenForm({"deed": "", "message": "", "role": "Analyst", "email": "without an at"})
    return {
        "page": PAGE,
        "facts": known,
        "lede": [
            fact("summary", "Summary", "People without weapons go to calls.", cited(RELEASE)),
            fact("summary", "Summary", "Clinicians follow up.", cited(NEWS), cited(RELEASE)),
        ],
        "who_comes": [known["who_comes"]],
        "reach": [
            fact("reach", "How to reach them", "Call 911.", cited(RELEASE)),
            fact("reach", "How to reach them", "No team works at night.", cited(NEWS)),
        ],
        "nothing": [],
        "trail": [{"title": "Home", "url": "/"}, {"title": "Cities", "url": "/cities/"}],
        "anchors": [("residents", "For residents"), ("facts", "Key facts"), ("forms", "Forms")],
        "host": {"title": "Durham HEART", "url": "/h/", "text": "Since June 2022."},
        "visitor": {"title": "Cambridge CARE", "status": "ended", "status_label": "ended 2025"},
        "week": week(),
        "observations": observations(),
        "teachers": [{"title": teacher}],
        "learners": [{"title": "Cambridge CARE", "url": "/c/", "text": "State: considered."}],
        "links": [("/playbooks/", "Police and fire"), ("/metrics/", "Co-response")],
        "groups": uncounted,
        "counted_groups": groups,
        "words": "They are building a collaborative team across public safety.",
        "timeline": timeline(known),
        "hits": hits(),
        "page_object": Paginator(range(260), 10).get_page(6),
        "form": form,
        "gap": NOT_RECORDED,
    }


def specimen(request: HttpRequest) -> HttpResponse:
    return render(request, "theme/specimen.html", context() | {"query": request.GET})
