from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from portal.provenance.models import FactRow

from ..panels import city_form
from ..selectors import city_context, city_listing
from ..visibility import is_public
from .knowledge_page import KnowledgePage


class CityIndexPage(KnowledgePage):
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.CityPage"]

    class Meta:
        verbose_name = _("list of cities")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        cities = CityPage.objects.child_of(self).filter(is_public()).order_by("title", "pk")
        return context | city_listing(cities, request)


class CityPage(KnowledgePage):
    """A city, county or town that has a program; its subtree is that place's workspace."""

    class CenterGovernance(models.TextChoices):
        CITY = "city", _("City")
        COUNTY = "county", _("County")
        REGIONAL = "regional", _("Regional")
        POLICE = "police", _("Run by police")
        FIRE = "fire", _("Run by fire")
        STATE = "state", _("State")

    city_name = models.CharField(
        _("name"), max_length=120, help_text=_("Without the state. For example: Durham.")
    )
    state = models.CharField(
        _("state or province"), max_length=60, help_text=_("In full: North Carolina.")
    )
    state_code = models.CharField(max_length=3, blank=True, help_text=_("For example: NC."))
    country = models.CharField(max_length=60, default="United States")
    county = models.CharField(max_length=120, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    area_km2 = models.DecimalField(
        _("land area, square kilometers"), max_digits=9, decimal_places=1, null=True, blank=True
    )
    households = models.PositiveIntegerField(null=True, blank=True)
    emergency_number = models.CharField(
        max_length=40, default="911", help_text=_("Whom to call when somebody is in danger.")
    )
    service_number = models.CharField(
        _("service requests"),
        max_length=160,
        blank=True,
        help_text=_("Number or address for what is no emergency. For example: 311."),
    )
    center_name = models.CharField(_("911 center"), max_length=200, blank=True)
    center_governance = models.CharField(
        _("who runs the 911 center"), max_length=20, choices=CenterGovernance, blank=True
    )
    contact = models.CharField(
        max_length=300, blank=True, help_text=_("A public office, not a person.")
    )

    edit_handler = city_form()
    expected_facts = (
        "state",
        "populations",
        "emergency_number",
        "service_number",
        "center_name",
        "center_governance",
        "contact",
    )

    parent_page_types = ["pages.CityIndexPage"]

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = city_context(self, request)
        parent: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return parent | context

    @property
    def population(self) -> "Population | None":
        """The latest dated count, or an undated one where there is nothing better."""
        return max(self.populations.all(), key=lambda row: row.year or 0, default=None)


class Population(FactRow):
    page = ParentalKey(CityPage, on_delete=models.CASCADE, related_name="populations")
    count = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Empty where the source gives none.")
    )

    class Meta(FactRow.Meta):
        verbose_name = _("population")
        verbose_name_plural = _("population")

    def __str__(self) -> str:
        return f"{self.count:,}" + (f" ({self.year})" if self.year else "")


class CityLink(FactRow):
    page = ParentalKey(CityPage, on_delete=models.CASCADE, related_name="links")
    title = models.CharField(max_length=160)
    address = models.URLField(max_length=500)

    class Meta(FactRow.Meta):
        verbose_name = _("link")

    def __str__(self) -> str:
        return self.title
