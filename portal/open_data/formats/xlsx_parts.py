"""The XML of a workbook: what Office Open XML asks for, and no more."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain, islice
from string import ascii_uppercase

from ..cells import Cell, as_text, defused, fused

_LONGEST_TEXT = 32_767
# What no XML may hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Of the cell formats in STYLES.
_BOLD, _AS_TEXT = 1, 2

END_OF_WORKSHEET = "</sheetData></worksheet>"
STYLES = (
    f"{_HEAD}<styleSheet {_MAIN}>"
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)


def worksheet_path(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def content_types(worksheets: int) -> str:
    parts = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    parts |= {f"/{worksheet_path(number)}": "worksheet" for number in range(1, worksheets + 1)}
    listed = "".join(
        f'<Override PartName="{path}" ContentType="{_TYPE}.{kind}+xml"/>'
        for path, kind in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{_escaped(name, is_attribute=True)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, start=1)
    )
    return f'{_HEAD}<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def relations_of_workbook(worksheets: int) -> str:
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, worksheets + 1)]
    targets.append(("styles", "styles.xml"))
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def beginning(names: Sequence[str], widths: Sequence[int]) -> str:
    """Of a worksheet: its names of columns stay in sight."""
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(widths, start=1)
    )
    head = "".join(
        _text(f"{letter}1", name, _BOLD)
        for letter, name in zip(letters(len(names)), names, strict=True)
    )
    return (
        f'{_HEAD}<worksheet {_MAIN}><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f'</sheetViews><cols>{columns}</cols><sheetData><row r="1">{head}</row>'
    )


def letters(columns: int) -> list[str]:
    """A to Z, then AA, AB and so on."""
    one = list(ascii_uppercase)
    two = (first + second for first in one for second in one)
    return list(islice(chain(one, two), columns))


def row(number: int, places: Iterable[str], cells: Iterable[Cell]) -> str:
    """`places`: the letters of the columns."""
    written = [
        _cell(f"{place}{number}", cell)
        for place, cell in zip(places, cells, strict=True)
        if cell is not None and cell != ""
    ]
    return f'<row r="{number}">{"".join(written)}</row>'


def _cell(place: str, cell: Cell) -> str:
    """Numbers as such; what could be taken for a formula is marked as text by its format."""
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{cell:d}</v></c>'
    if isinstance(cell, int | Decimal):
        return f'<c r="{place}"><v>{as_text(cell)}</v></c>'
    text = _CONTROL.sub("", as_text(cell))[:_LONGEST_TEXT]
    if not text:
        return ""
    if defused(text) == text:
        return _text(place, text, 0)
    # What looks defused already is marked once more, so that who fuses it finds it again.
    return _text(place, text if fused(text) == text else f"'{text}", _AS_TEXT)


def _text(place: str, text: str, style: int) -> str:
    of_style = f' s="{style}"' if style else ""
    words = _escaped(text)
    return (
        f'<c r="{place}"{of_style} t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'
    )


def _escaped(text: str, *, is_attribute: bool = False) -> str:
    found = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    found = found.replace("\r", "&#13;")
    return found.replace('"', "&quot;") if is_attribute else found
