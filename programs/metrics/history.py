"""What happened to a figure: each change with the values before and after."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .models import Observation, ObservationChange


def snapshot(observation: Observation) -> dict[str, Any]:
    """The figure's columns as JSON keeps them; enough to bring it back."""
    return {
        field.attname: _plain(getattr(observation, field.attname))
        for field in Observation._meta.concrete_fields
    }


def record_change(
    observation: Observation,
    user: Any,
    *,
    before: dict[str, Any] | None = None,
    is_removal: bool = False,
    batch: uuid.UUID | None = None,
) -> ObservationChange | None:
    """Keeps one addition (no `before`), change or removal; nothing where nothing changed."""
    after = None if is_removal else snapshot(observation)
    if before == after:
        return None
    return ObservationChange.objects.create(
        batch=batch or uuid.uuid4(),
        observation=None if is_removal else observation,
        program_id=observation.program_id,
        before=before,
        after=after,
        changed_by=user,
    )


@dataclass(frozen=True)
class Difference:
    label: str
    before: str
    after: str


def differences(change: ObservationChange) -> Iterator[Difference]:
    """Column by column, in words, for a reader of the history."""
    before, after = change.before or {}, change.after or {}
    for field in Observation._meta.concrete_fields:
        name = field.attname
        if name != "id" and before.get(name) != after.get(name):
            label = capfirst(str(field.verbose_name))
            yield Difference(
                label, in_words(field, before.get(name)), in_words(field, after.get(name))
            )


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | str) else str(value)


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
