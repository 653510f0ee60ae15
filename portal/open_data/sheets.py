"""A table as it goes out: its columns, and its records one after another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .cells import Cell
from .columns import Column, Words

Record = Mapping[str, Cell]


def record_of(columns: Sequence[Column], row: Any) -> Record:
    return {column.name: column.of(row) for column in columns}


@dataclass(frozen=True)
class Sheet:
    """`name` names the file; `records` are read once and never all at the same time."""

    name: str
    title: Words
    columns: Sequence[Column]
    records: Iterable[Record]
    # Where its columns are explained, as a part of /data/.
    table: str = ""

    def cells(self, record: Record, base: str) -> list[Cell]:
        """In the order of the columns; `base` is the portal's own address, for paths of it."""
        return [completed(column, record[column.name], base) for column in self.columns]


def completed(column: Column, cell: Cell, base: str) -> Cell:
    if column.type == "address" and isinstance(cell, str) and cell.startswith("/"):
        return base.rstrip("/") + cell
    return cell
