from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from portal.provenance.dates import PartialDateField, display
from portal.provenance.models import FactRow


class Milestone(FactRow):
    """A dated step of a program. "Launch" means different things, so each has its kind."""

    class Kind(models.TextChoices):
        AUTHORIZED = "authorized", _("Authorized")
        FIRST_HIRED = "first_hired", _("First responder hired")
        PILOT = "pilot", _("Pilot began")
        LAUNCHED = "launched", _("Launch; of what is not stated")
        FIRST_SERVICE = "first_service", _("First service, other than 911 calls")
        FIRST_DISPATCH = "first_dispatch", _("First dispatch to a 911 call")
        EXPANDED = "expanded", _("Expanded")
        CITYWIDE = "citywide", _("Citywide")
        ROUND_THE_CLOCK = "round_the_clock", _("Around the clock")
        PAUSED = "paused", _("Paused")
        ENDED = "ended", _("Ended")

    page = ParentalKey("programs.ProgramPage", on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=20, choices=Kind)
    date = PartialDateField(blank=False)
    wording = models.CharField(_("what happened"), max_length=400, blank=True)
    stands = models.BooleanField(
        _("the city stands by this one"),
        default=False,
        help_text=_("Where two sources give different dates for the same step."),
    )

    class Meta(FactRow.Meta):
        verbose_name = _("date")

    def __str__(self) -> str:
        return display(self.date)

    def contradicts(self, other: FactRow) -> bool:
        """`2022-06` and `2022-06-27` agree; `2022-06` and `2022-08` do not."""
        return (
            isinstance(other, Milestone)
            and other.kind == self.kind
            and self.kind != self.Kind.EXPANDED
            and not self.date.startswith(other.date)
            and not other.date.startswith(self.date)
        )
