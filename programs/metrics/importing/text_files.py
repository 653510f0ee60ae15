"""CSV and TSV in the encodings and with the separators that people's programs write."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .tables import MOST_COLUMNS, FileRefusedError, SheetRow, Table

# Where two fit alike, the comma is that of decimals.
_DELIMITERS = "\t;|,"
_LOOKED_AT = 40
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# What spreadsheet programs of America and Europe write where it is not Unicode.
_LIKELY = ["cp1252", "mac_roman", "cp850", "cp1250"]
_PROBED_BYTES = 50_000
# What a cell of a spreadsheet program holds. Where the mark that ends a cell is missing, all rows
# below become a part of it.
_MOST_LETTERS = 32_767


def text_table(content: bytes) -> Table:
    """Raises FileRefusedError where it is no text."""
    text, remarks = _decoded(content)
    first, _newline, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) <= len("sep=;"):
        # A line for Excel alone, which does not count it either.
        delimiter, text = first.strip()[4:] or "\t", rest
    else:
        delimiter = _delimiter(text)

    def read() -> Iterator[SheetRow]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        number = 0
        try:
            for number, cells in enumerate(rows, start=1):
                if len(cells) > MOST_COLUMNS:
                    raise FileRefusedError(_too_wide(number))
                if any(len(cell) > _MOST_LETTERS for cell in cells):
                    raise FileRefusedError(_without_quotation_mark(number))
                yield SheetRow(number, list(cells))
        except csv.Error as error:
            raise FileRefusedError(_without_quotation_mark(number + 1)) from error

    return Table(
        read,
        how_many=text.count("\n"),
        has_decimal_comma=delimiter == ";",
        remarks=remarks,
    )


def _without_quotation_mark(row: int) -> str:
    return _(
        "Row %(row)s cannot be read: a quotation mark may be missing there. Open the file in a "
        "spreadsheet program and save it once more."
    ) % {"row": row}


def _too_wide(row: int) -> str:
    return _("Row %(row)s has more than %(most)s cells. Save the file as XLSX and try that.") % {
        "row": row,
        "most": MOST_COLUMNS,
    }


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding), ()
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise FileRefusedError(_unreadable()) from error
        return _guessed(content, error.start)


def _guessed(content: bytes, first_odd: int) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    probe = content[max(first_odd - 200, 0) : first_odd + _PROBED_BYTES]
    best = from_bytes(probe, cp_isolation=_LIKELY).best()
    encoding = best.encoding if best else "cp1252"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefusedError(_unreadable()) from error
    words = _(
        "The file is not in UTF-8; its letters were read as %(encoding)s. Look at names with "
        "accents."
    )
    return text, (words % {"encoding": encoding},)


def _unreadable() -> str:
    return _("The file's letters cannot be read. Save it as “CSV UTF-8” and choose it again.")


def _delimiter(text: str) -> str:
    """The one that cuts the first rows into the most columns, in most rows alike."""

    def score(delimiter: str) -> tuple[int, int]:
        try:
            rows = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter)
            widths = [len(row) for row, _n in zip(rows, range(_LOOKED_AT), strict=False) if row]
        except csv.Error:
            return 0, 0
        common = max(set(widths), key=widths.count, default=1)
        return (widths.count(common) if common > 1 else 0), common

    return max(_DELIMITERS, key=score)
