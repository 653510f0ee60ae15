"""What is known of a source's address since it was last asked."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .dates import display

# A server may be down for a while; after so long without an answer it is taken for gone.
PATIENCE = datetime.timedelta(days=30)


class CheckedAddress(models.Model):
    """Written by `manage.py check_sources` alone."""

    class AddressState(models.TextChoices):
        ANSWERS = "answers", _("Answers")
        MOVED = "moved", _("Moved")
        GONE = "gone", _("Gone")
        UNREACHABLE = "unreachable", _("Does not answer")

    address_state = models.CharField(
        _("state of the address"), max_length=20, choices=AddressState, blank=True, editable=False
    )
    state_since = models.DateTimeField(_("since"), null=True, editable=False)
    checked_at = models.DateTimeField(_("last asked"), null=True, editable=False)
    moved_to = models.URLField(_("moved to"), max_length=1000, blank=True, editable=False)
    check_detail = models.CharField(
        _("what the server said"), max_length=200, blank=True, editable=False
    )

    class Meta:
        abstract = True

    @property
    def is_dead(self) -> bool:
        """Whether no reader should be sent there."""
        if self.address_state == self.AddressState.GONE:
            return True
        return self.is_silent and self.checked_at - self.state_since >= PATIENCE  # type: ignore[operator]  # both are there

    @property
    def is_silent(self) -> bool:
        """Whether nobody answered when it was last asked."""
        is_unreachable = self.address_state == self.AddressState.UNREACHABLE
        return is_unreachable and None not in (self.checked_at, self.state_since)

    @property
    def address_words(self) -> str:
        """For editors: "Gone since November 3, 2026 (HTTP 404)"."""
        if not self.address_state or self.state_since is None:
            return ""
        words = {
            "state": self.get_address_state_display(),
            "day": display(f"{timezone.localtime(self.state_since):%Y-%m-%d}"),
            "detail": self.check_detail,
            "address": self.moved_to,
        }
        if self.moved_to:
            return str(_("Moved to %(address)s, noticed on %(day)s") % words)
        return str(_("%(state)s since %(day)s (%(detail)s)") % words)

    def forget_check(self) -> None:
        """For another address, of which nothing is known yet."""
        self.address_state = self.moved_to = self.check_detail = ""
        self.state_since = self.checked_at = None


def is_dead() -> Q:
    """The same as a part of a query."""
    states = CheckedAddress.AddressState
    is_silent = Q(address_state=states.UNREACHABLE, state_since__lte=F("checked_at") - PATIENCE)
    return Q(address_state=states.GONE) | is_silent
