"""Sheets as XLSX. Imported where a workbook is written: openpyxl is large, and few need it."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from ..cells import Cell, as_text, defused, fused
from ..columns import Column
from ..sheets import Sheet

# Of Excel, below its heading.
_MOST_ROWS = 1_048_575
_LONGEST_TEXT = 32_767
_LONGEST_NAME = 25
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDTHS = {"integer": 12, "number": 14, "boolean": 10}


def write_xlsx(sheet: Sheet, base: str, file: IO[bytes]) -> None:
    """The records on the first worksheets, what the columns mean on the last one.

    openpyxl keeps what was appended in files of its own until it is all there.
    """
    book = Workbook(write_only=True)
    worksheet, rows = _worksheet(book, sheet), 0
    for record in sheet.records:
        if rows == _MOST_ROWS:
            worksheet, rows = _worksheet(book, sheet), 0
        _append(worksheet, sheet.cells(record, base))
        rows += 1
    _explain(book, sheet.columns)
    book.save(file)


def _worksheet(book: Any, sheet: Sheet) -> Any:
    number = len(book.worksheets) + 1
    name = sheet.name[:_LONGEST_NAME]
    worksheet = book.create_sheet(name if number == 1 else f"{name} {number}")
    worksheet.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns, start=1):
        width = _WIDTHS.get(column.type, 24)
        worksheet.column_dimensions[get_column_letter(place)].width = width
    _head(worksheet, [column.name for column in sheet.columns])
    return worksheet


def _explain(book: Any, columns: Iterable[Column]) -> None:
    worksheet = book.create_sheet(_("Columns"))
    worksheet.column_dimensions["A"].width = 24
    worksheet.column_dimensions["B"].width = 120
    _head(worksheet, [_("Column"), _("What it says")])
    for column in columns:
        _append(worksheet, [column.name, column.description])


def _head(worksheet: Any, words: Iterable[str]) -> None:
    cells = [WriteOnlyCell(worksheet, word) for word in words]
    for cell in cells:
        cell.font = Font(bold=True)
    worksheet.append(cells)


def _append(worksheet: Any, cells: Iterable[Cell]) -> None:
    worksheet.append([_cell(worksheet, cell) for cell in cells])


def _cell(worksheet: Any, cell: Cell) -> Any:
    """Numbers as such; what could be taken for a formula is marked as text by its format."""
    if cell is None or isinstance(cell, int | Decimal):
        return cell
    text = _CONTROL.sub("", as_text(cell))[:_LONGEST_TEXT]
    if not text.startswith("=") and defused(text) == text:
        return text or None
    # What looks defused already is marked once more, so that who fuses it finds it again.
    found = WriteOnlyCell(worksheet, text if fused(text) == text else f"'{text}")
    found.data_type = "s"
    found.quotePrefix = True
    return found
