"""The reloading server with error pages for developers."""

from .base import *  # noqa: F403  (settings modules build on one another this way)
from .base import STORAGES

DEBUG = True
SECRET_KEY = "for development only: everybody can read it"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
