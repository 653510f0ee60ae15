"""Text from an address, which may hold anything."""

import re

# NUL and halves of characters, which no database takes.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
LONGEST_SHOWN = 60


def is_storable(text: str) -> bool:
    return not _UNSTORABLE.search(text)


def storable(text: str) -> str:
    return _UNSTORABLE.sub("", text)


def printable(text: str) -> str:
    """A stranger's words for a page: short, and without signs that cannot be shown."""
    return "".join(s if s.isprintable() else "\ufffd" for s in text[:LONGEST_SHOWN])
