"""A table to fill in: the columns, and a row for each thing that a program may report."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.provenance.models import Source
from programs.models import ProgramPage

from ..columns import FIGURE_COLUMNS
from ..models import Definition, Metric

_COLUMNS = [column for column in FIGURE_COLUMNS if not column.is_ours]
# Rows in which a list of words can be chosen from; more than anybody fills in by hand.
_ROWS_WITH_LISTS = 2_000
_WIDTHS = {"metric_name": 28, "definition": 28, "source": 24, "source_title": 30, "note": 40}


def csv_template(program: ProgramPage) -> bytes:
    """With a mark at its beginning, without which Excel takes letters with accents for others."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(column.name for column in _COLUMNS)
    writer.writerows(_rows(program))
    return text.getvalue().encode("utf-8-sig")


def xlsx_template(program: ProgramPage) -> bytes:
    """Beside the table what each column means, how each metric is counted, and known sources."""
    from openpyxl import Workbook

    workbook = Workbook()
    figures: Any = workbook.active
    figures.title = "Figures"
    figures.append([column.name for column in _COLUMNS])
    for row in _rows(program):
        figures.append(row)
    _arrange(figures)
    _offer_words(figures)
    _sheet(workbook, "Columns", [_("Column"), _("Meaning"), _("Words")], _meanings())
    _sheet(
        workbook,
        "Metrics",
        [_("Metric"), _("Name"), _("Unit"), _("Way of counting"), _("Definition")],
        _explained(program),
    )
    _sheet(workbook, "Sources", [_("Source"), _("Title"), _("Publisher")], _sources(program))
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _ways(program: ProgramPage) -> Any:
    offered = Q(metric__in_dictionary=True) | Q(metric__program=program)
    return (
        Definition.objects.filter(offered, Q(program=None) | Q(program=program))
        .filter(metric__retired_on=None)
        .select_related("metric")
        .order_by("metric__position", "metric__name", "-is_standard", "name")
    )


def _rows(program: ProgramPage) -> Iterator[list[str]]:
    for way in _ways(program):
        metric = way.metric
        filled = {
            "program": program.comparison_key,
            "program_name": program.title,
            "metric": metric.slug,
            "metric_name": metric.name,
            "definition": "" if way.is_standard else way.name,
            # Of money the currency is for whoever fills it in to say.
            "unit": "" if metric.kind == Metric.Kind.MONEY else metric.unit,
        }
        yield [filled.get(column.name, "") for column in _COLUMNS]


def _meanings() -> Iterator[list[str]]:
    for column in _COLUMNS:
        words = ", ".join(f"{word} ({meaning})" for word, meaning in column.choices)
        needed = " " + _("Needed in every row.") if column.is_required else ""
        yield [column.name, f"{column.meaning}{needed}", words]


def _explained(program: ProgramPage) -> Iterator[list[str]]:
    for way in _ways(program):
        counted = way.note or way.inclusions if not way.is_standard else way.metric.meaning
        name = _("standard") if way.is_standard else way.name
        yield [way.metric.slug, way.metric.name, way.metric.unit, name, counted]


def _sources(program: ProgramPage) -> Iterator[tuple[str, str, str]]:
    """Those that its figures name, and its page."""
    own = Q(observations__program=program) | Q(citations__page=program)
    found = Source.objects.current().filter(own).distinct()
    yield from found.order_by("key").values_list("key", "title", "publisher")


def _sheet(workbook: Any, name: str, headings: list[str], rows: Any) -> None:
    sheet = workbook.create_sheet(name)
    sheet.append([capfirst(heading) for heading in headings])
    for row in rows:
        sheet.append(list(row))
    for letter, width in zip("ABCDE", (24, 60, 40, 30, 80), strict=True):
        sheet.column_dimensions[letter].width = width


def _arrange(sheet: Any) -> None:
    from openpyxl.styles import Font

    from .tables import letters

    for position, column in enumerate(_COLUMNS):
        sheet.cell(1, position + 1).font = Font(bold=True)
        sheet.column_dimensions[letters(position)].width = _WIDTHS.get(column.name, 14)
    sheet.freeze_panes = "A2"


def _offer_words(sheet: Any) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    from .tables import letters

    for position, column in enumerate(_COLUMNS):
        if column.choices:
            offered = DataValidation("list", formula1=f'"{",".join(column.words)}"')
            letter = letters(position)
            offered.add(f"{letter}2:{letter}{_ROWS_WITH_LISTS}")
            sheet.add_data_validation(offered)
