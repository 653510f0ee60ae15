"""Reads every app's part, refuses what is wrong, then writes what is missing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.apps import apps
from django.db import models, transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from portal.pages.models import HomePage
from portal.search.indexing import written_once

from .building import build_record, repeated
from .catalog import Catalog
from .files import Entry, read_part
from .fingerprints import fingerprint
from .models import DemoRecord
from .page_building import build_page
from .parts import Pages, Part, Records, all_parts
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
    keys: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        before = keys.setdefault((entry.part.model, entry.key), entry)
        if before is not entry:
            words = f"“{entry.key}” is there twice; the other one is in {before.file.name}."
            problems.append(entry.problem("", words))
            continue
        record = _build(entry, catalog, problems)
        if record is None:
            continue
        record.pk = next(stand_ins)
        catalog.add(entry.key, record)
        checked[id(record)] = entry
        built.setdefault(entry.part.model, []).append(record)
    for records in built.values():
        if not isinstance(records[0], Page):
            problems += [
                checked[id(record)].problem("", words) for record, words in repeated(records)
            ]
    return problems


def _build(entry: Entry, catalog: Catalog, problems: list[Problem]) -> models.Model | None:
    def report(name: str, message: object) -> None:
        problems.append(entry.problem(name, message))

    part = entry.part
    if isinstance(part, Records):
        return build_record(part, entry.data, catalog.find, report)
    if not isinstance(part, Pages):
        raise TypeError(f"{part.model} is declared as neither records nor pages.")
    try:
        page = build_page(part, entry, catalog.find, report)
        parent = catalog.find(Page, _parent_key(entry))
    except BrokenFilesError as error:
        problems += error.problems
        return None
    except LookupError as error:
        report("parent", error)
        return None
    if type(parent) not in type(page).allowed_parent_page_models():
        report(
            "parent",
            f"A {page._meta.verbose_name} cannot live under a {parent._meta.verbose_name}.",
        )
    return page


def _parent_key(entry: Entry) -> str:
    return str(entry.data.get("parent") or "")


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
        for entry in entries:
            known = self.remembered.get((entry.part.model, entry.key))
            record = known.find() if known else self._existing(entry)
            if record is not None:
                self.report.there += 1
                self.catalog.add(entry.key, record)
            elif known:
                self.report.removed.append(entry.key)
            else:
                self._add(entry)
        return self.added

    def _add(self, entry: Entry) -> None:
        problems: list[Problem] = []
        built = _build(entry, self.catalog, problems)
        if problems or built is None:
            # The files are sound, so this rests on something that an editor has removed.
            self.report.left_out += map(str, problems)
            return
        if isinstance(built, Page):
            parent = self.catalog.find(Page, _parent_key(entry))
            built = _publish(built, parent)
        else:
            built.save()
        self.catalog.add(entry.key, built)
        self.added.append(built)
        self.report.count(built)
        DemoRecord.objects.create(
            model=entry.part.model,
            key=entry.key,
            object_pk=built.pk,
            fingerprint=fingerprint(type(built)._default_manager.get(pk=built.pk)),
            is_example=not entry.part.at_start,
        )

    def _existing(self, entry: Entry) -> models.Model | None:
        """The same record, made by somebody else: it serves, and is not ours to take out."""
        part = entry.part
        model = apps.get_model(part.model)
        if not isinstance(part, Records):
            return self._existing_page(entry, model)
        problems: list[Problem] = []
        built = _build(entry, self.catalog, problems)
        if problems or built is None:
            return None
        same = {name: getattr(built, name) for name in part.identity}
        return model._default_manager.filter(**same).first()

    def _existing_page(self, entry: Entry, model: Any) -> models.Model | None:
        try:
            parent = self.catalog.find(Page, _parent_key(entry))
        except LookupError:
            return None
        return model.objects.child_of(parent).filter(slug=entry.data["slug"]).first()


def _publish(page: Any, parent: models.Model) -> Page:
    """Below its parent, live, with a revision, so that the admin shows it like any other."""
    page.live = False
    fresh_parent = Page.objects.get(pk=parent.pk)
    fresh_parent.add_child(instance=page)
    page.save_revision(log_action=True).publish()
    return page.specific_class.objects.get(pk=page.pk)
