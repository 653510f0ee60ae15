from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageManager

from portal.pages.models import KnowledgePage
from portal.provenance.dates import PartialDateField
from portal.provenance.facts import Fact
from portal.taxonomy.choices import STOPPED, AgencyKind, Phase, YesNo

from ..core_twenty import core_twenty
from ..panels import program_form
from ..querysets import ProgramQuerySet
from ..selectors import program_context

if TYPE_CHECKING:
    from ..metrics.models import Observation


def comparison_key(address: str) -> str:
    """`durham-nc/heart`, of the address that a program has or had."""
    return "/".join(address.strip("/").split("/")[-2:])


class ProgramPage(KnowledgePage):
    """One city's program. Numbers that change by period are observations, never columns here."""

    class Operator(models.TextChoices):
        CITY = "city", _("City or county staff")
        CONTRACTOR = "contractor", _("Contractor")
        MIXED = "mixed", _("City or county staff and contractor")

    class PoliceInvolvement(models.TextChoices):
        NEVER = "never", _("Never")
        ON_REQUEST = "on_request", _("When the team asks")
        SOME_CALLS = "some_calls", _("On some calls")
        SOME_UNITS = "some_units", _("In some units")
        ALWAYS = "always", _("Always")

    class DispatchModel(models.TextChoices):
        EMERGENCY_CALL_CENTER = "911", _("Sent by 911")
        EMBEDDED = "embedded", _("Sent by a professional inside the 911 center")
        EXTERNAL = "external", _("Sent by a hotline outside 911")
        SELF = "self", _("The team picks calls itself")
        REFERRAL = "referral", _("By referral only")

    acronym = models.CharField(max_length=30, blank=True, help_text=_("For example: HEART."))
    acronym_expansion = models.CharField(
        _("stands for"),
        max_length=200,
        blank=True,
        help_text=_("For example: Holistic Empathetic Assistance Response Teams."),
    )
    tagline = models.CharField(max_length=200, blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lead_department = models.CharField(
        max_length=200, blank=True, help_text=_("For example: Durham Community Safety Department.")
    )
    housed_in = models.CharField(max_length=30, choices=AgencyKind, blank=True)
    operator = models.CharField(
        _("who runs it day to day"), max_length=20, choices=Operator, blank=True
    )
    operator_names = models.CharField(
        _("who runs it, by name"),
        max_length=300,
        blank=True,
        help_text=_("Where others than city or county staff run it."),
    )
    status = models.CharField(max_length=20, choices=Phase, blank=True)
    status_since = PartialDateField()
    status_reason = models.TextField(
        blank=True, help_text=_("For paused and ended programs: why, in one sentence.")
    )
    website = models.URLField(max_length=500, blank=True)

    who_comes = models.TextField(
        _("who comes?"), blank=True, help_text=_("In plain words, for somebody who may be upset.")
    )
    how_to_reach = models.TextField(_("how do I reach them?"), blank=True)
    what_happens = models.TextField(_("what happens?"), blank=True)
    who_pays = models.TextField(_("who pays?"), blank=True)
    does_it_help = models.TextField(_("does it help?"), blank=True)
    only_through_911 = models.CharField(
        _("is 911 the only way?"), max_length=10, choices=YesNo, blank=True
    )

    police_involvement = models.CharField(
        _("police at the scene"), max_length=20, choices=PoliceInvolvement, blank=True
    )
    dispatch_model = models.CharField(
        _("how calls reach the team"), max_length=20, choices=DispatchModel, blank=True
    )
    dispatch_detail = models.CharField(
        _("how calls reach the team, in words"),
        max_length=300,
        blank=True,
        help_text=_("In the source's words."),
    )
    embedded_clinician = models.CharField(
        _("clinician in the 911 center"), max_length=10, choices=YesNo, blank=True
    )
    embedded_clinician_hours = models.CharField(
        _("hours of the clinician in the 911 center"), max_length=160, blank=True
    )
    triage_tool = models.CharField(
        max_length=300, blank=True, help_text=_("The questions or protocol that call-takers use.")
    )
    triage_decider = models.CharField(_("who decides"), max_length=200, blank=True)
    private_homes = models.CharField(
        _("comes to private homes"), max_length=10, choices=YesNo, blank=True
    )
    third_party_callers = models.CharField(
        _("takes calls by others"), max_length=10, choices=YesNo, blank=True
    )
    minors = models.CharField(_("comes to minors"), max_length=10, choices=YesNo, blank=True)
    suicidal_callers = models.CharField(
        _("comes to people who think of suicide"), max_length=10, choices=YesNo, blank=True
    )
    priority_rule = models.TextField(_("priority and queue"), blank=True)

    shift_length = models.CharField(max_length=120, blank=True)
    union = models.CharField(max_length=200, blank=True)
    supervision = models.TextField(blank=True)
    on_call_clinician = models.CharField(
        _("on-call clinician"), max_length=10, choices=YesNo, blank=True
    )

    transport = models.CharField(_("offers transport"), max_length=10, choices=YesNo, blank=True)
    follow_up_rule = models.CharField(
        _("follow-up"),
        max_length=300,
        blank=True,
        help_text=_("For example: after 1, 7 and 30 days."),
    )
    follow_up_by = models.CharField(_("follow-up by"), max_length=160, blank=True)

    advisory_board = models.CharField(max_length=10, choices=YesNo, blank=True)
    board_members = models.TextField(blank=True)
    board_powers = models.TextField(blank=True)
    board_meetings = models.URLField(max_length=500, blank=True)
    legal_basis = models.TextField(
        blank=True, help_text=_("Ordinance, charter or state law, with its number.")
    )
    legal_basis_address = models.URLField(max_length=500, blank=True)
    hold_authority = models.CharField(
        _("may order an involuntary hold"), max_length=10, choices=YesNo, blank=True
    )

    hosts_visits = models.CharField(max_length=10, choices=YesNo, blank=True)
    hosting_offers = models.TextField(
        blank=True, help_text=_("For example: ride-alongs, a shift in the 911 room.")
    )
    hosting_conditions = models.TextField(blank=True)
    hosting_capacity = models.CharField(
        max_length=160, blank=True, help_text=_("For example: four visits a year.")
    )
    hosting_lead_time = models.CharField(max_length=160, blank=True)
    hosting_contact = models.CharField(_("whom to ask"), max_length=200, blank=True)
    would_do_differently = models.TextField(
        _("what we would do differently"),
        blank=True,
        help_text=_("Asked of every program that operates. Visitors read it first."),
    )

    # Its address lies below its city.
    navigation_section = "programs"

    objects = PageManager.from_queryset(ProgramQuerySet)()

    edit_handler = program_form()

    parent_page_types = ["pages.CityPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("program")

    PLAIN_ANSWERS = ("who_comes", "how_to_reach", "what_happens", "who_pays", "does_it_help")

    @property
    def comparison_key(self) -> str:
        """What the address of a comparison calls it."""
        return comparison_key(self.url_path)

    @property
    def has_ended(self) -> bool:
        return self.status == Phase.ENDED

    @property
    def has_stopped(self) -> bool:
        """Ended or paused: it answers no calls now, so its page speaks of it in the past."""
        return self.status in STOPPED

    @cached_property
    def reported_figures(self) -> list["Observation"]:
        """Also those that readers are not shown; each metric's newest first; one query.

        No more of a metric than a page can hold (`ObservationQuerySet.for_programs`).
        """
        return list(self.observations.for_programs([self])) if self.pk else []

    @cached_property
    def figures(self) -> list["Observation"]:
        """All that readers are shown."""
        return [figure for figure in self.reported_figures if not figure.is_withheld]

    @property
    def withheld_figures(self) -> list["Observation"]:
        """Small counts of people, and what would give one away."""
        return [figure for figure in self.reported_figures if figure.is_withheld]

    @cached_property
    def latest_observations(self) -> dict[str, "Observation"]:
        """The newest figure of each metric, by metric slug."""
        return {figure.metric.slug: figure for figure in reversed(self.figures)}

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = program_context(self, request)
        parent: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return parent | context

    def core_fact_list(self) -> list[Fact]:
        return core_twenty(self)

    def find_fact(self, about: str) -> Fact | None:
        """Also figures (`<metric>/<start>/<end>`) and the core facts that join several rows."""
        figure = next((figure for figure in self.figures if figure.about == about), None)
        if figure is not None:
            return Fact(about, figure.metric.name, str(figure))
        core = next((fact for fact in self.core_fact_list() if fact.about == about), None)
        return super().find_fact(about) if core is None else core
