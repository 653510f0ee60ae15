from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.url_routing import RouteResult

from portal.blocks.body import BodyBlock
from portal.pages.models import KnowledgePage
from portal.provenance.dates import PartialDateField, display
from portal.taxonomy.choices import Phase

from ..context import visit_context
from ..memo import memo
from ..panels import visit_form
from ..querysets import SiteVisitQuerySet
from ..wording import Wording, wording_of


class SiteVisitPage(KnowledgePage):
    """What one city saw, asked and took home from another."""

    class Kind(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        VIRTUAL = "virtual", _("Virtual")
        CONFERENCE = "conference", _("Beside a conference")
        HOST_CAME = "host_came", _("The host came to us")
        COHORT = "cohort", _("Cohort")
        PEER_EXCHANGE = "peer_exchange", _("Peer exchange")
        WEBINAR = "webinar", _("Webinar")
        LEARNING_SITE_PROGRAM = "learning_site_program", _("Learning site program")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        WRITTEN_UP = "written_up", _("Written up")
        FOLLOWED_UP = "followed_up", _("Followed up")

    class CostBand(models.TextChoices):
        NOTHING = "nothing", _("Nothing")
        UNDER_1000 = "under_1000", _("Under $1,000")
        UNDER_5000 = "under_5000", _("$1,000 to $5,000")
        UNDER_20000 = "under_20000", _("$5,000 to $20,000")
        MORE = "more", _("More than $20,000")

    kind = models.CharField(max_length=30, choices=Kind, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.PLANNED)
    starts = PartialDateField(_("first day"))
    ends = PartialDateField(_("last day"))

    visitor_phase = models.CharField(
        _("where the visitor stood"), max_length=20, choices=Phase, blank=True
    )
    visitor_team = models.TextField(
        _("the visitor's team then"),
        blank=True,
        help_text=_("For example: team hired, 12 weeks of training finished."),
    )
    visitor_plan = models.TextField(_("what the visitor planned"), blank=True)
    objectives = models.TextField(_("why they went"), blank=True)
    why_this_host = models.TextField(blank=True)
    who_paid = models.CharField(max_length=200, blank=True)
    cost_band = models.CharField(_("cost"), max_length=20, choices=CostBand, blank=True)
    travel_hours = models.DecimalField(
        _("travel, hours one way"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    facilitator = models.CharField(max_length=200, blank=True)
    host_learning = models.TextField(_("what the host took from it"), blank=True)
    host_corrections = models.TextField(blank=True)
    host_replied_on = PartialDateField(
        _("host has read it"), help_text=_("The host may reply before publication.")
    )
    thanks = models.TextField(blank=True)
    ask = models.CharField(_("who to ask"), max_length=200, blank=True)
    cite_as = models.CharField(_("how to cite it"), max_length=300, blank=True)
    body = StreamField(BodyBlock(), blank=True)

    objects = PageManager.from_queryset(SiteVisitQuerySet)()

    # A visit lives under the city that travelled; readers look for it among the visits.
    navigation_section = "site-visits"
    edit_handler = visit_form()
    expected_facts = (
        "kind",
        "starts",
        "parties",
        "delegates",
        "objectives",
        "why_this_host",
        "who_paid",
        "cost_band",
        "travel_hours",
        "visitor_phase",
        "agenda",
        "lessons",
        "adoptions",
        "not_adopted",
        "documents",
        "follow_ups",
    )

    parent_page_types = ["pages.CityPage", "site_visits.SiteVisitIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("site visit")

    def clean(self) -> None:
        super().clean()
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": _("The visit ends before it begins.")})

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        shown = visit_context(self, request)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | shown

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The council memo and its file have addresses below the visit."""
        if self.live and path_components in ([memo.PAGE], [memo.FILE]):
            return RouteResult(self, kwargs={"part": path_components[0]})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, part: str = "") -> HttpResponse:
        response: HttpResponse
        response = memo.answer(self, request, part) if part else super().serve(request)
        return response

    @property
    def words(self) -> Wording:
        """What its page calls things."""
        return wording_of(self.kind)

    @property
    def is_named_by_kind(self) -> bool:
        """Whether the kind says what it was by itself: "Cohort", not "Site visit · Cohort"."""
        return bool(self.kind) and self.words.noun == self.get_kind_display()

    @property
    def is_open_ended(self) -> bool:
        """Whether it still runs, with no day for its end."""
        return bool(self.status == self.Status.RUNNING and self.starts and not self.ends)

    @property
    def has_days(self) -> bool:
        """Whether it went on for several days that are known."""
        return len(self.starts) == 10 and bool(self.ends) and self.ends != self.starts

    @property
    def dates_display(self) -> str:
        """ "January 22 to 24, 2024" where one month holds both, else both in full."""
        if self.is_open_ended:
            return gettext("since %(date)s") % {"date": display(self.starts)}
        if not self.ends or self.ends == self.starts:
            return display(self.starts)
        if len(self.starts) == 10 and self.starts[:7] == self.ends[:7]:
            first_words, year = display(self.starts).rsplit(", ", 1)
            return f"{first_words} to {int(self.ends[8:])}, {year}"
        return f"{display(self.starts)} to {display(self.ends)}"
