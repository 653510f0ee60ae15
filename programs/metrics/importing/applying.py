"""The figures of a checked file, written in one transaction: all of them or none."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Protocol

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.search.indexing import index_pages, keep_in_step

from ..history import is_correction, snapshot
from ..models import Observation, ObservationChange
from ..withholding import settle
from .batches import in_batches
from .models import KEY, SAID, FigureImport, ImportedFile, ImportRow
from .planning import Existing, Key, existing_figures, plain

_NUMBERS = {"value", "value_to", "numerator", "denominator"}
_DIGITS = Decimal("0.0001")


class NotAppliedError(Exception):
    """Nothing was written; the words say why."""


def begin(of: FigureImport, reason: str | None = None) -> bool:
    """Whether it may be applied, now that it is marked as being so.

    `reason`: why figures change, for readers; None keeps what was said before.
    """
    rows = FigureImport.objects.filter(pk=of.pk, state__in=_BEFORE)
    given = {} if reason is None else {"reason": reason}
    now = timezone.now()
    return bool(rows.update(state=FigureImport.State.APPLYING, begun_at=now, problem="", **given))


_BEFORE = (FigureImport.State.CHECKED, FigureImport.State.APPLYING)


def apply(of: FigureImport, user: Any) -> None:
    """Asked twice, it writes once. What stands against it is kept in words, and nothing written."""
    try:
        with transaction.atomic():
            locked = FigureImport.objects.select_for_update().get(pk=of.pk)
            if locked.can_be_applied:
                rows = locked.rows.filter(action__in=_WRITTEN)
                written: Any = rows.values_list("figure", "before", "values", named=True)
                write(locked, written.iterator(), user)
                ImportedFile.objects.filter(figure_import=locked).delete()
                forget_rows(locked)
    except (NotAppliedError, IntegrityError) as error:
        words = str(error) if isinstance(error, NotAppliedError) else changed_meanwhile()
        FigureImport.objects.filter(pk=of.pk, state__in=_BEFORE).update(
            state=FigureImport.State.CHECKED, problem=words
        )


def forget_rows(of: FigureImport) -> None:
    """At once: nothing refers to them, and telling of each one would take longer than the rest."""
    of.rows.order_by()._raw_delete(of.rows.db)


_WRITTEN = (ImportRow.Action.NEW, ImportRow.Action.CHANGED)


class Written(Protocol):
    """Of a row that adds or changes a figure, what writing it asks (`ImportRow`)."""

    @property
    def figure(self) -> int | None: ...
    @property
    def before(self) -> list[Any] | None: ...
    @property
    def values(self) -> list[Any]: ...


def write(of: FigureImport, rows: Iterable[Written], user: Any) -> None:
    """Within a transaction. Raises NotAppliedError where figures are not as they were checked."""
    existing = existing_figures(of.program_id)
    for batch in in_batches(rows):
        _refuse_changed_meanwhile(batch, existing)
        new = [row for row in batch if row.figure is None]
        added = Observation.everything.bulk_create(
            Observation(program_id=of.program_id, **_kept(_by_name(row))) for row in new
        )
        changed = overwrite({row.figure: _by_name(row) for row in batch if row.figure is not None})
        changes = [_change(of, user, None, figure) for figure in added]
        changes += [_change(of, user, before, figure) for before, figure in changed]
        ObservationChange.objects.bulk_create(changes)
    of.state = FigureImport.State.APPLIED
    of.applied_by, of.applied_at, of.problem = user, timezone.now(), ""
    of.save()
    follow_up(of.program_id)


def follow_up(program_id: int) -> None:
    """Figures written in bulk are not told of one by one, as those of the form are."""
    settle(program_id)
    keep_in_step(lambda ids: index_pages(ids, with_related=False), [program_id])


def changed_meanwhile() -> str:
    return _(
        "Figures of this program changed since the file was checked, so nothing was written. "
        "Check the file again."
    )


def _by_name(row: Written) -> dict[str, Any]:
    return dict(zip((*KEY, *SAID), row.values, strict=True))


def _refuse_changed_meanwhile(rows: Iterable[Written], existing: dict[Key, Existing]) -> None:
    for row in rows:
        there = existing.get(tuple(row.values[: len(KEY)]))
        before = None if there is None else [plain(value) for value in there.said]
        if before != row.before or (there and there.pk != row.figure):
            raise NotAppliedError(changed_meanwhile())


def overwrite(
    values: dict[int, dict[str, Any]],
) -> list[tuple[dict[str, Any], Observation]]:
    """Gives figures that are there other values, by their keys; each with what it was before.

    Which figure each is (`KEY`) stays as it is.
    """
    changed = []
    for figure in Observation.everything.filter(pk__in=values):
        before = snapshot(figure)
        for name, value in _kept(values[figure.pk]).items():
            setattr(figure, name, value)
        if is_correction(before, snapshot(figure)):
            figure.corrected_on = timezone.localdate()
        changed.append((before, figure))
    Observation.everything.bulk_create(
        (_without_number(figure) for _before, figure in changed),
        update_conflicts=True,
        unique_fields=["program", *(name.removesuffix("_id") for name in KEY)],
        update_fields=[*SAID, "corrected_on"],
    )
    return changed


def _without_number(figure: Observation) -> Observation:
    """As it would be added: what makes it the only one finds the row that is there."""
    return Observation(
        program_id=figure.program_id,
        **{name: getattr(figure, name) for name in (*KEY, *SAID, "corrected_on")},
    )


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    """Numbers as the database gives them back, so that the history compares equal."""
    numbers = {
        name: Decimal(values[name]).quantize(_DIGITS)
        for name in _NUMBERS
        if values[name] is not None
    }
    return {name: values[name] for name in (*KEY, *SAID)} | numbers


def _change(
    of: FigureImport, user: Any, before: dict[str, Any] | None, figure: Observation
) -> ObservationChange:
    return ObservationChange(
        batch=of.key,
        observation_id=figure.pk,
        program_id=of.program_id,
        before=before,
        after=snapshot(figure),
        changed_by_id=user and user.pk,
        reason=of.reason,
    )
