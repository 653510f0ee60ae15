"""Who pays, what was agreed, and who looked at the results."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from portal.provenance.dates import PartialDateField
from portal.provenance.models import FactRow


class FundingSource(FactRow):
    class Kind(models.TextChoices):
        GENERAL_FUND = "general_fund", _("City or county budget")
        LOCAL_TAX = "local_tax", _("Dedicated local tax")
        MEDICAID = "medicaid", _("Medicaid")
        OPIOID_SETTLEMENT = "opioid_settlement", _("Opioid settlement")
        STATE_GRANT = "state_grant", _("State grant")
        FEDERAL_GRANT = "federal_grant", _("Federal grant")
        PHILANTHROPY = "philanthropy", _("Philanthropy")
        OTHER = "other", _("Other")

    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="funding")
    kind = models.CharField(max_length=20, choices=Kind)
    wording = models.CharField(max_length=300, blank=True)
    share = models.DecimalField(
        _("share, percent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    until = PartialDateField(_("ends"), help_text=_("When the money stops."))

    class Meta(FactRow.Meta):
        verbose_name = _("funding source")

    def __str__(self) -> str:
        return self.wording or str(self.get_kind_display())


class Agreement(FactRow):
    class Kind(models.TextChoices):
        UNDERSTANDING = "understanding", _("Memorandum of understanding")
        DATA_SHARING = "data_sharing", _("Data sharing")
        CONTRACT = "contract", _("Contract")

    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="agreements")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=300)
    parties = models.CharField(max_length=300, blank=True)
    since = PartialDateField(_("from"))
    until = PartialDateField()
    address = models.URLField(max_length=500, blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta(FactRow.Meta):
        verbose_name = _("agreement")

    def __str__(self) -> str:
        return f"{self.title} ({self.parties})" if self.parties else self.title


class Evaluation(FactRow):
    class Design(models.TextChoices):
        INTERNAL = "internal", _("Internal")
        DESCRIPTIVE = "descriptive", _("Independent, descriptive")
        QUASI_EXPERIMENTAL = "quasi_experimental", _("Quasi-experimental")
        RANDOMIZED = "randomized", _("Randomized trial")

    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="evaluations")
    design = models.CharField(
        max_length=20,
        choices=Design,
        blank=True,
        help_text=_("Empty for dashboards and technical assistance, which evaluate nothing."),
    )
    evaluator = models.CharField(max_length=200, blank=True)
    since = PartialDateField(_("period from"))
    until = PartialDateField(_("period until"))
    finding = models.TextField(_("what it is, or what it found"))
    address = models.URLField(max_length=500, blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations and data")

    def __str__(self) -> str:
        return self.finding
