"""What came of a visit: lessons, intentions, quotes, follow-ups."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from portal.provenance.dates import PartialDateField
from portal.provenance.models import FactRow
from portal.taxonomy.choices import Audience, DocumentKind


class Evidence(models.TextChoices):
    """How a visitor came to know something."""

    TOLD = "told", _("Told")
    SEEN = "seen", _("Seen")
    DATA = "data", _("From data")
    DOCUMENT = "document", _("From a document")


class Finding(FactRow):
    """How the visit compares with what the visitors had read."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        SURPRISED = "surprised", _("Different from the published account")
        UNCONVINCED = "unconvinced", _("Did not convince us")

    page = ParentalKey(
        "site_visits.SiteVisitPage", on_delete=models.CASCADE, related_name="findings"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField()

    class Meta(FactRow.Meta):
        verbose_name = _("finding")

    def __str__(self) -> str:
        return self.text


class Lesson(FactRow):
    page = ParentalKey(
        "site_visits.SiteVisitPage", on_delete=models.CASCADE, related_name="lessons"
    )
    anchor = models.SlugField(
        max_length=120, help_text=_("Its address on the page; keep it, people link to it.")
    )
    headline = models.CharField(max_length=200)
    text = models.TextField()
    topic = models.ForeignKey(
        "taxonomy.Topic", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    audience = models.CharField(max_length=20, choices=Audience, blank=True)
    evidence = models.CharField(_("how we know"), max_length=20, choices=Evidence, blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("lesson")
        constraints = [
            *FactRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["page", "anchor"],
                name="lesson_anchor_once",
                violation_error_message=_("Another lesson of this page has that address."),
            ),
        ]

    def __str__(self) -> str:
        return self.headline


class Adoption(FactRow):
    """What the visitor means to take over."""

    class State(models.TextChoices):
        CONSIDERED = "considered", _("Considered")
        ADAPTING = "adapting", _("Adapting")
        ADOPTED = "adopted", _("Adopted")
        DROPPED = "dropped", _("Dropped")

    page = ParentalKey(
        "site_visits.SiteVisitPage", on_delete=models.CASCADE, related_name="adoptions"
    )
    what = models.TextField()
    state = models.CharField(max_length=20, choices=State, default=State.CONSIDERED)
    owner_role = models.CharField(_("who sees to it"), max_length=160, blank=True)
    due = PartialDateField()
    adaptation = models.TextField(_("what is changed on the way"), blank=True)
    dependencies = models.TextField(blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("intended adoption")

    def __str__(self) -> str:
        return self.what


class NotAdopted(FactRow):
    class Reason(models.TextChoices):
        LAW = "law", _("Law")
        SCALE = "scale", _("Scale")
        MONEY = "money", _("Money")
        PARTNERS = "partners", _("Partners")
        OTHER = "other", _("Other")

    page = ParentalKey(
        "site_visits.SiteVisitPage", on_delete=models.CASCADE, related_name="not_adopted"
    )
    what = models.TextField()
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    why = models.TextField(blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("not adopted")
        verbose_name_plural = _("not adopted")

    def __str__(self) -> str:
        return self.what


class Quote(FactRow):
    class Consent(models.TextChoices):
        PUBLISHED = "published", _("Published by the speaker's office")
        GIVEN = "given", _("Given to us")

    page = ParentalKey("site_visits.SiteVisitPage", on_delete=models.CASCADE, related_name="quotes")
    words = models.TextField()
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=200, blank=True)
    organization = models.CharField(max_length=200, blank=True)
    consent = models.CharField(max_length=20, choices=Consent)
    note = models.CharField(
        max_length=300, blank=True, help_text=_("What was changed or left out, if anything.")
    )

    class Meta(FactRow.Meta):
        verbose_name = _("quote")

    def __str__(self) -> str:
        return self.words


class FollowUp(FactRow):
    class State(models.TextChoices):
        DONE = "done", _("Done")
        CHANGED = "changed", _("Changed")
        DROPPED = "dropped", _("Dropped")
        OPEN = "open", _("Open")

    page = ParentalKey(
        "site_visits.SiteVisitPage", on_delete=models.CASCADE, related_name="follow_ups"
    )
    date = PartialDateField(_("when"), blank=False)
    what = models.TextField(_("what happened"))
    state = models.CharField(max_length=20, choices=State, blank=True)
    metric = models.ForeignKey(
        "metrics.Metric", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(FactRow.Meta):
        verbose_name = _("follow-up")

    def __str__(self) -> str:
        return self.what


class VisitDocument(FactRow):
    page = ParentalKey(
        "site_visits.SiteVisitPage", on_delete=models.CASCADE, related_name="documents"
    )
    kind = models.CharField(max_length=20, choices=DocumentKind)
    title = models.CharField(max_length=300)
    document = models.ForeignKey(
        "wagtaildocs.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    address = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=160, blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("document received")
        verbose_name_plural = _("documents received")

    def __str__(self) -> str:
        return self.title
