"""The editing form of a site visit: who, when and why first, then what was learned."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from portal.pages.panels import fact_tabs, facts, first_tab, summary_panel, title_panel
from portal.provenance.panels import FactRowsPanel, FactTabs


def visit_form() -> FactTabs:
    start = first_tab(
        _("The visit"),
        facts(
            _("Who, when, why"),
            title_panel(),
            summary_panel(
                _("Three Cambridge departments spent three days with Durham's safety team.")
            ),
            "kind",
            "status",
            "starts",
            "ends",
            FactRowsPanel(
                "parties",
                help_text=_("At least one host and one visitor. For example: Durham HEART."),
            ),
            FactRowsPanel("delegates", help_text=_("By role and agency; names only of officials.")),
            "objectives",
            "why_this_host",
            help_text=_(
                "Each line is one fact: its value, what kind of answer it is, and where it comes "
                "from. Lines without an answer are open."
            ),
        ),
        facts(_("What it cost"), "who_paid", "cost_band", "travel_hours"),
    )
    return fact_tabs(start, before_tab(), days_tab(), learned_tab(), after_tab())


def before_tab() -> ObjectList:
    return ObjectList(
        [
            facts(
                _("Where the visitor stood"),
                "visitor_phase",
                "visitor_team",
                "visitor_plan",
                FactRowsPanel("open_questions"),
                FactRowsPanel("preparations"),
            ),
            facts(
                _("The host on the day"),
                FactRowsPanel(
                    "snapshot",
                    help_text=_(
                        "What was so at the host when the visit took place; never updated."
                    ),
                ),
            ),
        ],
        heading=_("Before"),
    )


def days_tab() -> ObjectList:
    return ObjectList(
        [
            facts(
                _("What happened"),
                FactRowsPanel("agenda"),
                FactRowsPanel(
                    "ride_alongs",
                    help_text=_(
                        "No names, no addresses, no ages but in bands, and no story by which "
                        "somebody could be known."
                    ),
                ),
                FactRowsPanel("grid"),
                FactRowsPanel("shared_figures"),
                "facilitator",
            ),
            FieldPanel("body", heading=_("Story")),
        ],
        heading=_("The days"),
    )


def learned_tab() -> ObjectList:
    return ObjectList(
        [
            facts(
                _("What was learned"),
                FactRowsPanel(
                    "lessons",
                    panels=["headline", "text", "topic", "audience", "evidence", "anchor"],
                    help_text=_("Three to ten; the headline says what was learned."),
                ),
                FactRowsPanel("findings"),
                FactRowsPanel("quotes"),
            ),
            facts(
                _("What follows from it"),
                FactRowsPanel("adoptions"),
                FactRowsPanel("not_adopted"),
                FactRowsPanel("documents"),
            ),
        ],
        heading=_("Learned"),
    )


def after_tab() -> ObjectList:
    return ObjectList(
        [
            facts(_("Since then"), FactRowsPanel("follow_ups")),
            facts(
                _("The host"),
                "host_learning",
                "host_corrections",
                "host_replied_on",
                help_text=_("The host may read the page and reply before it is published."),
            ),
            facts(_("Thanks"), "thanks", "ask", "cite_as"),
        ],
        heading=_("After"),
    )
