"""The rows of a council memo: how much they matter there, and how much room they take."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.memos.giving_way import Piece
from portal.memos.lines import lines
from portal.memos.numbers import Numbers
from portal.memos.paper import NOTE, NOTE_LINE, TABLE, TABLE_LINE, WIDTH
from programs.metrics.comparison import Outcome

from . import memo_cells
from .measures import MeasureRow
from .memo_cells import MemoCell
from .table import FactRow, Table

# What is left between columns, and above and below the words of a row.
BETWEEN, AROUND_ROW = 8.0, 4.8
NAME_WIDTHS = {2: 170.0, 3: 148.0, 4: 118.0, 5: 108.0}


class Rank(IntEnum):
    """Whatever comes later gives way sooner."""

    COMPARABLE = 1
    WITH_CARE = 2
    WHO_COMES = 3
    CHART = 4
    WHAT_IT_IS = 5
    NOT_COMPARABLE = 6
    AROUND_IT = 7
    OF_ONE = 8
    OTHER_FACT = 9


OF_OUTCOME = {
    Outcome.COMPARABLE: Rank.COMPARABLE,
    Outcome.WITH_CARE: Rank.WITH_CARE,
    Outcome.NOT_COMPARABLE: Rank.NOT_COMPARABLE,
}
OF_FACT = {
    "team_roles": Rank.WHO_COMES,
    "coverage": Rank.WHAT_IT_IS,
    "police_involvement": Rank.WHAT_IT_IS,
    "hours": Rank.WHAT_IT_IS,
    "populations": Rank.AROUND_IT,
    "housed_in": Rank.AROUND_IT,
    "dispatch_model": Rank.AROUND_IT,
}
FACTS = frozenset({*OF_FACT.values(), Rank.OTHER_FACT})
PARTS: tuple[tuple[str | Promise, frozenset[Rank]], ...] = (
    (_("The programs"), FACTS),
    (_("Figures that may be compared"), frozenset({Rank.COMPARABLE, Rank.WITH_CARE})),
    (_("Figures that may not be compared"), frozenset({Rank.NOT_COMPARABLE})),
    (_("Gaps: figures that one program has, or none"), frozenset({Rank.OF_ONE})),
)


def column_widths(programs: int) -> tuple[float, float]:
    """Of a row's name, and of each program; without what is left between them."""
    name = NAME_WIDTHS[programs]
    return name - BETWEEN, (WIDTH - name) / programs - BETWEEN


@dataclass
class MemoRow:
    """`outcome` is the code of a verdict, "" for facts; `said` follows its label."""

    rank: Rank
    label: str
    outcome: str
    outcome_label: str
    said: str
    cells: list[MemoCell]

    def number(self, numbers: Numbers) -> None:
        for cell in self.cells:
            cell.number(numbers)

    def height(self) -> float:
        """Of its highest cell."""
        names, room = column_widths(len(self.cells))
        cells = max(lines(cell.length, room, TABLE) for cell in self.cells)
        name = lines(self.label, names, TABLE, is_bold=True)
        said = lines(f"= {self.outcome_label}: {self.said}", names, NOTE)
        own = name * TABLE_LINE + (said * NOTE_LINE if self.outcome_label or self.said else 0)
        return AROUND_ROW + max(cells * TABLE_LINE, own)

    def piece(self) -> Piece:
        sources = dict.fromkeys(source for cell in self.cells for source in cell.sources)
        return Piece(self.rank, self._name, self.height(), self, tuple(sources))

    @property
    def _name(self) -> str:
        """Where the row was left out; why figures may not be compared is said there too."""
        if self.rank != Rank.NOT_COMPARABLE:
            return self.label
        return f"{self.label} (× {self.outcome_label}: {self.said})"


def pieces(table: Table) -> list[Piece]:
    """Every row of the table, in the order of the memo's parts."""
    rows = [*_of_facts(table), *_of_figures(table)]
    return [row.piece() for _title, ranks in PARTS for row in rows if row.rank in ranks]


def _of_facts(table: Table) -> Iterator[MemoRow]:
    for row in table.facts:
        yield MemoRow(
            OF_FACT.get(row.name, Rank.OTHER_FACT),
            str(row.label),
            "",
            str(row.said.label),
            _said_of(row),
            [memo_cells.of_facts(cell, len(row.cells)) for cell in row.cells],
        )


def _said_of(row: FactRow) -> str:
    words = str(row.said.words)
    return words if row.said.label else str(capfirst(words))


def _of_figures(table: Table) -> Iterator[MemoRow]:
    for row in table.measures:
        yield _of_measure(row)


def _of_measure(row: MeasureRow) -> MemoRow:
    cells: Any = [memo_cells.of_figures(cell) for cell in row.cells]
    return MemoRow(
        OF_OUTCOME.get(row.outcome, Rank.OF_ONE),
        row.label,
        row.outcome.value,
        str(row.outcome_label),
        row.words,
        cells,
    )
