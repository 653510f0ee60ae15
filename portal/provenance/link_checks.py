"""Which sources are due for a look at their addresses, and what is remembered of the answers."""

import datetime

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from .asking import Answer
from .models import Source


def due(older_than: datetime.timedelta) -> QuerySet[Source]:
    """Those never asked first, then the longest ago."""
    not_lately = Q(checked_at=None) | Q(checked_at__lte=timezone.now() - older_than)
    return (
        Source.objects.filter(not_lately, address__iregex=r"^https?://")
        .order_by(F("checked_at").asc(nulls_first=True), "pk")
        .only("pk", "key", "address", "address_state")
    )


def remember(source: Source, answer: Answer) -> None:
    """Nothing, where an editor changed the address in the meantime."""
    now = timezone.now()
    values = {
        "address_state": answer.state,
        "checked_at": now,
        "moved_to": answer.moved_to,
        "check_detail": answer.detail,
    }
    if source.address_state != answer.state:
        values["state_since"] = now
    Source.objects.filter(pk=source.pk, address=source.address).update(**values)
