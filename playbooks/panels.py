"""The editing form of a playbook, in the order in which it is read."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from portal.pages.panels import fact_tabs, facts, first_tab, summary_panel, title_panel
from portal.provenance.panels import FactRowsPanel, FactTabs


def playbook_form() -> FactTabs:
    start = first_tab(
        _("In short"),
        facts(
            _("What it is for"),
            title_panel(),
            summary_panel(_("How five cities decide which 911 calls go to a team without police.")),
            "in_one_minute",
            "when_to_use",
            help_text=_(
                "Each line is one fact: its value, what kind of answer it is, and where it comes "
                "from. Lines without an answer are open."
            ),
        ),
        facts(
            _("Whom it suits"),
            "phase",
            FactRowsPanel("audiences"),
            FactRowsPanel("suited_models"),
        ),
        facts(_("What it takes"), "takes_people", "takes_money", "takes_time"),
    )
    steps = ObjectList(
        [
            facts(_("What to do"), FactRowsPanel("steps"), FactRowsPanel("trade_offs")),
            FieldPanel("body", heading=_("Story")),
        ],
        heading=_("Steps"),
    )
    practices = ObjectList(
        [
            facts(
                _("What cities do"),
                FactRowsPanel(
                    "practices",
                    panels=["title", "program", "place", "text", "caution", "anchor"],
                    help_text=_("One practice of one program, told so that another can try it."),
                ),
                FactRowsPanel("went_wrong", panels=["text", "program", "place"]),
            )
        ],
        heading=_("Practices"),
    )
    more = ObjectList(
        [
            facts(
                _("To take along"),
                FactRowsPanel("documents"),
                FactRowsPanel("measures"),
                FactRowsPanel("see_also"),
            )
        ],
        heading=_("Documents and measures"),
    )
    return fact_tabs(start, steps, practices, more)
