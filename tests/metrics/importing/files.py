"""Files as people make them, for tests of bringing figures in."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

HEADINGS = ["metric", "period_kind", "period_start", "value", "source", "note"]
A_YEAR = ["calls-responded", "calendar_year", "2024", "12500", "SOURCE-1", ""]


def row(**cells: str) -> list[str]:
    """The figure of a year, with other words in some cells."""
    return [cells.get(name, text) for name, text in zip(HEADINGS, A_YEAR, strict=True)]


def as_csv(*rows: Sequence[Any], headings: Sequence[str] = HEADINGS, **dialect: Any) -> bytes:
    text = io.StringIO()
    csv.writer(text, **dialect).writerows([headings, *rows])
    return text.getvalue().encode()


def as_xlsx(*rows: Sequence[Any], headings: Sequence[str] = HEADINGS) -> bytes:
    workbook = Workbook()
    for cells in [headings, *rows]:
        workbook.active.append(list(cells))
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()
