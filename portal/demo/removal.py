"""Takes the example out again, except what editors made their own and what that rests on."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Revision

from portal.pages.deleting import make_way, rows_inside
from portal.pages.models import KnowledgePage
from portal.provenance.deletion import targets_of
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


Key = tuple[str, int]


def remove_example() -> Removal:
    """In one transaction; what refers goes before what it refers to, or together with it."""
    with transaction.atomic(), written_once():
        return _Remover().run()


class _Remover:
    def __init__(self) -> None:
        self.removal = Removal()
        self.versions = _Versions()
        loaded = DemoRecord.objects.filter(is_example=True).order_by("-pk")
        self.records = [(remembered, remembered.find()) for remembered in loaded]
        self.changed = {
            _key(record)
            for remembered, record in self.records
            if record is not None and fingerprint(record) != remembered.fingerprint
        }
        self.gone: set[Key] = set()
        # Pages of which nothing is known yet that would make them stay.
        self.free = {
            record.pk: record
            for _remembered, record in self.records
            if isinstance(record, Page) and _key(record) not in self.changed
        }

    def run(self) -> Removal:
        for remembered, record in self.records:
            if record is None:
                remembered.delete()
            elif _key(record) in self.changed:
                self.removal.changed.append(_named(record))
            elif reason := self._take_out(record):
                self.removal.held[str(record._meta.verbose_name), reason].append(_named(record))
            else:
                remembered.delete()
                self.removal.removed += 1
        return self.removal

    def _take_out(self, record: models.Model) -> str:
        """Why it stays; "" where it is gone, perhaps together with an earlier one."""
        if _key(record) in self.gone:
            return ""
        going = self._going_with(record)
        reason = self._reason_to_keep(record, going) or _delete(going)
        if not reason:
            self.gone |= {_key(gone) for gone in going}
        elif isinstance(record, Page):
            self.free.pop(record.pk, None)
        return reason

    def _going_with(self, record: models.Model) -> list[models.Model]:
        """Pages that name one another go together; the record alone where one of them stays."""
        if not isinstance(record, Page):
            return [record]
        together: dict[int, models.Model] = {}
        waiting = {record.pk}
        while waiting:
            key = waiting.pop()
            if key not in self.free or (
                key != record.pk and self.free[key].get_children().exists()
            ):
                return [record]
            together[key] = self.free[key]
            waiting |= self._pages_naming(together[key]) - set(together)
        return list(together.values())

    def _pages_naming(self, record: models.Model) -> set[int]:
        naming = self.versions.naming(record)
        return {key for key in naming if (kind_of(Page), key) not in self.gone}

    def _reason_to_keep(self, record: models.Model, going: list[models.Model]) -> str:
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
                if (kind_of(target), getattr(record, column.attname)) in self.changed:
                    return _("belongs to %(what)s") % {"what": getattr(record, column.name)}
        naming = self._pages_naming(record) - {page.pk for page in going}
        titles = KnowledgePage.objects.filter(pk__in=naming).values_list("title", flat=True)
        return _("is named by %(what)s") % {"what": ", ".join(titles)} if titles else ""


class _Versions:
    """What the versions of pages name. Reverting to one that names what is gone would fail."""

    def __init__(self) -> None:
        self._naming: dict[Key, set[int]] = defaultdict(set)
        for page in KnowledgePage.objects.all():
            for version in Revision.objects.for_instance(page).iterator():
                for named in _named_by(version.as_object()):
                    self._naming[named].add(page.pk)

    def naming(self, record: models.Model) -> set[int]:
        """Other pages, each by its key."""
        own = {record.pk} if isinstance(record, Page) else set()
        return self._naming[_key(record)] - own


def _key(record: models.Model) -> Key:
    return kind_of(type(record)), record.pk


def _named_by(owner: Any) -> Iterator[tuple[str, int]]:
    """Kind and key of all that a version of a page, or a row of it, refers to."""
    for column in owner._meta.concrete_fields:
        key = getattr(owner, column.attname)
        if column.is_relation and key is not None:
            yield kind_of(column.related_model), key
    for relation in get_all_child_relations(type(owner)):
        for row in getattr(owner, relation.get_accessor_name()).all():
            yield from _named_by(row)


def _delete(records: list[models.Model]) -> str:
    """Deletes them all or none; what forbids that is given back in words."""
    try:
        with transaction.atomic():
            if len(records) > 1:
                make_way(rows_inside(targets_of(*records)))
            for record in records:
                record.delete()
    except models.ProtectedError as error:
        kinds = sorted({str(holder._meta.verbose_name) for holder in error.protected_objects})
        return _("is used by %(what)s") % {"what": ", ".join(kinds)}
    return ""


def _named(record: models.Model) -> str:
    return f"{record._meta.verbose_name} “{record}”"
