"""What a program works with, and where it takes people."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from portal.provenance.models import FactRow


class Equipment(FactRow):
    class Kind(models.TextChoices):
        VEHICLE = "vehicle", _("Vehicles")
        MARKING = "marking", _("Marking")
        UNIFORM = "uniform", _("Uniform")
        RADIO = "radio", _("Radio")
        RECORDS = "records", _("Records system")
        DISPATCH = "dispatch", _("Computer-aided dispatch")
        SUPPLIES = "supplies", _("Supplies carried")

    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="equipment")
    kind = models.CharField(max_length=20, choices=Kind)
    count = models.PositiveSmallIntegerField(_("how many"), null=True, blank=True)
    wording = models.CharField(
        max_length=300, help_text=_("For example: branded vans and minivans.")
    )

    class Meta(FactRow.Meta):
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")

    def __str__(self) -> str:
        return self.wording


class Destination(FactRow):
    class Kind(models.TextChoices):
        STABILIZATION = "stabilization", _("Crisis stabilization")
        SOBERING = "sobering", _("Sobering center")
        RESPITE = "respite", _("Respite")
        SHELTER = "shelter", _("Shelter")
        HOSPITAL = "hospital", _("Hospital")
        HOME = "home", _("Home or family")
        OTHER = "other", _("Other")

    page = ParentalKey(
        "programs.ProgramPage", on_delete=models.CASCADE, related_name="destinations"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    wording = models.CharField(max_length=300, blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("destination")

    def __str__(self) -> str:
        return self.wording or str(self.get_kind_display())
