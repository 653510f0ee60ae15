"""Sheets as XLSX, row by row.

Not by openpyxl: it makes an object of every cell, which took five times as long, and keeps the
whole until the last row is there.
"""

from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from django.utils.translation import gettext as _

from ..sheets import Sheet
from . import xlsx_parts as parts
from .streamed_zip import Pipe, entry

# Of Excel, its heading among them; and of a file in an archive, whose size nobody knows before.
_MOST_ROWS, _MOST_BYTES = 1_048_576, 1_500_000_000
_LONGEST_NAME = 25
_WIDTHS = {"integer": 12, "number": 14, "boolean": 10}
_TOGETHER = 200


def xlsx_bytes(sheet: Sheet, base: str) -> Iterator[bytes]:
    """The records on the first worksheets, what the columns mean on the last one."""
    pipe: Any = Pipe()
    names: list[str] = []
    with ZipFile(pipe, "w") as archive:
        records = _Records(sheet, base)
        while not names or records.is_left:
            name = sheet.name[:_LONGEST_NAME]
            names.append(name if not names else f"{name} {len(names) + 1}")
            with archive.open(entry(parts.worksheet_path(len(names))), "w") as member:
                for part in records.worksheet():
                    member.write(part)
                    yield pipe.take()
        names.append(_("Columns"))
        archive.writestr(entry(parts.worksheet_path(len(names))), _explained(sheet))
        archive.writestr(entry("xl/workbook.xml"), parts.workbook(names))
        archive.writestr(
            entry("xl/_rels/workbook.xml.rels"), parts.relations_of_workbook(len(names))
        )
        archive.writestr(entry("xl/styles.xml"), parts.STYLES)
        archive.writestr(entry("_rels/.rels"), parts.RELATIONS)
        archive.writestr(entry("[Content_Types].xml"), parts.content_types(len(names)))
    yield pipe.take()


class _Records:
    """The rows of a sheet, as many on a worksheet as there may be."""

    def __init__(self, sheet: Sheet, base: str) -> None:
        self._sheet, self._base = sheet, base
        self._records = iter(sheet.records)
        self._places = parts.letters(len(sheet.columns))
        self.is_left = True

    def worksheet(self) -> Iterator[bytes]:
        columns = self._sheet.columns
        widths = [_WIDTHS.get(column.type, 24) for column in columns]
        some = [parts.beginning([column.name for column in columns], widths)]
        size, number = 0, 1
        self.is_left = False
        for number, record in enumerate(self._records, start=2):
            some.append(parts.row(number, self._places, self._sheet.cells(record, self._base)))
            if len(some) >= _TOGETHER:
                part = "".join(some).encode()
                some.clear()
                size += len(part)
                yield part
            if number >= _MOST_ROWS or size >= _MOST_BYTES:
                self.is_left = True
                break
        yield "".join([*some, parts.END_OF_WORKSHEET]).encode()


def _explained(sheet: Sheet) -> str:
    rows = [
        parts.row(number, "AB", [column.name, column.description])
        for number, column in enumerate(sheet.columns, start=2)
    ]
    head = parts.beginning([_("Column"), _("What it says")], [24, 120])
    return "".join([head, *rows, parts.END_OF_WORKSHEET])
