"""What the editing form of every kind of knowledge page shares."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel, ObjectList, Panel
from wagtail.models import Page

from portal.provenance.panels import CitationsPanel, FactPanel, FactTabs, OverviewPanel


def topics_panel() -> Panel:
    return MultipleChooserPanel(
        "page_topics",
        chooser_field_name="topic",
        label=_("Topic"),
        heading=_("Topics"),
        help_text=_("The main topic first, then up to three more."),
    )


def upkeep_tab(*more: Panel) -> ObjectList:
    """Topics, tags and who looks after the page: last, because it changes least."""
    return ObjectList(
        [
            topics_panel(),
            FieldPanel("tags", help_text=_("Free words, for what no topic says.")),
            MultiFieldPanel(
                [
                    FieldPanel("maintainer_role"),
                    FieldPanel("reviewed_on"),
                    FieldPanel("review_by"),
                ],
                heading=_("Upkeep"),
            ),
            *more,
            *Page.promote_panels,
        ],
        heading=_("Upkeep"),
    )


def fact_tabs(*tabs: ObjectList) -> FactTabs:
    """The tabs of a page of facts: its own, then upkeep; the citations are drawn in all of them."""
    return FactTabs(
        [
            *tabs,
            upkeep_tab(),
            ObjectList(Page.settings_panels, heading=_("Settings")),
            CitationsPanel(),
        ]
    )


def first_tab(heading: str | Promise, *panels: Panel) -> ObjectList:
    """With what is missing before everything else."""
    return ObjectList([OverviewPanel(), *panels], heading=heading)


def summary_panel() -> FactPanel:
    return FactPanel(
        "summary",
        help_text=_(
            "One or two sentences that a stranger understands; shown in lists and search. "
            "For example: Four teams of civilians answer 911 calls that need no police, in the "
            "whole city, every day."
        ),
    )
