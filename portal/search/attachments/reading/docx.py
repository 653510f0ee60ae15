"""Text of Word files (.docx), cut at their headings."""

import zipfile
from collections.abc import Iterator
from typing import IO, Any

from .limits import Limits
from .parts import FileRead, Part, UnreadableError, cut

# A document type stands at the very beginning. No Word file has one; attacks on XML do.
_BEGINNING = 4_000


def read_docx(file: IO[bytes], limits: Limits) -> FileRead:
    _refuse_what_is_no_document(file, limits)
    import docx

    file.seek(0)
    parts, is_cut = cut(_pieces(docx.Document(file)), limits.characters)
    return FileRead(parts, 0, is_cut)


def _refuse_what_is_no_document(file: IO[bytes], limits: Limits) -> None:
    """Looks at what is packed before any of it is unpacked."""
    with zipfile.ZipFile(file) as packed:
        members = packed.infolist()
        sizes = sum(member.file_size for member in members)
        compressed = sum(member.compress_size for member in members)
        if len(members) > limits.members or sizes > limits.unpacked_bytes:
            raise UnreadableError(UnreadableError.TOO_LARGE)
        if compressed < sizes * limits.packed_to:
            raise UnreadableError(UnreadableError.TOO_LARGE)
        if any(member.flag_bits & 1 for member in members):
            raise UnreadableError(UnreadableError.ENCRYPTED)
        for member in members:
            if not member.filename.lower().endswith((".xml", ".rels")):
                continue
            with packed.open(member) as xml:
                if b"<!DOCTYPE" in xml.read(_BEGINNING):
                    raise UnreadableError(UnreadableError.BROKEN)


def _pieces(document: Any) -> Iterator[Part]:
    heading, lines = "", list[str]()
    for block in document.iter_inner_content():
        if _is_heading(block):
            yield Part("\n".join(lines), heading=heading)
            heading, lines = block.text.strip(), []
        else:
            lines += _lines(block)
    yield Part("\n".join(lines), heading=heading)


def _is_heading(block: Any) -> bool:
    # By its key, which is the same in every language of Word.
    style = getattr(block.style, "style_id", None) or ""
    return style.startswith(("Heading", "Title")) and bool(getattr(block, "text", "").strip())


def _lines(block: Any) -> Iterator[str]:
    if not hasattr(block, "rows"):
        yield block.text
        return
    for row in block.rows:
        # Merged cells come once for each column they span.
        cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
        yield " · ".join(text for text in cells if text)
