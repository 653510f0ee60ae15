from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from programs.models import ProgramPage
from programs.models.program_page import comparison_key

from ...applying import NotAppliedError, write
from ...checking import planned_rows
from ...forms import missing_words
from ...headings import Headings
from ...models import FigureImport, ImportRow
from ...opening import open_import
from ...tables import FileRefusedError

_SAID = (ImportRow.Action.NEW, ImportRow.Action.CHANGED, ImportRow.Action.REFUSED)


class Command(BaseCommand):
    help = "Brings the figures of a CSV, TSV or XLSX file in, all of them or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--program", required=True, help="CITY/SLUG, as in durham-nc/heart")
        parser.add_argument("--dry-run", action="store_true", help="only say what it would do")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        of = FigureImport(program=_program(options["program"]), file_name=path.name[-200:])
        try:
            with transaction.atomic():
                self._bring_in(of, content, is_dry=options["dry_run"])
        except (FileRefusedError, NotAppliedError) as error:
            raise CommandError(str(error)) from error

    def _bring_in(self, of: FigureImport, content: bytes, *, is_dry: bool) -> None:
        table, headings = open_import(of, content)
        _refuse_unsettled(headings)
        rows: list[ImportRow] = []
        counted: Counter[str] = Counter()
        for row in planned_rows(of, table, headings):
            counted[str(row.action)] += 1
            if row.action in _SAID:
                rows.append(row)
                self.stdout.writelines(_lines(row))
        of.counts = dict(counted)
        words = ", ".join(
            f"{action.label.lower()}: {counted[action]}" for action in ImportRow.Action
        )
        self.stdout.write(f"{words}.".capitalize())
        if counted[ImportRow.Action.REFUSED]:
            raise CommandError("Rows are refused, so nothing was changed.")
        if is_dry:
            self.stdout.write("Nothing was changed.")
        elif of.changes:
            of.save()
            write(of, rows, None)
            self.stdout.write(f"Applied as {of.key}; it can be undone under Figures, From files.")


def _program(name: str) -> ProgramPage:
    called_so = ProgramPage.objects.filter(slug=name.rsplit("/", 1)[-1])
    found: ProgramPage | None = next(
        (page for page in called_so if comparison_key(page.url_path) == name), None
    )
    if found is None:
        raise CommandError(f"There is no program {name}. Write CITY/SLUG, as in durham-nc/heart.")
    return found


def _refuse_unsettled(headings: Headings) -> None:
    words = missing_words(headings)
    words += [
        f"Column {each.letter} ({each.text}) is not known. Rename or remove it, or say in the "
        "admin what it is."
        for each in headings.unsettled
    ]
    words += [f"Two columns are “{name}”. Remove one of them." for name in headings.repeated]
    if words:
        raise CommandError("\n".join(words))


def _lines(row: ImportRow) -> Iterator[str]:
    yield f"Row {row.number}: {row.get_action_display()}  {row.label}\n"
    for where, heading, words in row.faults:
        yield f"  {where} ({heading}): {words}\n"
    for label, was, is_now in row.differences:
        yield f"  {label}: {was or '–'} → {is_now or '–'}\n"
