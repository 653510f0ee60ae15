"""A comparison as a file: the rows of its page, and two columns for each program."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.open_data.columns import Column
from portal.open_data.sheets import Record, Sheet
from portal.open_data.tables import RefusedError
from portal.provenance.facts import Fact
from portal.theme.templatetags.theme import value_in_words

from .choice import LEAST, MOST, Choice, read_choice
from .loading import load
from .measures import FigureCell, MeasureRow
from .shown import compared_table, name_of
from .table import Cell, FactRow, GroupShown

_ABOUT_ROW = {
    "group": gettext_lazy("The part of the comparison."),
    "row": gettext_lazy("What is compared."),
    "verdict": gettext_lazy("Whether it differs; of figures, whether they can be compared."),
    "said": gettext_lazy("Why, and by how much, in words."),
}


def comparison_sheet(request: HttpRequest) -> Sheet:
    """Of the programs in the address, as on the page; raises `RefusedError`."""
    choice = read_choice(request.GET)
    _refuse(choice)
    load(choice.programs)
    table = compared_table(choice.programs)
    shown = table.only_differing() if choice.only_differing else table
    return Sheet("comparison", _("Comparison"), _columns(choice), _records(choice, shown.groups))


def _refuse(choice: Choice) -> None:
    lines = [_("There is no program “%(name)s”.") % {"name": name} for name in choice.unknown]
    lines += [
        _("Several programs are called “%(name)s”: %(keys)s.")
        % {"name": name, "keys": ", ".join(page.comparison_key for page in pages)}
        for name, pages in choice.ambiguous
    ]
    if not choice.can_be_compared:
        lines.append(
            _(
                "Name %(least)s to %(most)s programs: "
                "?program=durham-nc/heart&program=denver-co/star"
            )
            % {"least": LEAST, "most": MOST}
        )
    if lines:
        raise RefusedError(lines)


def _columns(choice: Choice) -> list[Column]:
    columns = [_column(name, meaning) for name, meaning in _ABOUT_ROW.items()]
    for page in choice.programs:
        key, name = page.comparison_key, name_of(page)
        columns.append(_column(key, name))
        sources = _("%(name)s: the sources, by their names in the register.") % {"name": name}
        columns.append(_column(f"{key} sources", sources, "list"))
    return columns


def _column(name: str, meaning: Any, kind: Any = "string") -> Column:
    return Column(name, meaning, lambda record: record[name], kind)


def _records(choice: Choice, groups: Sequence[GroupShown]) -> Iterator[Record]:
    keys = choice.keys
    for group in groups:
        for row in group.rows:
            about = _of_facts(row) if isinstance(row, FactRow) else _of_figures(row)
            record: dict[str, Any] = {"group": str(group.title), "row": str(row.label), **about}
            cells: Sequence[Cell | FigureCell] = row.cells
            for key, cell in zip(keys, cells, strict=True):
                value, sources = _said(cell)
                record |= {key: value, f"{key} sources": list(dict.fromkeys(sources))}
            yield record


def _of_facts(row: FactRow) -> dict[str, str]:
    return {"verdict": str(row.said.label), "said": str(row.said.words)}


def _of_figures(row: MeasureRow) -> dict[str, str]:
    return {"verdict": str(row.outcome_label), "said": row.words}


def _said(cell: Cell | FigureCell) -> tuple[str, list[str]]:
    """A cell in words, and its sources; a gap says which kind of gap it is."""
    if cell.gap is not None:
        return str(cell.gap.gap.label if cell.gap.gap else ""), cell.gap.source_keys.split()
    return _figures(cell) if isinstance(cell, FigureCell) else _facts(cell)


def _facts(cell: Cell) -> tuple[str, list[str]]:
    facts: list[Fact] = [fact for group in cell.groups for fact in group.facts]
    words = [f"{fact.value} ({fact.details})" if fact.details else fact.value for fact in facts]
    return "; ".join(words), [key for fact in facts for key in fact.source_keys.split()]


def _figures(cell: FigureCell) -> tuple[str, list[str]]:
    """Figures that contradict each other stand as a range, each with its period."""
    words = _(" or ").join(_in_words(figure) for figure in cell.figures)
    parts = [words, capfirst(cell.rate)]
    parts += [
        _("counted otherwise (%(way)s): %(figure)s")
        % {"way": figure.definition.name, "figure": _in_words(figure)}
        for figure in cell.counted_otherwise
    ]
    figures = [*cell.figures, *cell.counted_otherwise]
    return "; ".join(part for part in parts if part), [each.source.key for each in figures]


def _in_words(figure: Any) -> str:
    return f"{value_in_words(figure)}, {figure.period_display}"
