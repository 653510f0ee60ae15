"""The editing form of a program: the core twenty first, the rest by subject."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.apps import apps
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, Panel

from portal.pages.panels import fact_tabs, facts, first_tab, summary_panel, title_panel
from portal.provenance.facts import Fact
from portal.provenance.panels import (
    AnswerPanel,
    CompactFieldPanel,
    FactPanel,
    FactRowsPanel,
    FactTabs,
)
from portal.provenance.panels.marks import anchor, mark_of
from portal.theme.templatetags.theme import bound_words

from .hours_form import WeekWidget

CORE_FIGURES = {
    "staff-fte": _("Posts"),
    "annual-budget": _("Budget"),
    "calls-responded": _("Calls answered"),
    "share-eligible-answered": _("Share of eligible calls answered"),
}


class ShapeInput(forms.Textarea):
    """GeoJSON as text; no shape is an empty field, not the word `null`."""

    def format_value(self, value: Any) -> str:
        return "" if value in (None, "null") else str(value)


def figures_address(page: Any) -> str:
    return f"{reverse('figures:index')}?program={page.pk}"


def core_figure(metric: str, label: str | Promise) -> AnswerPanel:
    """The latest figure of a metric. It changes in Figures; here its absence is explained."""

    def read(page: Any) -> Fact:
        about = f"metric/{metric}"
        latest = page.latest_observations.get(metric)
        words = f"{bound_words(latest)}{latest}" if latest else ""
        return Fact(about, str(label), words, page.facts.cited(about))

    return AnswerPanel(
        about=f"metric/{metric}",
        read=read,
        has_value=lambda page: metric in page.latest_observations,
        kept_in=_("from Figures"),
        edit_link=(_("Figures of this program"), figures_address),
        help_text=_("Figures change by period, so they are kept in a list of their own."),
    )


class FiguresPanel(Panel):
    """All figures of the program as readers see them, with the way to change them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "programs/admin/figures_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            is_saved = self.instance.pk is not None
            return context | {
                "figures": self.instance.figures if is_saved else [],
                "address": figures_address(self.instance) if is_saved else "",
                "add_address": f"{reverse('figures:add')}?program={self.instance.pk}",
                "import_address": f"{reverse('figure_imports:new')}?program={self.instance.pk}",
                "without_figure": list(self._without_figure()),
            }

        def _without_figure(self) -> Iterator[dict[str, Any]]:
            """Metrics of the dictionary that nobody gave a figure for, to say why.

            The core figures are asked for on the first tab.
            """
            page = self.instance
            metrics = apps.get_model("metrics", "Metric").objects.current().in_dictionary()
            for metric in metrics:
                about = f"metric/{metric.slug}"
                has_figure = page.pk and metric.slug in page.latest_observations
                if metric.slug in CORE_FIGURES or (has_figure and not page.facts.cited(about)):
                    continue
                fact = Fact(about, metric.name, "", page.facts.cited(about))
                yield {
                    "about": about,
                    "anchor": anchor(about),
                    "fact": fact,
                    "mark": mark_of(fact),
                    "citation_forms": self.form.citation_forms(about),
                }


UNIT_ROLES = FactRowsPanel(
    "roles", title=_("Roles in the unit"), panels=["count", "discipline", "wording"]
)
COVERAGE_FIELDS = [
    "wording",
    "extent",
    "share",
    "since",
    "until",
    CompactFieldPanel("shape", widget=ShapeInput(attrs={"rows": 1})),
]
HOURS_FIELDS = [
    "wording",
    CompactFieldPanel(
        "pattern",
        heading=_("Days and times"),
        widget=WeekWidget,
        help_text=_(
            "Only what the source says. “Every day” counts for days that are left empty; write "
            "“off” for a day without duty."
        ),
    ),
    "hours_per_week",
    "since",
    "until",
]


def core_tab() -> ObjectList:
    return first_tab(
        _("Core twenty"),
        facts(
            _("What it is"),
            title_panel(),
            FactRowsPanel("serves"),
            FactPanel("status"),
            FactPanel("status_since"),
            FactPanel("status_reason"),
            FactRowsPanel(
                "milestones", gaps={"milestones/first_dispatch": _("First 911 dispatch")}
            ),
            "lead_department",
            "operator",
            help_text=_(
                "Each line is one fact: its value, what kind of answer it is, and where it comes "
                "from. Lines without an answer are open."
            ),
        ),
        facts(
            _("How it works"),
            FactRowsPanel("response_models"),
            FactRowsPanel(
                "team_roles",
                panels=["count", "discipline", "wording"],
                help_text=_(
                    "Who is in a team, where the sources name no units. People of a unit stand "
                    "with the unit, under “Units and people”."
                ),
            ),
            "police_involvement",
            "dispatch_model",
            FactRowsPanel(
                "call_types",
                gaps={
                    "call_types/eligible": _("Eligible call types"),
                    "call_types/excluded": _("Exclusions"),
                },
                help_text=_(
                    "Calls that the team takes, and those it leaves to others. For example: "
                    "trespass, eligible; weapon, excluded."
                ),
            ),
            FactRowsPanel("hours", panels=HOURS_FIELDS),
            FactRowsPanel("coverage", panels=COVERAGE_FIELDS),
        ),
        facts(
            _("Figures and money"),
            *[core_figure(metric, label) for metric, label in CORE_FIGURES.items()],
            FactRowsPanel("funding"),
        ),
        facts(_("Whom to ask"), FactRowsPanel("contacts")),
    )


def residents_tab() -> ObjectList:
    return ObjectList(
        [
            facts(
                _("In short"),
                summary_panel(
                    _("Civilians answer 911 calls that need no police, in the whole city, daily.")
                ),
                "acronym",
                "acronym_expansion",
                "tagline",
            ),
            facts(
                _("Five plain answers"),
                "who_comes",
                "how_to_reach",
                "what_happens",
                "who_pays",
                "does_it_help",
                help_text=_("For residents, in words that somebody who is upset can follow."),
            ),
            facts(
                _("Asking for the team"),
                "only_through_911",
                FactRowsPanel("ways_to_ask"),
                FactRowsPanel("languages"),
                "website",
            ),
            FieldPanel("logo"),
        ],
        heading=_("Residents"),
    )


def units_tab() -> ObjectList:
    return ObjectList(
        [
            facts(
                _("Units"),
                FactRowsPanel(
                    "units",
                    panels=[
                        "name",
                        "purpose",
                        "teams",
                        "area",
                        "since",
                        "until",
                        UNIT_ROLES,
                        FactRowsPanel("hours", panels=HOURS_FIELDS),
                    ],
                ),
            ),
            facts(
                _("People"),
                FactRowsPanel("trainings"),
                FactRowsPanel("pay_ranges"),
                "shift_length",
                "union",
                "supervision",
                "on_call_clinician",
            ),
            facts(
                _("Who runs it with whom"),
                "housed_in",
                "operator_names",
                FactRowsPanel("partners"),
                FactRowsPanel("equipment"),
            ),
        ],
        heading=_("Units and people"),
    )


def calls_tab() -> ObjectList:
    return ObjectList(
        [
            facts(
                _("Dispatch"),
                "dispatch_detail",
                "embedded_clinician",
                "embedded_clinician_hours",
                "triage_tool",
                "triage_decider",
                "priority_rule",
                FactRowsPanel("hotline_links"),
            ),
            facts(
                _("Which callers"),
                "private_homes",
                "third_party_callers",
                "minors",
                "suicidal_callers",
            ),
            facts(
                _("At the scene and after"),
                "transport",
                FactRowsPanel("destinations"),
                "follow_up_rule",
                "follow_up_by",
            ),
        ],
        heading=_("Calls"),
    )


def governance_tab() -> ObjectList:
    return ObjectList(
        [
            facts(
                _("Board and law"),
                "advisory_board",
                "board_members",
                "board_powers",
                "board_meetings",
                "legal_basis",
                "legal_basis_address",
                "hold_authority",
                FactRowsPanel("agreements"),
            ),
            facts(_("What it achieves"), FactRowsPanel("evaluations")),
        ],
        heading=_("Governance"),
    )


def learning_tab() -> ObjectList:
    return ObjectList(
        [
            facts(_("Looking back"), "would_do_differently", FactRowsPanel("answer_topics")),
            facts(
                _("Hosting visits"),
                "hosts_visits",
                "hosting_offers",
                "hosting_conditions",
                "hosting_capacity",
                "hosting_lead_time",
                "hosting_contact",
            ),
        ],
        heading=_("Learning"),
    )


def program_form() -> FactTabs:
    figures_tab = ObjectList([FiguresPanel(heading=_("Figures"))], heading=_("Figures"))
    return fact_tabs(
        core_tab(),
        residents_tab(),
        units_tab(),
        calls_tab(),
        governance_tab(),
        learning_tab(),
        figures_tab,
    )
