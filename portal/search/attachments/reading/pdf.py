"""Text of PDF files, page by page."""

from collections.abc import Iterator
from itertools import islice
from typing import IO

from pypdf import PasswordType, PdfReader

from .limits import Limits
from .parts import FileRead, Part, UnreadableError, cut


def read_pdf(file: IO[bytes], limits: Limits) -> FileRead:
    reader = PdfReader(file)
    # Many are locked against changes only and open without a password.
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise UnreadableError(UnreadableError.ENCRYPTED)
    pages = len(reader.pages)
    parts, is_cut = cut(_pages(reader, limits.pages), limits.characters)
    return FileRead(parts, pages, is_cut or pages > limits.pages)


def _pages(reader: PdfReader, at_most: int) -> Iterator[Part]:
    for number, page in enumerate(islice(reader.pages, at_most), 1):
        yield Part(page.extract_text(), number)
