"""Which files are read, how their letters and cells are taken, and which are refused."""

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook, load_workbook

from programs.metrics.importing.files import MOST_BYTES
from programs.metrics.importing.opening import open_table
from programs.metrics.importing.tables import Cell, FileRefusedError, letters
from programs.metrics.importing.workbooks import UNCALCULATED
from tests.metrics.importing.files import as_csv, as_xlsx, saved


def cells(content: bytes, sheet: str = "") -> list[list[Cell]]:
    return [row.cells for row in open_table(content, sheet).rows()]


TEXT = "Montréal;1,5\r\n\r\nZürich;2,5\r\n"
READ = [["Montréal", "1,5"], [], ["Zürich", "2,5"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_are_read_in_the_encodings_of_spreadsheet_programs(encoding: str) -> None:
    assert cells(TEXT.encode(encoding)) == READ


def test_a_guessed_encoding_is_said() -> None:
    [remark] = open_table(TEXT.encode("cp1252")).remarks
    assert "not in UTF-8" in remark


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_cells_are_cut_at_whatever_cuts_them(delimiter: str) -> None:
    content = as_csv(["a, b", "1"], ["c; d", "2"], headings=["x", "y"], delimiter=delimiter)
    assert cells(content) == [["x", "y"], ["a, b", "1"], ["c; d", "2"]]


def test_a_line_for_excel_alone_is_no_row() -> None:
    assert cells(b"sep=;\r\na;b\r\n") == [["a", "b"]]


def workbook_with(change: Callable[[Workbook], None]) -> bytes:
    workbook = load_workbook(io.BytesIO(as_xlsx(["calls", 5], headings=["metric", "value"])))
    change(workbook)
    return saved(workbook)


def test_a_workbook_is_read_as_it_is_shown() -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook.active
        sheet["B2"] = 0.455
        sheet["B2"].number_format = "0.0%"
        sheet["A4"] = "merged"
        sheet["B4"], sheet["B5"] = 1, 2
        sheet.merge_cells("A4:A5")
        sheet["B6"] = "=B4+B5"

    found = cells(workbook_with(change))
    assert found[1] == ["calls", "45.5%"]
    assert [row[:2] for row in found[3:5]] == [["merged", 1], ["merged", 2]]
    assert found[5][1] == UNCALCULATED


def test_formulas_give_the_value_that_was_saved_with_them() -> None:
    content = with_part(
        as_xlsx(["calls", 5]),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace(b"<v>5</v>", b"<f>2+3</f><v>5</v>"),
    )
    assert b"<f>2+3</f>" in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert cells(content)[1] == ["calls", 5]


def test_hidden_sheets_are_read_only_when_they_are_asked_for() -> None:
    def change(workbook: Workbook) -> None:
        hidden = workbook.create_sheet("Old", 0)
        hidden.append(["hidden"])
        hidden.sheet_state = "hidden"

    content = workbook_with(change)
    table = open_table(content)
    assert [(sheet.name, sheet.is_hidden) for sheet in table.sheets] == [
        ("Old", True),
        ("Sheet", False),
    ]
    assert table.sheet == "Sheet"
    assert cells(content, "Old") == [["hidden"]]


def with_part(
    content: bytes, name: str, change: Callable[[bytes], bytes] = lambda text: text
) -> bytes:
    """The same workbook with one part changed or added."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(new, "w", 8) as archive:
        for part in old.namelist():
            text = old.read(part)
            archive.writestr(part, change(text) if part == name else text)
        if name not in old.namelist():
            archive.writestr(name, change(b""))
    return new.getvalue()


def locked(content: bytes) -> bytes:
    """Says of its first part that it is encrypted."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + b"\x01" + content[at + 1 :]


WORKBOOK = as_xlsx(["calls", 5])
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n", "is empty"),
        (b"a,b\n" * (MOST_BYTES // 4 + 1), "larger than 20 MB"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table>", "web page"),
        (b"\x89PNG\r\n", "no table"),
        (b"a,b\0c", "no table"),
        (OLD_OFFICE, "old kind of Excel"),
        (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (locked(WORKBOOK), "locked with a password"),
        (WORKBOOK[:900], "damaged"),
        (with_part(WORKBOOK, "xl/vbaProject.bin"), "macros"),
        (with_part(WORKBOOK, "xl/externalLinks/externalLink1.xml"), "other files"),
        (with_part(WORKBOOK, "xl/media/bomb.bin", lambda _: bytes(50_000_000)), "far larger"),
        (
            with_part(WORKBOOK, "xl/workbook.xml", lambda text: b"<!DOCTYPE x []>" + text),
            "no table",
        ),
        (with_part(WORKBOOK, "xl/worksheets/sheet1.xml", lambda _: b"<a>"), "damaged"),
        (with_part(WORKBOOK, "xl/workbook.xml", lambda _: b"not XML"), "damaged"),
        (b'a,b\n"' + b"x" * 40_000, "quotation mark"),
        (b'a,b\n"' + b"x" * 200_000, "quotation mark"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_table_of_figures_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(FileRefusedError, match=words):
        cells(content)


def test_columns_are_named_as_spreadsheet_programs_name_them() -> None:
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
