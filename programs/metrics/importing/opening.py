"""A file as its table, with what its columns are."""

from typing import Any

from .files import FileKind, kind_of_file
from .headings import LEFT_OUT, Headings, find_headings
from .models import FigureImport, RememberedHeading
from .tables import Table
from .text_files import text_table
from .words import folded
from .workbooks import workbook_table


def open_table(content: bytes, sheet: str = "") -> Table:
    """Raises FileRefusedError, before parsing where the file is no plain table."""
    if kind_of_file(content) == FileKind.WORKBOOK:
        return workbook_table(content, sheet)
    return text_table(content)


def open_best_table(content: bytes, remembered: dict[str, str]) -> tuple[Table, Headings]:
    """Of a workbook the first sheet that shows figures; a hidden one only when it is asked for."""
    table = open_table(content)
    headings = find_headings(table, remembered)
    for sheet in table.sheets:
        if not headings.missing:
            break
        if sheet.is_hidden or sheet.name == table.sheet:
            continue
        other = open_table(content, sheet.name)
        found = find_headings(other, remembered)
        if len(found.missing) < len(headings.missing):
            table, headings = other, found
    return table, headings


def open_import(of: FigureImport, content: bytes) -> tuple[Table, Headings]:
    """As its people settled it."""
    remembered = remembered_headings(of.program_id)
    if of.sheet:
        table = open_table(content, of.sheet)
        headings = find_headings(table, remembered)
    else:
        table, headings = open_best_table(content, remembered)
    for heading in headings.columns:
        if str(heading.position) in of.columns:
            heading.column = of.columns[str(heading.position)]
    if of.decimal_mark:
        headings.decimal_mark = of.decimal_mark
    return table, headings


def remembered_headings(program_id: int) -> dict[str, str]:
    rows = RememberedHeading.objects.filter(program=program_id)
    return dict(rows.values_list("heading", "column"))


def remember(program_id: int, headings: Headings) -> None:
    """What was chosen for this file is proposed for the next one of the program."""
    rows = [
        RememberedHeading(program_id=program_id, heading=name, column=each.column)
        for each in headings.columns
        if each.column is not None and (name := folded(each.text)[:200])
    ]
    unique: dict[str, Any] = {row.heading: row for row in rows}
    RememberedHeading.objects.bulk_create(
        unique.values(),
        update_conflicts=True,
        unique_fields=["program", "heading"],
        update_fields=["column"],
    )


def left_out(headings: Headings) -> list[str]:
    """Columns that nothing is read from, for the people who look at the rows."""
    return [
        f"{each.letter} ({each.text})" if each.text else each.letter
        for each in headings.columns
        if each.column == LEFT_OUT or each.is_for_people
    ]
