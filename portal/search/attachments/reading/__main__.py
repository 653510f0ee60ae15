"""`python -m portal.search.attachments.reading '{...limits}' < file`: writes JSON.

Either `{"read": {...}}` as `FileRead` has it, or `{"unreadable": "..."}`.
"""

import json
import logging
import resource
import sys
from dataclasses import asdict
from typing import IO, Any

from .limits import Limits
from .parts import FileRead, UnreadableError

# How an old Word file begins, and a Word file with a password; the latter names itself within.
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def read(file: IO[bytes], limits: Limits) -> FileRead:
    """By what the file holds, whatever it is called."""
    beginning = file.read(1024)
    file.seek(0)
    if b"%PDF-" in beginning:
        from .pdf import read_pdf

        return read_pdf(file, limits)
    if beginning.startswith(b"PK"):
        from .docx import read_docx

        return read_docx(file, limits)
    if beginning.startswith(_COMPOUND_FILE) and _ENCRYPTED_PACKAGE in file.read():
        raise UnreadableError(UnreadableError.ENCRYPTED)
    raise UnreadableError(UnreadableError.BROKEN)


def told(file: IO[bytes], limits: Limits) -> dict[str, Any]:
    try:
        return {"read": asdict(read(file, limits))}
    except UnreadableError as error:
        return {"unreadable": str(error)}
    except MemoryError:
        return {"unreadable": UnreadableError.TOO_LARGE}
    # Libraries raise whatever a malformed file leads them to.
    except Exception as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return {"unreadable": UnreadableError.BROKEN}


if __name__ == "__main__":
    given = Limits(**json.loads(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_AS, (given.memory_bytes, given.memory_bytes))
    # Libraries tell at length of what they mend on the way.
    logging.disable()
    json.dump(told(sys.stdin.buffer, given), sys.stdout)
