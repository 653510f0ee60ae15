"""What happened: preparation, agenda, ride-alongs, what was seen and told."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from portal.provenance.dates import PartialDateField
from portal.provenance.models import FactRow

from .results import Evidence


class OpenQuestion(FactRow):
    page = ParentalKey(
        "site_visits.SiteVisitPage", on_delete=models.CASCADE, related_name="open_questions"
    )
    question = models.TextField()
    topic = models.ForeignKey(
        "taxonomy.Topic", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(FactRow.Meta):
        verbose_name = _("open question")

    def __str__(self) -> str:
        return self.question


class Preparation(FactRow):
    class Kind(models.TextChoices):
        READING = "reading", _("Read before")
        DOCUMENT = "document", _("Document asked for")
        QUESTION = "question", _("Question sent ahead")
        STEP = "step", _("Done before")

    page = ParentalKey(
        "site_visits.SiteVisitPage", on_delete=models.CASCADE, related_name="preparations"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField()
    other = models.ForeignKey(
        "pages.KnowledgePage",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("page of the portal"),
    )

    class Meta(FactRow.Meta):
        verbose_name = _("preparation")
        verbose_name_plural = _("preparation")

    def __str__(self) -> str:
        return self.text


class AgendaItem(FactRow):
    class Kind(models.TextChoices):
        SESSION = "session", _("Session")
        RIDE_ALONG = "ride_along", _("Ride-along")
        SIT_ALONG = "sit_along", _("911 room")
        BRIEFING = "briefing", _("Shift briefing")
        PARTNER = "partner", _("Partner meeting")
        TOUR = "tour", _("Tour")
        DEBRIEF = "debrief", _("Debrief")
        DISCUSSION = "discussion", _("Discussion")
        COACHING = "coaching", _("Coaching")
        DOCUMENTS = "documents", _("Documents shared")
        TOPIC = "topic", _("Topic")

    page = ParentalKey("site_visits.SiteVisitPage", on_delete=models.CASCADE, related_name="agenda")
    day = PartialDateField(help_text=_("Empty where the day is not recorded."))
    time = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    topic = models.ForeignKey(
        "taxonomy.Topic", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(_("what it was"))
    host_role = models.CharField(_("with whom"), max_length=200, blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda")

    def __str__(self) -> str:
        return self.text

    @property
    def takes_place(self) -> bool:
        """Whether it belongs to a day; what was merely spoken of does not."""
        return self.kind in {self.Kind.SESSION, self.Kind.RIDE_ALONG}


class RideAlong(FactRow):
    """No names, addresses or stories that identify anybody."""

    page = ParentalKey(
        "site_visits.SiteVisitPage", on_delete=models.CASCADE, related_name="ride_alongs"
    )
    unit = models.CharField(max_length=200, blank=True)
    shift = models.CharField(max_length=160, blank=True)
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    calls = models.PositiveSmallIntegerField(_("calls seen"), null=True, blank=True)
    call_kinds = models.CharField(_("kinds of calls"), max_length=300, blank=True)
    seen = models.TextField(
        _("what we saw"),
        blank=True,
        help_text=_("No names, no addresses, no story by which somebody could be known."),
    )

    class Meta(FactRow.Meta):
        verbose_name = _("ride-along")

    def __str__(self) -> str:
        return self.seen or self.call_kinds or self.unit


class GridRow(FactRow):
    """One row of the observation grid."""

    class Fit(models.TextChoices):
        AS_IS = "as_is", _("As it is")
        ADAPT = "adapt", _("Adapted")
        NO = "no", _("No")

    page = ParentalKey("site_visits.SiteVisitPage", on_delete=models.CASCADE, related_name="grid")
    topic = models.ForeignKey("taxonomy.Topic", on_delete=models.PROTECT, related_name="+")
    what_they_do = models.TextField()
    why = models.TextField(blank=True)
    what_it_takes = models.TextField(blank=True)
    fits_us = models.CharField(max_length=10, choices=Fit, blank=True)
    strength = models.CharField(
        max_length=10, choices=Evidence, blank=True, help_text=_("How we know it.")
    )

    class Meta(FactRow.Meta):
        verbose_name = _("observation")
        verbose_name_plural = _("observation grid")

    def __str__(self) -> str:
        return self.what_they_do


class SharedFigure(FactRow):
    """A figure that the host told or showed, beside what is published."""

    class Standing(models.TextChoices):
        TOLD = "told", _("As told")
        PUBLISHED = "published", _("Published")

    page = ParentalKey(
        "site_visits.SiteVisitPage", on_delete=models.CASCADE, related_name="shared_figures"
    )
    metric = models.ForeignKey(
        "metrics.Metric", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    label = models.CharField(max_length=200)
    value = models.CharField(
        _("value as told"), max_length=160, blank=True, help_text=_("Empty where not recorded.")
    )
    period = models.CharField(max_length=120, blank=True)
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.TOLD)
    observation = models.ForeignKey(
        "metrics.Observation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(FactRow.Meta):
        verbose_name = _("figure that was shared")
        verbose_name_plural = _("figures that were shared")

    def __str__(self) -> str:
        return self.label


class SnapshotValue(FactRow):
    """What was so at the host when the visit took place; never updated."""

    page = ParentalKey(
        "site_visits.SiteVisitPage", on_delete=models.CASCADE, related_name="snapshot"
    )
    label = models.CharField(max_length=160)
    value = models.CharField(max_length=300)
    as_of = PartialDateField()
    metric = models.ForeignKey(
        "metrics.Metric",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Shows the newest figure beside the pinned one."),
    )

    class Meta(FactRow.Meta):
        verbose_name = _("host on the day")
        verbose_name_plural = _("host on the day")

    def __str__(self) -> str:
        return self.value
