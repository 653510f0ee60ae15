"""Training, pay and partners."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from portal.provenance.dates import PartialDateField
from portal.provenance.models import FactRow
from portal.taxonomy.choices import AgencyKind


class Training(FactRow):
    class Kind(models.TextChoices):
        INITIAL = "initial", _("Initial training")
        FIELD = "field", _("Field training and ride-alongs")
        REFRESHER = "refresher", _("Refresher")
        TOPICS = "topics", _("Topics")

    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="trainings")
    kind = models.CharField(max_length=20, choices=Kind)
    hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    weeks = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    since = PartialDateField(_("from"))
    until = PartialDateField()
    wording = models.TextField(
        _("in the source's words"),
        help_text=_("For example: 12 weeks, 360 hours, September to November 2023."),
    )

    class Meta(FactRow.Meta):
        verbose_name = _("training")
        verbose_name_plural = _("training")

    def __str__(self) -> str:
        return self.wording


class PayRange(FactRow):
    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="pay_ranges")
    role = models.CharField(max_length=160)
    lowest = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    highest = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, default="USD")
    per = models.CharField(max_length=40, blank=True, help_text=_("For example: year or hour."))
    as_of = PartialDateField()

    class Meta(FactRow.Meta):
        verbose_name = _("pay range")

    def __str__(self) -> str:
        amounts = " – ".join(f"{n:,.0f}" for n in (self.lowest, self.highest) if n is not None)
        return f"{self.role}: {amounts} {self.currency}" + (f" / {self.per}" if self.per else "")


class Partner(FactRow):
    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=30, choices=AgencyKind, blank=True)
    wording = models.CharField(_("what they do"), max_length=300, blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("partner")

    def __str__(self) -> str:
        return self.name


class Contact(FactRow):
    """A public office that answers, never a private person."""

    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="contacts")
    role = models.CharField(max_length=160, help_text=_("For example: department office."))
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("contact")

    def __str__(self) -> str:
        return ", ".join(part for part in (self.role, self.phone, self.email) if part)


class AnswerTopic(FactRow):
    page = ParentalKey(
        "programs.ProgramPage", on_delete=models.CASCADE, related_name="answer_topics"
    )
    topic = models.ForeignKey("taxonomy.Topic", on_delete=models.PROTECT, related_name="+")

    class Meta(FactRow.Meta):
        verbose_name = _("topic the program answers about")
        verbose_name_plural = _("will answer about")

    def __str__(self) -> str:
        return self.topic.name
