"""What kind of file it is, and what is refused before anything in it is parsed."""

import io
import zipfile
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from .tables import FileRefusedError

MOST_BYTES = 20_000_000
# Of a workbook, unpacked. 50,000 rows take some 60 MB; text shrinks to a tenth, rarely to a 50th.
MOST_UNPACKED, MOST_UNPACKED_PART = 300_000_000, 200_000_000
SUSPICIOUS_RATIO, UNSUSPICIOUS_BYTES = 150, 5_000_000
_MOST_PARTS = 2_000

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class FileKind(StrEnum):
    TEXT = "text"
    WORKBOOK = "workbook"


def kind_of_file(content: bytes) -> FileKind:
    """By what is in it; its name says nothing that can be relied on. Raises FileRefusedError."""
    if len(content) > MOST_BYTES:
        raise FileRefusedError(
            _("The file is larger than 20 MB. Take out pictures and sheets that are not needed.")
        )
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise FileRefusedError(_("The file is empty. Save it once more and choose it again."))
    if content.startswith(b"PK"):
        _look_into(content)
        return FileKind.WORKBOOK
    if content.startswith(_OLD_OFFICE):
        raise FileRefusedError(_words_of_old_office(content))
    for beginning, words in _foreign():
        if content.lstrip().startswith(beginning):
            raise FileRefusedError(words)
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileRefusedError(_not_a_table())
    return FileKind.TEXT


def _not_a_table() -> str:
    return _("This is no table. Choose a CSV, TSV or XLSX file.")


def _words_of_old_office(content: bytes) -> str:
    if _ENCRYPTED in content:
        return _("The file is locked with a password. Save it without one and choose it again.")
    return _(
        "This is an old kind of Excel or Office file. Open it, choose “Save as”, “Excel Workbook "
        "(.xlsx)”, and choose the new file."
    )


def _foreign() -> Iterator[tuple[bytes, str]]:
    yield b"%PDF", _("This is a PDF. Choose the spreadsheet that it was made from.")
    for beginning in (b"<html", b"<HTML", b"<!DOCTYPE", b"<!doctype", b"<?xml"):
        yield (
            beginning,
            _("This is a web page or XML file. Save it as CSV or XLSX and choose that."),
        )
    for beginning in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!"):
        yield beginning, _not_a_table()


def _look_into(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _refuse_kind(parts)
            _refuse_size(parts)
            _refuse_what_runs_or_reaches_out(archive, parts)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise FileRefusedError(
            _("The file is damaged. Open it in your spreadsheet program and save it once more.")
        ) from error


def _refuse_kind(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefusedError(
            _("The file is locked with a password. Save it without one and choose it again.")
        )
    if "xl/workbook.xml" in names:
        return
    words: Any = _not_a_table()
    if "xl/workbook.bin" in names or "content.xml" in names:
        words = _(
            "This kind of spreadsheet cannot be read. Choose “Save as”, “Excel Workbook (.xlsx)”, "
            "and choose the new file."
        )
    raise FileRefusedError(words)


def _refuse_size(parts: list[zipfile.ZipInfo]) -> None:
    """By the sizes that the archive states; reading stops at them, so they cannot be false."""
    total = sum(part.file_size for part in parts)
    suspicious = any(
        part.file_size > UNSUSPICIOUS_BYTES
        and part.file_size > SUSPICIOUS_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    largest = max(part.file_size for part in parts)
    if suspicious or total > MOST_UNPACKED or largest > MOST_UNPACKED_PART:
        raise FileRefusedError(
            _(
                "Unpacked, the file is far larger than a table of figures. Copy the rows into a "
                "new workbook and choose that."
            )
        )
    if len(parts) > _MOST_PARTS:
        raise FileRefusedError(_not_a_table())


def _refuse_what_runs_or_reaches_out(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]
) -> None:
    names = [part.filename.casefold() for part in parts]
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise FileRefusedError(
            _("The file has macros. Choose “Save as”, “Excel Workbook (.xlsx)”, without macros.")
        )
    if any(name.startswith("xl/externallinks/") for name in names):
        raise FileRefusedError(
            _(
                "The file takes values from other files. In Excel choose Data, Edit Links, Break "
                "Link; or paste the values into a new workbook."
            )
        )
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as opened:
                if b"<!DOCTYPE" in opened.read(1000):
                    raise FileRefusedError(_not_a_table())
