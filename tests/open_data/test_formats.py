"""What stands in the files themselves."""

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from portal.open_data.columns import Column
from portal.open_data.formats.csv_file import csv_lines
from portal.open_data.formats.json_file import json_lines
from portal.open_data.formats.xlsx_file import write_xlsx
from portal.open_data.sheets import Sheet

BASE = "https://portal.example.gov/"
COLUMNS = (
    Column("text", "Words.", lambda row: row["text"]),
    Column("value", "A number.", lambda row: row["value"], "number"),
    Column("page", "Where it stands.", lambda row: row["page"], "address"),
)


def sheet(*texts: str) -> Sheet:
    records = [{"text": text, "value": Decimal("-12.5000"), "page": "/about/"} for text in texts]
    return Sheet("words", "Words", COLUMNS, records)


def workbook(of: Sheet) -> Any:
    file = io.BytesIO()
    write_xlsx(of, BASE, file)
    return load_workbook(io.BytesIO(file.getvalue()))


def test_csv_marks_formulas_as_text_and_leaves_negative_numbers() -> None:
    lines = "".join(csv_lines(sheet("=HYPERLINK(1)", "plain"), BASE))
    first, second = csv.DictReader(io.StringIO(lines))
    assert first["text"] == "'=HYPERLINK(1)"
    assert first["value"] == "-12.5"
    assert second == {"text": "plain", "value": "-12.5", "page": f"{BASE}about/"}


def test_xlsx_holds_formulas_as_text_and_numbers_as_numbers() -> None:
    book = workbook(sheet("=1+1", "-cmd|x", "bell\x07", "plain"))
    text, value, page = next(book.worksheets[0].iter_rows(min_row=2))
    assert (text.value, text.data_type, text.quotePrefix) == ("=1+1", "s", True)
    assert (value.value, value.data_type) == (-12.5, "n")
    assert page.value == f"{BASE}about/"
    assert [cell.value for cell in book.worksheets[0]["A"]] == [
        "text", "=1+1", "-cmd|x", "bell", "plain",
    ]  # fmt: skip
    assert [cell.value for cell in book.worksheets[-1]["A"]][1:] == [c.name for c in COLUMNS]


def test_json_is_json_also_without_rows() -> None:
    assert json.loads("".join(json_lines(sheet(), BASE, BASE)))["rows"] == []
    [row] = json.loads("".join(json_lines(sheet("=1+1"), BASE, BASE)))["rows"]
    assert row == {"text": "=1+1", "value": -12.5, "page": f"{BASE}about/"}


def test_files_are_written_without_ever_holding_all_rows() -> None:
    def rows() -> Iterator[dict[str, Any]]:
        for number in range(50_000):
            yield {"text": f"row {number} " + "x" * 200, "value": Decimal(number), "page": "/a/"}

    tracemalloc.start()
    for _line in csv_lines(Sheet("many", "Many", COLUMNS, rows()), BASE):
        pass
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000
