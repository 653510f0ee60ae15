"""The text of an uploaded file, read by another process."""

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from typing import IO, Any

from django.conf import settings

from .models import FileText
from .reading.limits import LIMITS, Limits

logger = logging.getLogger(__name__)

Outcome = FileText.Outcome


class OutOfTimeError(Exception):
    """The file was not read within the time it was given."""


def extract(file: IO[bytes], size: int, limits: Limits = LIMITS) -> FileText:
    """Without a hash, and not saved. Raises `OutOfTimeError`."""
    if size > limits.file_bytes:
        return FileText(outcome=Outcome.TOO_LARGE)
    with tempfile.TemporaryFile() as copy:
        # A file of the other process, wherever the storage keeps it.
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        told = _told(copy, limits)
    if "unreadable" in told:
        return FileText(outcome=told["unreadable"])
    read = told["read"]
    outcome = Outcome.READ if read["parts"] else Outcome.NO_TEXT
    return FileText(outcome=outcome, **read)


def _told(copy: IO[bytes], limits: Limits) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603  # our own module, nothing of it comes from the file
            [sys.executable, "-m", "portal.search.attachments.reading", json.dumps(asdict(limits))],
            stdin=copy,
            capture_output=True,
            cwd=settings.BASE_DIR,
            # Whatever a file may do to it, it holds no password of the portal's.
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            timeout=limits.seconds,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise OutOfTimeError from error
    except subprocess.CalledProcessError as error:
        # Killed, or out of memory beyond repair.
        logger.warning("A file ended its reader (%s): %s", error.returncode, error.stderr[-500:])
        return {"unreadable": Outcome.BROKEN}
    told: dict[str, Any] = json.loads(done.stdout)
    return told


_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR")
