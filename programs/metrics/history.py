"""What happened to a figure: each change with the values before and after."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .models.observation import Observation, ObservationChange

# What the portal keeps of a figure is no part of what it says.
_KEPT = {"corrected_on", "is_withheld"}
_COLUMNS = [field for field in Observation._meta.concrete_fields if field.name not in _KEPT]
_NAMES = [field.attname for field in _COLUMNS]
_PLACES = {
    field.attname: field.decimal_places
    for field in _COLUMNS
    if isinstance(field, models.DecimalField)
}
# A change of these is no correction: who cited the figure said nothing else.
_REMARKS = {"id", "note", "is_disputed", "stands"}


def snapshot(observation: Observation) -> dict[str, Any]:
    """The figure's columns as JSON keeps them; enough to bring it back."""
    values = {name: getattr(observation, name) for name in _NAMES}
    for name, places in _PLACES.items():
        # Amounts as the database gives them back, so that 12000 is no change of 12000.0000.
        if values[name] is not None:
            values[name] = f"{Decimal(values[name]):.{places}f}"
    return values


def is_correction(before: dict[str, Any] | None, after: dict[str, Any] | None) -> bool:
    """Whether the figure says something else now: its value, its period, its source."""
    if before is None or after is None:
        return False
    return any(
        before.get(field.attname) != after.get(field.attname)
        for field in _COLUMNS
        if field.name not in _REMARKS
    )


def record_change(
    observation: Observation,
    user: Any,
    *,
    before: dict[str, Any] | None = None,
    is_removal: bool = False,
    batch: uuid.UUID | None = None,
    reason: str = "",
) -> ObservationChange | None:
    """Keeps one addition (no `before`), change or removal; nothing where nothing changed."""
    after = None if is_removal else snapshot(observation)
    if before == after:
        return None
    if is_correction(before, after):
        observation.corrected_on = timezone.localdate()
        # The figure itself is saved already, and what follows from it is done.
        Observation.everything.filter(pk=observation.pk).update(
            corrected_on=observation.corrected_on
        )
    return ObservationChange.objects.create(
        batch=batch or uuid.uuid4(),
        observation=observation,
        program_id=observation.program_id,
        before=before,
        after=after,
        changed_by=user,
        reason=reason,
    )


@dataclass(frozen=True)
class Difference:
    label: str
    before: str
    after: str


def differences(change: ObservationChange) -> Iterator[Difference]:
    """Column by column, in words, for a reader of the history."""
    before, after = change.before or {}, change.after or {}
    for field in _COLUMNS:
        name = field.attname
        if name != "id" and before.get(name) != after.get(name):
            label = capfirst(str(field.verbose_name))
            yield Difference(
                label, in_words(field, before.get(name)), in_words(field, after.get(name))
            )


def in_words(field: Any, value: Any) -> str:
    """A column's value as a reader of the history is told it."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, models.ForeignKey):
        related = field.related_model._default_manager.filter(pk=value).first()
        return str(related) if related else f"#{value}"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DecimalField):
        return str(value).rstrip("0").rstrip(".") if "." in str(value) else str(value)
    return str(value)
