"""The demonstration: what the public would get, on this machine only."""

import fcntl
import os
import secrets
from pathlib import Path

from .base import *  # noqa: F403  (settings modules build on one another this way)
from .base import DATA_DIR


def _kept_secret(path: Path) -> str:
    """Made once; several processes may start at the same moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        secret = file.read()
        if not secret:
            secret = secrets.token_urlsafe(50)
            file.write(secret)
        return secret


SECRET_KEY = _kept_secret(DATA_DIR / "demo-secret-key")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
