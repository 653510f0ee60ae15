"""What stands in the files themselves."""

import csv
import io
import json
import tracemalloc
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from portal.open_data.columns import Column
from portal.open_data.formats.csv_file import csv_lines
from portal.open_data.formats.json_file import json_lines
from portal.open_data.formats.xlsx_file import xlsx_bytes
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
    return load_workbook(io.BytesIO(b"".join(xlsx_bytes(of, BASE))))


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


def test_every_kind_of_cell_comes_back_from_a_workbook_as_it_went_in() -> None:
    kinds = ("string", "integer", "number", "boolean", "list")
    columns = [
        Column(f"c{n}", "Any.", lambda row, n=n: row[f"c{n}"], kind)  # type: ignore[misc]
        for n, kind in enumerate(kinds)
    ]
    rows: list[tuple[Any, ...]] = [
        ("<b> & \"c\" 'd' ]]>", 0, Decimal("0.0001"), False, ["a", "b"]),
        ("two\nlines\r\n and  spaces ", -7, Decimal("1E+3"), True, []),
        ("", None, None, None, ["＝1"]),
        ("x" * 40_000, 10**12, Decimal("-0.5000"), True, ["\ud800\ufffe"]),
    ]
    records = [{f"c{n}": cell for n, cell in enumerate(row)} for row in rows]
    book = workbook(Sheet("kinds", "Kinds", columns, records))
    _head, *found = book.worksheets[0].iter_rows(values_only=True)
    assert found == [
        (rows[0][0], 0, 0.0001, False, "a; b"),
        (rows[1][0], -7, 1000, True, None),
        (None, None, None, None, "＝1"),
        ("x" * 32_767, 10**12, -0.5, True, None),
    ]
    assert book.worksheets[0].freeze_panes == "A2"
    assert book.worksheets[0]["A1"].font.bold


def test_rows_beyond_those_of_a_worksheet_stand_on_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("portal.open_data.formats.xlsx_file._MOST_ROWS", 3)
    book = workbook(sheet("one", "two", "three"))
    assert book.sheetnames == ["words", "words 2", "Columns"]
    texts = [[cell.value for cell in each["A"]] for each in book.worksheets[:2]]
    assert texts == [["text", "one", "two"], ["text", "three"]]


def test_json_is_json_also_without_rows() -> None:
    assert json.loads("".join(json_lines(sheet(), BASE, BASE)))["rows"] == []
    [row] = json.loads("".join(json_lines(sheet("=1+1"), BASE, BASE)))["rows"]
    assert row == {"text": "=1+1", "value": -12.5, "page": f"{BASE}about/"}


@pytest.mark.parametrize(
    "write",
    [
        lambda sheet: csv_lines(sheet, BASE),
        lambda sheet: json_lines(sheet, BASE, BASE),
        lambda sheet: xlsx_bytes(sheet, BASE),
    ],
    ids=["csv", "json", "xlsx"],
)
def test_files_are_written_without_ever_holding_all_rows(
    write: Callable[[Sheet], Iterator[Any]],
) -> None:
    def rows() -> Iterator[dict[str, Any]]:
        for number in range(50_000):
            yield {"text": f"row {number} " + "x" * 200, "value": Decimal(number), "page": "/a/"}

    tracemalloc.start()
    many = Sheet("many", "Many", COLUMNS, rows())
    for _part in write(many):
        pass
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000
