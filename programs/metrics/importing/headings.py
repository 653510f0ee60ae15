"""Which column of a file is which column of figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from ..columns import COLUMNS_BY_NAME, FIGURE_COLUMNS
from .numbers import POINT, decimal_mark
from .tables import Cell, SheetRow, Table, letters
from .words import folded, plain_text

LEFT_OUT = ""
_ROWS_LOOKED_AT, _ROWS_OF_NUMBERS = 30, 500
_SAMPLES = 3
# What people call them; their own names come first.
_ALSO_CALLED = {
    "from": "period_start",
    "start": "period_start",
    "begin": "period_start",
    "start_date": "period_start",
    "until": "period_end",
    "to": "period_end",
    "end": "period_end",
    "end_date": "period_end",
    "kind_of_period": "period_kind",
    "period_type": "period_kind",
    "amount": "value",
    "number": "value",
    "currency": "unit",
    "way_of_counting": "definition",
    "area": "geography",
    "where": "geography",
    "source_id": "source",
    "url": "source_url",
    "link": "source_url",
    "notes": "note",
    "comment": "note",
    "disputed": "is_disputed",
}
_KNOWN = _ALSO_CALLED | {folded(name): name for name in COLUMNS_BY_NAME}


@dataclass
class Heading:
    """One column of the file. `column`: None as long as nobody said what it is."""

    position: int
    text: str
    column: str | None
    is_remembered: bool = False
    samples: list[str] = field(default_factory=list)

    @property
    def letter(self) -> str:
        return letters(self.position)

    @property
    def is_for_people(self) -> bool:
        """A column that exports write for readers, and that nothing is read from."""
        return self.column in COLUMNS_BY_NAME and not COLUMNS_BY_NAME[self.column].is_read


@dataclass
class Headings:
    row: int
    columns: list[Heading]
    decimal_mark: str = POINT

    @property
    def unsettled(self) -> list[Heading]:
        return [each for each in self.columns if each.column is None]

    @property
    def repeated(self) -> list[str]:
        names = [each.column for each in self.columns if each.column]
        return sorted({name for name in names if names.count(name) > 1})

    @property
    def missing(self) -> list[str]:
        """Columns without which there is no figure."""
        there = {each.column for each in self.columns}
        lacking = [c.name for c in FIGURE_COLUMNS if c.is_required and c.name not in there]
        if there & {"source_title", "source_url"}:
            lacking = [name for name in lacking if name != "source"]
        return lacking

    @property
    def are_settled(self) -> bool:
        return not (self.unsettled or self.repeated or self.missing)

    @property
    def positions(self) -> dict[str, int]:
        """Where the columns stand that are read."""
        return {
            each.column: each.position
            for each in self.columns
            if each.column and not each.is_for_people
        }


def find_headings(table: Table, remembered: Mapping[str, str]) -> Headings:
    """`remembered`: what a program's columns were said to be, by folded heading."""
    first = list(islice(table.rows(), _ROWS_OF_NUMBERS))
    heading_row = _heading_row(first[:_ROWS_LOOKED_AT], remembered)
    if heading_row is None:
        return Headings(1, [])
    below = [row for row in first if row.number > heading_row.number]
    width = max((_width(row) for row in [heading_row, *below]), default=0)
    columns = [
        _heading(position, heading_row, below, remembered)
        for position in range(width)
        if _at(heading_row, position) or any(_at(row, position) for row in below)
    ]
    found = Headings(heading_row.number, columns)
    numbers = [
        row.cells[position]
        for name in ("value", "numerator", "denominator")
        if (position := found.positions.get(name)) is not None
        for row in below
        if position < len(row.cells)
    ]
    found.decimal_mark = decimal_mark(numbers) or ("," if table.has_decimal_comma else POINT)
    return found


def _heading_row(rows: Iterable[SheetRow], remembered: Mapping[str, str]) -> SheetRow | None:
    """The row with the most names that are known; titles and notes may stand above it."""

    def known(row: SheetRow) -> int:
        names = {folded(plain_text(cell)) for cell in row.cells}
        return len(names & (_KNOWN.keys() | remembered.keys()))

    filled = [row for row in rows if not row.is_empty]
    return max(filled, key=known, default=None)


def _heading(
    position: int, row: SheetRow, below: Iterable[SheetRow], remembered: Mapping[str, str]
) -> Heading:
    text = _at(row, position)
    name = folded(text)
    column = remembered.get(name, _KNOWN.get(name))
    if column and column not in COLUMNS_BY_NAME:
        column = None
    samples = [sample for each in below if (sample := _at(each, position))][:_SAMPLES]
    return Heading(position, text, column, name in remembered, samples)


def _at(row: SheetRow, position: int) -> str:
    cell: Cell = row.cells[position] if position < len(row.cells) else None
    return plain_text(cell)


def _width(row: SheetRow) -> int:
    filled = [n for n, cell in enumerate(row.cells) if cell not in (None, "")]
    return filled[-1] + 1 if filled else 0
