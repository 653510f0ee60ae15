"""Reads every app's part, refuses what is wrong, then writes what is missing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, groupby
from typing import Any

from django.apps import apps
from django.db import models, transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from portal.pages.models import HomePage
from portal.search.indexing import written_once

from .building import repeated
from .catalog import Catalog
from .drafts import Draft, draft, parent_of
from .files import Entry, read_part
from .fingerprints import fingerprint
from .models import DemoRecord
from .parts import Part, Records, all_parts
from .problems import BrokenFilesError, Problem
from .tree import ensure_home


@dataclass
class Report:
    """What a load did, for people."""

    added: Counter[str] = field(default_factory=Counter)
    there: int = 0
    removed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def count(self, record: models.Model) -> None:
        self.added[record._meta.label] += 1

    def lines(self) -> Iterator[str]:
        if self.added:
            names = {label: apps.get_model(label)._meta.verbose_name for label in self.added}
            yield "Added: " + ", ".join(f"{n} × {names[label]}" for label, n in self.added.items())
        if self.there:
            yield f"{self.there} records were there already and stay as they are."
        if self.removed:
            yield "Removed by editors and left so: " + ", ".join(self.removed) + "."
        yield from (f"Left out: {words}" for words in self.left_out)


def load(name: str, *, with_example: bool) -> Report:
    """Adds what is missing, in one transaction; BrokenFilesError before anything is written."""
    parts = [part for part in all_parts() if with_example or part.at_start]
    entries = read(parts)
    report = Report()
    with transaction.atomic(), written_once():
        home = ensure_home(name)
        # Wagtail would note again with each row what its page refers to; once is enough.
        with disable_reference_index_auto_update():
            written = _Writer(home, report).write(entries)
        for record in written:
            if type(record) in ReferenceIndex.tracked_models:
                ReferenceIndex.create_or_update_for_object(record)
    return report


def read(parts: list[Part]) -> list[Entry]:
    """All entries in order, checked against the models and each other; asks no database.

    Raises BrokenFilesError with every fault that was found.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    for part in parts:
        try:
            entries += read_part(part)
        except BrokenFilesError as error:
            problems += error.problems
    if not problems:
        problems = list(_check(entries))
    if problems:
        raise BrokenFilesError(problems)
    return entries


def _check(entries: list[Entry]) -> list[Problem]:
    problems: list[Problem] = []
    catalog = Catalog()
    catalog.add("", HomePage())
    # Rules of models look at keys of what they refer to; negative ones are never stored.
    stand_ins = count(-1, -1)
    checked: dict[int, Entry] = {}
    built: dict[str, list[models.Model]] = {}
    for of_part in _by_part(_once(entries, problems)):
        drafts = []
        for entry in of_part:
            made = draft(entry, catalog, problems)
            if made is None:
                continue
            made.record.pk = next(stand_ins)
            catalog.add(entry.key, made.record)
            checked[id(made.record)] = entry
            built.setdefault(entry.part.model, []).append(made.record)
            drafts.append(made)
        for made in drafts:
            made.fill_later()
    for records in built.values():
        if not isinstance(records[0], Page):
            problems += [
                checked[id(record)].problem("", words) for record, words in repeated(records)
            ]
    return problems


def _once(entries: list[Entry], problems: list[Problem]) -> list[Entry]:
    """Without those that are there twice, which are told."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        before = found.setdefault((entry.part.model, entry.key), entry)
        if before is not entry:
            words = f"“{entry.key}” is there twice; the other one is in {before.file.name}."
            problems.append(entry.problem("", words))
    return list(found.values())


def _by_part(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    for _part, of_part in groupby(entries, key=lambda entry: id(entry.part)):
        yield list(of_part)


class _Writer:
    """Writes entries in order; what is there, or was removed by editors, is left alone."""

    def __init__(self, home: Page, report: Report) -> None:
        self.report = report
        self.catalog = Catalog()
        self.catalog.add("", home)
        self.added: list[models.Model] = []
        self.remembered = {
            (record.model, record.key): record for record in DemoRecord.objects.all()
        }

    def write(self, entries: list[Entry]) -> list[models.Model]:
        """Gives what was added."""
        for of_part in _by_part(entries):
            # Pages of one part may name one another: all of them stand before any is published.
            new = [made for made in map(self._stand, of_part) if made is not None]
            for made in new:
                self._finish(made)
        return self.added

    def _stand(self, entry: Entry) -> Draft | None:
        """Stores what is missing, a page as a draft without links to others of its part."""
        known = self.remembered.get((entry.part.model, entry.key))
        record = known.find() if known else self._existing(entry)
        if record is not None:
            self.report.there += 1
            self.catalog.add(entry.key, record)
            return None
        if known:
            self.report.removed.append(entry.key)
            return None
        problems: list[Problem] = []
        made = draft(entry, self.catalog, problems)
        if made is None or problems:
            self._leave_out(problems)
            return None
        if isinstance(made.record, Page):
            _place(made.record, parent_of(entry, self.catalog))
        else:
            made.record.save()
        self.catalog.add(entry.key, made.record)
        return made

    def _finish(self, made: Draft) -> None:
        entry, record = made.entry, made.record
        if isinstance(record, Page):
            made.fill_later()
            self._leave_out(made.problems)
            record = _publish(record)
            self.catalog.add(entry.key, record)
        self.added.append(record)
        self.report.count(record)
        DemoRecord.objects.create(
            model=entry.part.model,
            key=entry.key,
            object_pk=record.pk,
            fingerprint=fingerprint(type(record)._default_manager.get(pk=record.pk)),
            is_example=not entry.part.at_start,
        )

    def _leave_out(self, problems: list[Problem]) -> None:
        """The files are sound, so what fails rests on something that an editor has removed."""
        self.report.left_out += map(str, problems)

    def _existing(self, entry: Entry) -> models.Model | None:
        """The same record, made by somebody else: it serves, and is not ours to take out."""
        part = entry.part
        model = apps.get_model(part.model)
        if not isinstance(part, Records):
            return self._existing_page(entry, model)
        problems: list[Problem] = []
        made = draft(entry, self.catalog, problems)
        if problems or made is None:
            return None
        same = {name: getattr(made.record, name) for name in part.identity}
        return model._default_manager.filter(**same).first()

    def _existing_page(self, entry: Entry, model: Any) -> models.Model | None:
        try:
            parent: Any = parent_of(entry, self.catalog)
        except LookupError:
            return None
        return model.objects.child_of(parent).filter(slug=entry.data["slug"]).first()


def _place(page: Any, parent: models.Model) -> None:
    """Below its parent, as a draft."""
    page.live = False
    Page.objects.get(pk=parent.pk).add_child(instance=page)


def _publish(page: Any) -> Page:
    """With a revision, so that the admin shows it like any other."""
    # Pages of the same part may have come below it since it was placed.
    page.numchild = Page.objects.values_list("numchild", flat=True).get(pk=page.pk)
    page.save_revision(log_action=True).publish()
    published: Page = page.specific_class.objects.get(pk=page.pk)
    return published
