"""The demonstration: what the public would get, on this machine only."""

import secrets

from .base import *  # noqa: F403  (settings modules build on one another this way)
from .base import DATA_DIR

DATA_DIR.mkdir(parents=True, exist_ok=True)
_secret_file = DATA_DIR / "demo-secret-key"
if not _secret_file.exists():
    _secret_file.touch(mode=0o600)
    _secret_file.write_text(secrets.token_urlsafe(50))
SECRET_KEY = _secret_file.read_text()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
