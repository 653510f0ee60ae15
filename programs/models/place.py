"""Where a program works."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from portal.provenance.dates import PartialDateField
from portal.provenance.models import FactRow


class ServedPlace(FactRow):
    """A jurisdiction; a city of the portal, or a place in words."""

    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="serves")
    city = models.ForeignKey(
        "pages.CityPage", null=True, blank=True, on_delete=models.PROTECT, related_name="served_by"
    )
    place = models.CharField(
        max_length=160, blank=True, help_text=_("Where the portal has no page of the place.")
    )

    class Meta(FactRow.Meta):
        verbose_name = _("jurisdiction")

    def __str__(self) -> str:
        return self.city.title if self.city else self.place


class Coverage(FactRow):
    """What part of its jurisdiction a program covers, and when it did."""

    class Extent(models.TextChoices):
        CITYWIDE = "citywide", _("Citywide")
        PART = "part", _("Part of the area")
        REGION = "region", _("Several cities or a county")

    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="coverage")
    extent = models.CharField(max_length=20, choices=Extent, blank=True)
    wording = models.CharField(
        _("in the source's words"),
        max_length=300,
        help_text=_("For example: 12 police beats, about a third of the city."),
    )
    share = models.DecimalField(
        _("share of the area, percent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    shape = models.JSONField(
        _("map shape"), null=True, blank=True, help_text=_("A GeoJSON geometry.")
    )
    since = PartialDateField(_("from"))
    until = PartialDateField()

    class Meta(FactRow.Meta):
        verbose_name = _("coverage")
        verbose_name_plural = _("coverage")

    def __str__(self) -> str:
        return self.wording
