"""What the editing form of every kind of knowledge page shares."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    Panel,
)
from wagtail.models import Page

from portal.provenance.panels import (
    CitationsPanel,
    FactGroup,
    FactPanel,
    FactRowsPanel,
    FactTabs,
    OverviewPanel,
    TitleFactPanel,
)


def facts(heading: str | Promise, *fields: str | Panel, help_text: str | Promise = "") -> FactGroup:
    """Facts under one heading; a name stands for a column."""
    panels = [FactPanel(field) if isinstance(field, str) else field for field in fields]
    return FactGroup(panels, heading=heading, help_text=help_text)


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


def title_panel() -> TitleFactPanel:
    return TitleFactPanel("title", is_required=True)


def summary_panel(example: str | Promise) -> FactPanel:
    """`example` is a summary of this kind of page, to write by."""
    says = _("One or two sentences that a stranger understands; shown in lists and search.")
    return FactPanel("summary", help_text=format_lazy("{} {} {}", says, _("For example:"), example))


def city_form() -> FactTabs:
    place = first_tab(
        _("Place"),
        facts(
            _("City"),
            title_panel(),
            "city_name",
            "state",
            "state_code",
            "county",
            "country",
            summary_panel(
                _("Durham sends civilians to 911 calls, and shares how with cities that ask.")
            ),
        ),
        facts(
            _("Calling for help"),
            "emergency_number",
            "service_number",
            "center_name",
            "center_governance",
            "contact",
        ),
    )
    size = ObjectList(
        [
            facts(
                _("People and land"),
                FactRowsPanel("populations"),
                "area_km2",
                "households",
                "latitude",
                "longitude",
                help_text=_("By these, readers find cities like theirs."),
            ),
            facts(_("Links"), FactRowsPanel("links")),
        ],
        heading=_("Size and links"),
    )
    return fact_tabs(place, size)
