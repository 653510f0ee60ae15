"""Sheets as CSV, line by line."""

import csv
from collections.abc import Iterator

from ..cells import Cell, as_text, defused
from ..sheets import Sheet

# Excel takes a file for UTF-8 only where it begins so.
BOM = "\ufeff"


class _Line:
    """What a CSV writer writes to: it keeps the line that was written last."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def csv_lines(sheet: Sheet, base: str) -> Iterator[str]:
    line = _Line()
    writer = csv.writer(line)
    writer.writerow([column.name for column in sheet.columns])
    yield line.text
    for record in sheet.records:
        writer.writerow([_cell(cell) for cell in sheet.cells(record, base)])
        yield line.text


def _cell(cell: Cell) -> str:
    """Whatever is no number could be taken for a formula."""
    text = as_text(cell)
    return defused(text) if cell.__class__ is str or isinstance(cell, list | tuple) else text
