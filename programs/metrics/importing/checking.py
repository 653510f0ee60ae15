"""The dry run: each row of a file as what it would do, kept for somebody to look at."""

import uuid
from collections import Counter
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from .batches import in_batches
from .drafts import Drafting
from .headings import Headings
from .lookups import known_to
from .models import FigureImport, ImportRow
from .opening import open_import
from .planning import Planning, existing_figures
from .tables import FileRefusedError, SheetRow, Table


class OvertakenError(Exception):
    """Somebody began the checking anew."""


def planned_rows(of: FigureImport, table: Table, headings: Headings) -> Iterator[ImportRow]:
    """What each row would do; nothing is written. Raises FileRefusedError in the midst of it."""
    texts = {each.column: each.text for each in headings.columns if each.column}
    drafting = Drafting(
        known_to(of.program),
        headings.positions,
        texts,
        headings.decimal_mark,
        counts_from_1904=table.counts_from_1904,
    )
    planning = Planning(drafting, existing_figures(of.program_id))
    for row in rows_below(table, headings):
        yield planning.plan(row)


def rows_below(table: Table, headings: Headings) -> Iterator[SheetRow]:
    for row in table.rows():
        if row.number > headings.row and not row.is_empty:
            yield row


def begin(of: FigureImport) -> None:
    """From here on the file is being checked, by whoever calls `check` next."""
    of.state = FigureImport.State.CHECKING
    of.run = uuid.uuid4()
    of.begun_at = timezone.now()
    of.rows_read, of.rows_expected, of.counts, of.problem = 0, None, {}, ""
    of.save()


def check(of: FigureImport) -> None:
    """Reads the whole file and keeps what it found. A file that cannot be read says so."""
    try:
        _check(of)
    except OvertakenError:
        return
    except FileRefusedError as error:
        _note(of, state=FigureImport.State.COLUMNS, problem=str(error.words))


def _check(of: FigureImport) -> None:
    of.rows.all().delete()
    table, headings = open_import(of, bytes(of.file.content))
    _note(of, rows_expected=table.how_many)
    counted: Counter[str] = Counter()
    for rows in in_batches(planned_rows(of, table, headings)):
        counted.update(str(row.action) for row in rows)
        for row in rows:
            row.figure_import = of
        with transaction.atomic():
            _note(of, rows_read=rows[-1].number, counts=dict(counted))
            ImportRow.objects.bulk_create(rows)
    _note(of, state=FigureImport.State.CHECKED, counts=dict(counted))


def _note(of: FigureImport, **columns: object) -> None:
    """How far it got; raises OvertakenError where another checking has taken over."""
    if not FigureImport.objects.filter(pk=of.pk, run=of.run).update(**columns):
        raise OvertakenError
