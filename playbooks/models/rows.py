"""What a playbook is made of: steps, practices, trade-offs, documents."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from portal.provenance.models import FactRow
from portal.taxonomy.choices import Audience, DocumentKind, ResponseModel


class PlaybookAudience(FactRow):
    page = ParentalKey("playbooks.PlaybookPage", on_delete=models.CASCADE, related_name="audiences")
    audience = models.CharField(max_length=20, choices=Audience)

    class Meta(FactRow.Meta):
        verbose_name = _("audience")

    def __str__(self) -> str:
        return str(self.get_audience_display())


class PlaybookModel(FactRow):
    page = ParentalKey(
        "playbooks.PlaybookPage", on_delete=models.CASCADE, related_name="suited_models"
    )
    model = models.CharField(max_length=30, choices=ResponseModel)

    class Meta(FactRow.Meta):
        verbose_name = _("model it suits")
        verbose_name_plural = _("models it suits")

    def __str__(self) -> str:
        return str(self.get_model_display())


class Step(FactRow):
    page = ParentalKey("playbooks.PlaybookPage", on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(
        max_length=200, help_text=_("Say what to do. For example: Write the questions together.")
    )
    text = models.TextField(blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("step")

    def __str__(self) -> str:
        return self.title


class Practice(FactRow):
    """What one program does, told so that another can try it."""

    page = ParentalKey("playbooks.PlaybookPage", on_delete=models.CASCADE, related_name="practices")
    anchor = models.SlugField(
        max_length=120, help_text=_("Its address on the page; keep it, people link to it.")
    )
    title = models.CharField(max_length=200)
    text = models.TextField()
    program = models.ForeignKey(
        "programs.ProgramPage",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="practices",
    )
    place = models.CharField(
        max_length=200, blank=True, help_text=_("Who does it, where the portal has no page of it.")
    )
    caution = models.TextField(
        blank=True, help_text=_("What a city should know before it copies this.")
    )

    class Meta(FactRow.Meta):
        verbose_name = _("practice")
        constraints = [
            *FactRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["page", "anchor"],
                name="practice_anchor_once",
                violation_error_message=_("Another practice of this page has that address."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if not self.program and not self.place:
            raise ValidationError({"place": _("Choose the program, or write who does this.")})


class TradeOff(FactRow):
    page = ParentalKey(
        "playbooks.PlaybookPage", on_delete=models.CASCADE, related_name="trade_offs"
    )
    decision = models.CharField(max_length=200)
    text = models.TextField(_("what speaks for each side"))

    class Meta(FactRow.Meta):
        verbose_name = _("decision and trade-off")
        verbose_name_plural = _("decisions and trade-offs")

    def __str__(self) -> str:
        return self.decision


class WentWrong(FactRow):
    page = ParentalKey(
        "playbooks.PlaybookPage", on_delete=models.CASCADE, related_name="went_wrong"
    )
    text = models.TextField()
    program = models.ForeignKey(
        "programs.ProgramPage", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place = models.CharField(max_length=200, blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("what went wrong")
        verbose_name_plural = _("what went wrong")

    def __str__(self) -> str:
        return self.text


class PlaybookMeasure(FactRow):
    page = ParentalKey("playbooks.PlaybookPage", on_delete=models.CASCADE, related_name="measures")
    metric = models.ForeignKey("metrics.Metric", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("what it tells you here"), max_length=300, blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("measure")

    def __str__(self) -> str:
        return self.metric.name


class PlaybookDocument(FactRow):
    page = ParentalKey("playbooks.PlaybookPage", on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=20, choices=DocumentKind)
    title = models.CharField(max_length=300)
    document = models.ForeignKey(
        "wagtaildocs.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    address = models.URLField(max_length=500, blank=True)
    licence = models.CharField(
        max_length=160, blank=True, help_text=_("How others may use it. For example: CC BY 4.0.")
    )

    class Meta(FactRow.Meta):
        verbose_name = _("document to reuse")
        verbose_name_plural = _("documents to reuse")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if not self.document and not self.address:
            raise ValidationError({"document": _("Upload the document, or give its address.")})


class SeeAlso(FactRow):
    page = ParentalKey("playbooks.PlaybookPage", on_delete=models.CASCADE, related_name="see_also")
    other = models.ForeignKey(
        "pages.KnowledgePage", on_delete=models.PROTECT, related_name="+", verbose_name=_("page")
    )
    why = models.CharField(max_length=200, blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("see also")
        verbose_name_plural = _("see also")

    def __str__(self) -> str:
        return self.other.title
