"""XLSX: values as they are shown, of one sheet; formulas with the value saved last."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from .tables import MOST_COLUMNS, MOST_ROWS, Cell, FileRefusedError, Sheet, SheetRow, Table

# What stands in a cell whose formula was never calculated; no spreadsheet program writes it.
UNCALCULATED = "\N{REPLACEMENT CHARACTER}formula"

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
# A formula with no value, or an empty one, behind it.
_UNCALCULATED = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</'
    rb"(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_CHUNK, _OVERLAP = 4_000_000, 20_000
_MOST_MERGED = 20_000


@dataclass
class _Beside:
    """What the sheet says beside the values of its cells; positions count from 0, rows from 1."""

    uncalculated: dict[int, set[int]] = field(default_factory=dict)
    # By the row where they begin: first and last column, last row.
    merged: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)


def workbook_table(content: bytes, wanted: str = "") -> Table:
    """The wanted sheet, or the first that is not hidden. Raises FileRefusedError."""
    workbook = _opened(content)
    sheets = tuple(
        Sheet(sheet.title, sheet.sheet_state != "visible") for sheet in workbook.worksheets
    )
    by_name = {sheet.title: sheet for sheet in workbook.worksheets}
    visible = [sheet.name for sheet in sheets if not sheet.is_hidden]
    name = wanted if wanted in by_name else next(iter(visible), "")
    if not name:
        raise FileRefusedError(_("All sheets of the file are hidden. Show the one with figures."))
    sheet = by_name[name]
    # What a file says of its own extent may be wrong, and rows would be cut off.
    declared = sheet.max_row
    sheet.reset_dimensions()

    def read() -> Iterator[SheetRow]:
        beside = _look_beside(content, sheet._worksheet_path)
        yield from _spread(_rows(sheet, beside), beside)

    return Table(
        read,
        sheet=name,
        sheets=sheets,
        how_many=declared,
        counts_from_1904=workbook.epoch.year == 1904,
    )


def _opened(content: bytes) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # whatever a damaged or hostile file makes the library say
        raise FileRefusedError(_damaged()) from error


def _damaged() -> str:
    return _("The file is damaged. Open it in your spreadsheet program and save it once more.")


def _rows(sheet: Any, beside: _Beside) -> Iterator[SheetRow]:
    rows = iter(sheet.iter_rows(max_row=MOST_ROWS + 2))
    number = 0
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except Exception as error:
            raise FileRefusedError(_damaged()) from error
        number += 1
        plain = [_plain(cell) for cell in cells[:MOST_COLUMNS]]
        for position in beside.uncalculated.get(number, ()):
            if position < len(plain):
                plain[position] = UNCALCULATED
        yield SheetRow(number, plain)


def _plain(cell: Any) -> Cell:
    value = cell.value
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, int | float):
        return _as_shown(value, cell.number_format) if cell.has_style else value
    return value if isinstance(value, datetime.date) else str(value)


def _as_shown(value: int | float, number_format: str) -> Cell:
    """A share that is kept as 0.45 and shown as 45 % is 45 percent."""
    if number_format and "%" in number_format:
        return f"{round(value * 100, 6):f}".rstrip("0").rstrip(".") + "%"
    return value


def _spread(rows: Iterator[SheetRow], beside: _Beside) -> Iterator[SheetRow]:
    """A value of merged cells stands in each of them."""
    if not beside.merged:
        yield from rows
        return
    open_ranges: list[tuple[int, int, int, Cell]] = []
    for row in rows:
        open_ranges = [each for each in open_ranges if each[2] >= row.number]
        cells = list(row.cells)
        for first, last, until in beside.merged.get(row.number, ()):
            value = cells[first] if first < len(cells) else None
            open_ranges.append((first, last, until, value))
        for first, last, _until, value in open_ranges:
            cells.extend([None] * (last + 1 - len(cells)))
            cells[first : last + 1] = [value] * (last + 1 - first)
        yield SheetRow(row.number, cells)


def _look_beside(content: bytes, path: str) -> _Beside:
    """One pass over the sheet's text: openpyxl tells neither when it reads row by row."""
    beside = _Beside()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(path) as sheet:
        kept = b""
        while chunk := sheet.read(_CHUNK):
            _note(kept + chunk, beside)
            kept = chunk[-_OVERLAP:]
    return beside


def _note(text: bytes, beside: _Beside) -> None:
    for column, row in _UNCALCULATED.findall(text):
        beside.uncalculated.setdefault(int(row), set()).add(_position(column))
    for first, top, last, bottom in _MERGED.findall(text):
        merged = (_position(first), min(_position(last), MOST_COLUMNS - 1), int(bottom))
        ranges = beside.merged.setdefault(int(top), [])
        if merged not in ranges and merged[0] <= merged[1] and len(beside.merged) < _MOST_MERGED:
            ranges.append(merged)


def _position(letters: bytes) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + letter - ord("A") + 1
    return position - 1
