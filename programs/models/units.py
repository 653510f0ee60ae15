"""Units of a program, their people and their hours."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from portal.provenance.dates import PartialDateField
from portal.provenance.models import FactRow
from portal.taxonomy.choices import Discipline, ResponseModel

from ..hours import validate_pattern, week, weekly_total


class ProgramModel(FactRow):
    """A response model that a program follows."""

    page = ParentalKey(
        "programs.ProgramPage", on_delete=models.CASCADE, related_name="response_models"
    )
    model = models.CharField(max_length=30, choices=ResponseModel)
    wording = models.CharField(_("in the source's words"), max_length=300, blank=True)
    since = PartialDateField(_("from"))
    until = PartialDateField()

    class Meta(FactRow.Meta):
        verbose_name = _("response model")

    def __str__(self) -> str:
        return str(self.get_model_display())


class Unit(FactRow, ClusterableModel):
    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="units")
    name = models.CharField(max_length=160, help_text=_("For example: Community Response Teams."))
    purpose = models.CharField(max_length=400, blank=True)
    teams = models.PositiveSmallIntegerField(_("number of teams"), null=True, blank=True)
    area = models.CharField(max_length=300, blank=True)
    since = PartialDateField(_("from"))
    until = PartialDateField()

    class Meta(FactRow.Meta):
        verbose_name = _("unit")

    def __str__(self) -> str:
        return self.name


class Role(FactRow):
    """Who is in a team: a discipline, a number of people, or both in words."""

    discipline = models.CharField(max_length=30, choices=Discipline, blank=True)
    count = models.PositiveSmallIntegerField(
        _("how many"), null=True, blank=True, help_text=_("Empty where the source gives none.")
    )
    wording = models.CharField(_("in the source's words"), max_length=300, blank=True)

    class Meta(FactRow.Meta):
        abstract = True

    def __str__(self) -> str:
        name = self.wording or str(self.get_discipline_display())
        return f"{self.count} {name}" if self.count and not self.wording else name

    def clean(self) -> None:
        super().clean()
        if not self.discipline and not self.wording:
            raise ValidationError({"wording": _("Choose a discipline, or write who it is.")})


class TeamRole(Role):
    """People of the whole program, where its sources name no units."""

    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="team_roles")

    class Meta(Role.Meta):
        abstract = False
        verbose_name = _("team role")
        verbose_name_plural = _("team composition")


class UnitRole(Role):
    unit = ParentalKey(Unit, on_delete=models.CASCADE, related_name="roles")

    class Meta(Role.Meta):
        abstract = False
        verbose_name = _("role in the unit")
        constraints = [
            models.UniqueConstraint(fields=["unit", "key"], name="programs_unitrole_key_once")
        ]


class Hours(FactRow):
    """When people come. Time that no source speaks of is `unknown` in the pattern."""

    pattern = models.CharField(
        max_length=300,
        blank=True,
        validators=[validate_pattern],
        help_text=_("Days and times, for example: Mo-Fr 10:00-17:00; Sa 12:00-18:00."),
    )
    hours_per_week = models.DecimalField(
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        help_text=_("An amount without times. Empty where the pattern gives it."),
    )
    wording = models.CharField(
        _("in the source's words"), max_length=300, help_text=_("For example: 12 hours, daily.")
    )
    since = PartialDateField(_("from"))
    until = PartialDateField()

    class Meta(FactRow.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.wording

    @property
    def weekly_total(self) -> float | None:
        """Stated hours of a week; None where a part of it is unknown."""
        if self.hours_per_week is not None:
            return float(self.hours_per_week)
        return weekly_total(self.pattern) if self.pattern else None

    @property
    def week(self) -> list[tuple[Any, Any, str]]:
        """The week's stretches for the strip; empty without a pattern."""
        return week(self.pattern) if self.pattern else []

    @property
    def is_drawn(self) -> bool:
        """Only where some duty time is stated; an empty week would look like no service."""
        return any(state == "open" for _start, _end, state in self.week)


class ProgramHours(Hours):
    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="hours")

    class Meta(Hours.Meta):
        abstract = False
        verbose_name = _("hours")
        verbose_name_plural = _("hours")


class UnitHours(Hours):
    unit = ParentalKey(Unit, on_delete=models.CASCADE, related_name="hours")

    class Meta(Hours.Meta):
        abstract = False
        verbose_name = _("hours of the unit")
        verbose_name_plural = _("hours of the unit")
        constraints = [
            models.UniqueConstraint(fields=["unit", "key"], name="programs_unithours_key_once")
        ]
