"""The table of a comparison: groups of rows, each with what can be said of it in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from portal.provenance.facts import Fact, FactGroup, grouped_by_sources

from .differences import SaidOfRow
from .fields import GROUPS, Field, Words
from .measures import MeasureRow

if TYPE_CHECKING:
    from programs.models import ProgramPage


@dataclass
class Cell:
    """What one program says: facts in groups that share their sources, or the gap."""

    page: Any
    groups: list[FactGroup] = field(default_factory=list)
    gap: Fact | None = None
    # Whose facts they are, where not the program's own.
    owner: Any = None


@dataclass
class FactRow:
    name: str
    label: Words
    template: str
    said: SaidOfRow
    cells: list[Cell]

    @property
    def differs(self) -> bool:
        return self.said.differs

    @property
    def is_empty(self) -> bool:
        """Nothing is recorded, and nobody has said why."""
        return all(cell.gap is not None and not cell.gap.is_answered for cell in self.cells)


@dataclass
class GroupShown:
    name: str
    title: Words
    facts: list[FactRow] = field(default_factory=list)
    measures: list[MeasureRow] = field(default_factory=list)

    @property
    def rows(self) -> list[FactRow | MeasureRow]:
        return [*self.facts, *self.measures]


@dataclass
class Table:
    groups: list[GroupShown]
    # What nobody recorded of any of the programs, by name.
    missing: list[Words] = field(default_factory=list)
    # How many rows a reader has hidden, because the programs do not differ there.
    hidden: int = 0

    @property
    def measures(self) -> list[MeasureRow]:
        return [row for group in self.groups for row in group.measures]

    @property
    def facts(self) -> list[FactRow]:
        return [row for group in self.groups for row in group.facts]

    def only_differing(self) -> "Table":
        groups = [
            GroupShown(
                group.name,
                group.title,
                [row for row in group.facts if row.differs],
                [row for row in group.measures if row.differs],
            )
            for group in self.groups
        ]
        shown = [group for group in groups if group.rows]
        count = sum(len(group.rows) for group in self.groups)
        return Table(shown, self.missing, count - sum(len(group.rows) for group in shown))


def table(
    pages: Sequence["ProgramPage"],
    names: Mapping[int, str],
    measures: Sequence[MeasureRow],
) -> Table:
    """All groups with something in them; rows without anything are named under the table."""
    named = {slug for group in GROUPS for slug in group.measures}
    groups, missing = [], []
    for group in GROUPS:
        rows = [_row(each, pages, names) for each in group.fields]
        own = [
            row
            for row in measures
            if row.slug in group.measures or (group.takes_other_measures and row.slug not in named)
        ]
        every: list[FactRow | MeasureRow] = [*rows, *own]
        missing += [row.label for row in every if row.is_empty]
        shown = GroupShown(
            group.name,
            group.title,
            [row for row in rows if not row.is_empty],
            [row for row in own if not row.is_empty],
        )
        if shown.rows:
            groups.append(shown)
    return Table(groups, missing)


def _row(each: Field, pages: Sequence["ProgramPage"], names: Mapping[int, str]) -> FactRow:
    cells = [_cell(each, page) for page in pages]
    known = {names[page.pk]: page for page, cell in zip(pages, cells, strict=True) if cell.groups}
    said = each.said(known, len(pages))
    return FactRow(each.name, each.label, each.template, said, cells)


def _cell(each: Field, page: "ProgramPage") -> Cell:
    facts = each.facts(page)
    owner = page.home_city if each.name == "populations" else page
    if facts:
        return Cell(page, grouped_by_sources(facts), owner=owner)
    return Cell(page, gap=each.gap(page), owner=owner)
