"""Pictures on disk, by the hash of what they show: workers share them, and restarts keep them."""

import contextlib
import hashlib
import json
import logging
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from django.conf import settings

from .rendering import renderer
from .spoken import spoken

Kind = Literal["svg", "png"]
logger = logging.getLogger(__name__)

# A hash of what is drawn and how; another version of the library draws otherwise.
LIBRARY = "vl-convert 1.9"
# About 40 MB. Beyond it those that were drawn first go, and are drawn again when wanted.
MOST_FILES = 4_000
_LOOKED_AT_EVERY = 100


@dataclass(frozen=True)
class Picture:
    """One specification, and the key under which its picture is kept."""

    spec: dict[str, Any]
    key: str

    @classmethod
    def of(cls, spec: dict[str, Any]) -> "Picture":
        written = json.dumps([LIBRARY, spec], separators=(",", ":"))
        return cls(spec, hashlib.sha256(written.encode()).hexdigest()[:32])

    @property
    def version(self) -> str:
        return self.key[:12]

    def content(self, kind: Kind) -> bytes:
        """From the disk, or drawn now. DrawingError where it cannot be drawn."""
        kept = _folder() / f"{self.key}.{kind}"
        with contextlib.suppress(OSError):
            return kept.read_bytes()
        if kind == "svg":
            drawn = spoken(renderer.svg(self.spec), self.spec)
        else:
            drawn = renderer.png(self.content("svg"))
        _keep(kept, drawn)
        return drawn


def _folder() -> Path:
    return Path(settings.PORTAL_PICTURES_DIR)


def _keep(file: Path, content: bytes) -> None:
    """A disk that takes nothing costs time, not the picture."""
    unfinished = file.with_name(f"{file.name}.{os.getpid()}-{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(file)
        if secrets.randbelow(_LOOKED_AT_EVERY) == 0:
            make_room(file.parent)
    except OSError:
        logger.exception("A picture could not be kept in %s.", file.parent)


def make_room(folder: Path, most: int = MOST_FILES) -> None:
    """Drops the oldest files beyond the most that are kept."""
    files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime)
    for file in files[: max(0, len(files) - most)]:
        file.unlink(missing_ok=True)
