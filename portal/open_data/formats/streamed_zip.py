"""ZIP archives that are sent while they are made."""

from zipfile import ZIP_DEFLATED, ZipInfo

from django.utils import timezone


class Pipe:
    """What the archive writes to; what was written is taken out again at once."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits here for long."""

    def take(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def entry(name: str) -> ZipInfo:
    """A file of the archive, of this moment."""
    now = timezone.localtime()
    found = ZipInfo(name, (now.year, now.month, now.day, now.hour, now.minute, now.second))
    found.compress_type = ZIP_DEFLATED
    return found
