"""Settings for a real server. Requires what has no safe default, and names what is missing."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403  (settings modules build on one another this way)
from .base import ALLOWED_HOSTS
from .environment import flag, read

SECRET_KEY = read("SECRET_KEY", "", "A long random text; required in production.")
_missing = [
    line
    for line, value in {
        "SECRET_KEY=<50 random characters>": SECRET_KEY,
        "ALLOWED_HOSTS=portal.example.gov": ALLOWED_HOSTS,
    }.items()
    if not value
]
if _missing:
    raise ImproperlyConfigured("Set in the environment: " + "  ".join(_missing))

_https = read("PORTAL_HTTPS", True, "0 where no TLS stands in front of the server.", flag)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _https
