"""Who visited whom."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from portal.provenance.models import FactRow
from portal.taxonomy.choices import AgencyKind, Discipline


class Side(models.TextChoices):
    HOST = "host", _("Host")
    VISITOR = "visitor", _("Visitor")


class Party(FactRow):
    """A host or a visitor: a program, a city, or an organization or a place in words."""

    page = ParentalKey(
        "site_visits.SiteVisitPage", on_delete=models.CASCADE, related_name="parties"
    )
    side = models.CharField(max_length=10, choices=Side)
    program = models.ForeignKey(
        "programs.ProgramPage",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="visit_parties",
    )
    city = models.ForeignKey(
        "pages.CityPage",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="visit_parties",
    )
    organization = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("For one that is no city's. For example: Council of State Governments."),
    )
    place = models.CharField(max_length=200, blank=True)
    agency = models.CharField(max_length=200, blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("host or visitor")
        verbose_name_plural = _("host and visitor")

    def __str__(self) -> str:
        return self.agency or self.name

    @property
    def name(self) -> str:
        """The program's title, else the city's, else the organization or place in words."""
        page = self.program or self.city
        return page.title if page else self.organization or self.place

    def clean(self) -> None:
        super().clean()
        if not (self.program or self.city or self.organization or self.place):
            message = _("Choose a program or a city, or write the organization or the place.")
            raise ValidationError({"place": message})


class Delegate(FactRow):
    """Somebody who travelled or received, by role; a name only for named officials."""

    page = ParentalKey(
        "site_visits.SiteVisitPage", on_delete=models.CASCADE, related_name="delegates"
    )
    side = models.CharField(max_length=10, choices=Side, default=Side.VISITOR)
    agency = models.CharField(max_length=200)
    agency_kind = models.CharField(max_length=30, choices=AgencyKind, blank=True)
    discipline = models.CharField(max_length=30, choices=Discipline, blank=True)
    role = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=120, blank=True)
    count = models.PositiveSmallIntegerField(
        _("how many"), null=True, blank=True, help_text=_("Empty where nobody counted.")
    )

    class Meta(FactRow.Meta):
        verbose_name = _("delegate")
        verbose_name_plural = _("delegation")

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.role, self.agency) if part)
