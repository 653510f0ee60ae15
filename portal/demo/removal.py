"""Takes the example out again, except what editors made their own and what that rests on."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Revision

from portal.pages.models import KnowledgePage
from portal.search.indexing import written_once

from .catalog import kind_of
from .fingerprints import fingerprint
from .models import DemoRecord


@dataclass
class Removal:
    """What was taken out, and what stays for which reason."""

    removed: int = 0
    changed: list[str] = field(default_factory=list)
    held: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def lines(self) -> Iterator[str]:
        yield f"Removed: {self.removed} records of the example."
        if self.changed:
            yield "Kept, because editors changed them:"
            yield from (f"  {name}" for name in self.changed)
        if self.held:
            yield "Kept with what stays:"
            for (kind, reason), names in self.held.items():
                yield f"  {names[0] if len(names) == 1 else f'{len(names)} × {kind}'}: {reason}"


def remove_example() -> Removal:
    """In one transaction; what refers goes before what it refers to."""
    removal = Removal()
    with transaction.atomic(), written_once():
        versions = _Versions()
        loaded = DemoRecord.objects.filter(is_example=True).order_by("-pk")
        records = [(remembered, remembered.find()) for remembered in loaded]
        changed = {
            (kind_of(type(record)), record.pk)
            for remembered, record in records
            if record is not None and fingerprint(record) != remembered.fingerprint
        }
        for remembered, record in records:
            if record is None:
                remembered.delete()
            elif (kind_of(type(record)), record.pk) in changed:
                removal.changed.append(_named(record))
            elif reason := _reason_to_keep(record, changed, versions) or _delete(record):
                removal.held[str(record._meta.verbose_name), reason].append(_named(record))
            else:
                remembered.delete()
                removal.removed += 1
    return removal


def _reason_to_keep(
    record: models.Model, changed: set[tuple[str, int]], versions: "_Versions"
) -> str:
    if isinstance(record, Page):
        below = ", ".join(record.get_children().values_list("title", flat=True))
        if below:
            return _("holds %(what)s") % {"what": below}
    else:
        # Figures of a program that an editor made their own are part of what readers see there.
        for column in record._meta.concrete_fields:
            target: Any = column.related_model if column.is_relation else None
            if target is None or not issubclass(target, Page):
                continue
            if (kind_of(target), getattr(record, column.attname)) in changed:
                return _("belongs to %(what)s") % {"what": getattr(record, column.name)}
    named_by = versions.that_name(record)
    return _("is named by %(what)s") % {"what": named_by} if named_by else ""


class _Versions:
    """What the versions of pages name. Reverting to one that names what is gone would fail."""

    def __init__(self) -> None:
        self._naming: dict[tuple[str, int], set[int]] = defaultdict(set)
        for page in KnowledgePage.objects.all():
            for version in Revision.objects.for_instance(page).iterator():
                for named in _named_by(version.as_object()):
                    self._naming[named].add(page.pk)

    def that_name(self, record: models.Model) -> str:
        own = record.pk if isinstance(record, Page) else None
        naming = self._naming[kind_of(type(record)), record.pk] - {own}
        there = KnowledgePage.objects.filter(pk__in=naming).values_list("title", flat=True)
        return ", ".join(there)


def _named_by(owner: Any) -> Iterator[tuple[str, int]]:
    """Kind and key of all that a version of a page, or a row of it, refers to."""
    for column in owner._meta.concrete_fields:
        key = getattr(owner, column.attname)
        if column.is_relation and key is not None:
            yield kind_of(column.related_model), key
    for relation in get_all_child_relations(type(owner)):
        for row in getattr(owner, relation.get_accessor_name()).all():
            yield from _named_by(row)


def _delete(record: models.Model) -> str:
    """Deletes it; what forbids that is given back in words."""
    try:
        with transaction.atomic():
            record.delete()
    except models.ProtectedError as error:
        kinds = sorted({str(holder._meta.verbose_name) for holder in error.protected_objects})
        return _("is used by %(what)s") % {"what": ", ".join(kinds)}
    return ""


def _named(record: models.Model) -> str:
    return f"{record._meta.verbose_name} “{record}”"
