"""A batch taken back: what it added goes, what it changed is as before.

What somebody changed since stays, and is named.
"""

import uuid
from collections import Counter
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from ..history import snapshot
from ..models import Observation, ObservationChange
from .applying import follow_up, overwrite
from .batches import in_batches
from .models import FigureImport

MOST_NAMED = 200


def changed_since(of: FigureImport) -> QuerySet[Observation]:
    """Figures of a batch that somebody changed after it: undoing it leaves them."""
    later = ObservationChange.objects.exclude(batch=of.key).filter(changed_at__gt=of.applied_at)
    return (
        Observation.everything.filter(changes__batch=of.key)
        .filter(pk__in=later.values("observation"))
        .select_related("definition__metric")
    )


def undo(of: FigureImport, user: Any) -> None:
    """In one transaction; asked twice, it undoes once."""
    with transaction.atomic():
        locked = FigureImport.objects.select_for_update().get(pk=of.pk)
        if locked.state == FigureImport.State.APPLIED:
            _undo(locked, user)


def _undo(of: FigureImport, user: Any) -> None:
    batch = uuid.uuid4()
    counted: Counter[str] = Counter()
    changes = ObservationChange.objects.filter(batch=of.key).order_by("pk")
    for part in in_batches(changes.iterator()):
        figures = Observation.everything.select_related("definition__metric").in_bulk(
            [change.observation_id for change in part]
        )
        added, changed = [], {}
        for change in part:
            figure = figures.get(change.observation_id)
            if figure is None:
                counted["gone"] += 1
            elif snapshot(figure) != change.after:
                counted["left"] += 1
                _name(of, figure)
            elif change.before is None:
                added.append(figure)
            else:
                changed[figure.pk] = change.before
        counted.update(removed=len(added), restored=len(changed))
        told: list[tuple[Any, Any, Any]] = [(snapshot(figure), figure, None) for figure in added]
        told += [(before, figure, snapshot(figure)) for before, figure in overwrite(changed)]
        _remove([figure.pk for figure in added])
        ObservationChange.objects.bulk_create(
            ObservationChange(
                batch=batch,
                observation=figure,
                program_id=of.program_id,
                before=before,
                after=after,
                changed_by=user,
            )
            for before, figure, after in told
        )
    of.state = FigureImport.State.UNDONE
    of.undone_by, of.undone_at = user, timezone.now()
    of.counts = of.counts | dict(counted)
    of.save()
    follow_up(of.program_id)


def _name(of: FigureImport, figure: Observation) -> None:
    if len(of.left) < MOST_NAMED:
        of.left.append([figure.pk, f"{figure.metric.name}: {figure}"])


def _remove(keys: list[int]) -> None:
    """What was said of them stays in the history, as with a figure that is removed by hand."""
    gone = Observation.everything.filter(pk__in=keys)
    for relation in Observation._meta.related_objects:
        if relation.on_delete is models.SET_NULL:
            # A visit that told of the figure keeps the words of its host.
            named = relation.related_model._base_manager.filter(
                **{f"{relation.field.name}__in": keys}
            )
            named.update(**{relation.field.name: None})
    # At once: search is told of the program when all is done.
    gone._raw_delete(gone.db)
