"""Which calls a program takes, and how they reach it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from portal.provenance.dates import PartialDateField
from portal.provenance.models import FactRow
from portal.taxonomy.choices import CallKind


class CallType(FactRow):
    """A kind of call that a program takes or leaves to others."""

    class Rule(models.TextChoices):
        ELIGIBLE = "eligible", _("Eligible")
        EXCLUDED = "excluded", _("Excluded")

    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="call_types")
    rule = models.CharField(max_length=10, choices=Rule, default=Rule.ELIGIBLE)
    kind = models.CharField(
        max_length=30,
        choices=CallKind,
        blank=True,
        help_text=_("Empty where none of the list fits; the source's words then stand alone."),
    )
    local_code = models.CharField(max_length=60, blank=True)
    wording = models.CharField(_("in the source's words"), max_length=300, blank=True)
    since = PartialDateField(_("from"))
    until = PartialDateField()

    class Meta(FactRow.Meta):
        verbose_name = _("call type")

    def __str__(self) -> str:
        return self.wording or str(self.get_kind_display())

    def clean(self) -> None:
        super().clean()
        if not self.kind and not self.wording:
            raise ValidationError({"kind": _("Choose a kind of call, or write what it is.")})


class WayToAsk(FactRow):
    """How residents ask for the team."""

    class Kind(models.TextChoices):
        EMERGENCY = "911", _("911")
        CRISIS_LINE = "988", _("988")
        COMMUNITY_LINE = "211", _("211")
        CITY_SERVICES = "311", _("311")
        NON_EMERGENCY = "non_emergency", _("Non-emergency line")
        DIRECT = "direct", _("The team's own number")
        WALK_IN = "walk_in", _("In person")
        ONLINE = "online", _("Online")
        REFERRAL = "referral", _("By referral")

    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="ways_to_ask")
    kind = models.CharField(max_length=20, choices=Kind)
    number = models.CharField(
        _("number or address"), max_length=200, blank=True, help_text=_("Empty for 911.")
    )
    wording = models.CharField(_("what it is for"), max_length=300, blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("way to ask")
        verbose_name_plural = _("ways to ask")

    def __str__(self) -> str:
        parts = [str(self.get_kind_display()), self.number, self.wording]
        return ", ".join(part for part in parts if part)


class HotlineLink(FactRow):
    """A hand-off between the program and another line, one way each."""

    class Line(models.TextChoices):
        CRISIS = "988", "988"
        COMMUNITY = "211", "211"
        CITY = "311", "311"

    class Direction(models.TextChoices):
        TO_TEAM = "to_team", _("From the line to the team")
        FROM_TEAM = "from_team", _("From 911 or the team to the line")

    page = ParentalKey(
        "programs.ProgramPage", on_delete=models.CASCADE, related_name="hotline_links"
    )
    line = models.CharField(max_length=10, choices=Line)
    direction = models.CharField(max_length=20, choices=Direction)
    wording = models.CharField(_("how it works"), max_length=300, blank=True)

    class Meta(FactRow.Meta):
        verbose_name = _("hand-off with 988, 211 or 311")

    def __str__(self) -> str:
        text = f"{self.line}: {self.get_direction_display()}"
        return f"{text}, {self.wording}" if self.wording else text


class LanguageServed(FactRow):
    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(max_length=80, help_text=_("For example: Spanish."))
    wording = models.CharField(
        _("how"), max_length=200, blank=True, help_text=_("For example: by telephone interpreter.")
    )

    class Meta(FactRow.Meta):
        verbose_name = _("language")

    def __str__(self) -> str:
        return f"{self.language} ({self.wording})" if self.wording else self.language
