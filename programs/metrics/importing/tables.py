"""What every kind of file becomes: numbered rows of plain cells."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

Cell = str | int | float | bool | datetime.date | None

MOST_ROWS = 100_000
MOST_COLUMNS = 200


class FileRefusedError(Exception):
    """The file cannot be read; the words say why and what to do instead."""

    def __init__(self, words: Any) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True)
class SheetRow:
    """`number` is what a spreadsheet program prints beside the row."""

    number: int
    cells: list[Cell]

    @property
    def is_empty(self) -> bool:
        return all(cell is None or cell == "" for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    name: str
    is_hidden: bool = False


@dataclass(frozen=True)
class Table:
    """One sheet of a workbook, or a text file.

    `read` can be called again and begins anew. `remarks`: how it was read, in words.
    """

    read: Callable[[], Iterator[SheetRow]]
    sheet: str = ""
    sheets: tuple[Sheet, ...] = ()
    how_many: int | None = None
    counts_from_1904: bool = False
    has_decimal_comma: bool = False
    remarks: tuple[Any, ...] = ()

    def rows(self) -> Iterator[SheetRow]:
        for row in self.read():
            if row.number > MOST_ROWS and not row.is_empty:
                raise FileRefusedError(too_long())
            yield row


def too_long() -> Any:
    return _("The file has more than %(most)s rows. Bring it in part by part.") % {
        "most": f"{MOST_ROWS:,}"
    }


def letters(position: int) -> str:
    """What a spreadsheet program prints above a column: 0 is A, 26 is AA."""
    name, rest = "", position + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def address(position: int, row: int) -> str:
    return f"{letters(position)}{row}"
