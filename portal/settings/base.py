"""Settings that are safe in public. `dev`, `demo`, `test` and `production` start from these."""

from pathlib import Path
from typing import Any

import dj_database_url
import dj_email_url
from django.utils.translation import gettext_lazy as _

from .environment import addresses, flag, read, search_server, words

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = read(
    "DATA_DIR",
    BASE_DIR / "var",
    "Folder for the SQLite database, uploaded media and generated secrets.",
    Path,
)

DEBUG = False
SECRET_KEY = ""
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "site_visits",
    "site_visits.questions",
    "playbooks",
    "programs",
    "programs.metrics",
    "programs.metrics.importing",
    "portal.contact",
    "portal.addresses",
    "portal.glossary",
    "portal.memos",
    "portal.open_data",
    "portal.search",
    "portal.search.attachments",
    "portal.search.words",
    "portal.search.spelling",
    "portal.search.usage",
    "portal.demo",
    "portal.pages",
    "portal.blocks",
    "portal.provenance",
    "portal.taxonomy",
    "portal.theme",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.addresses.kept_answers.keep_answers",
    # Pages full of sources shrink to a tenth. Forms stay safe: tokens are masked anew each time,
    # and Django pads the answer by a random length.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "portal.addresses.middleware.refuse_unreadable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.search.usage.recording.note_choice",
    "portal.addresses.middleware.answer_gone",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
ASGI_APPLICATION = "portal.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.theme.context_processors.portal",
            ],
        },
    },
]

_database = read(
    "DATABASE_URL",
    "",
    "Database address, for example postgres://user:password@host/portal; without it SQLite in "
    "DATA_DIR.",
)
DATABASES: dict[str, dict[str, Any]] = {
    "default": dict(dj_database_url.parse(_database))
    if _database
    else {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "portal.sqlite3"}
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Stock settings let several editors fail with "database is locked": a transaction that
    # begins as a read cannot wait for the write lock. IMMEDIATE takes it at the start.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
# A connection serves many requests: opening one, with its settings, costs more than most queries.
DATABASES["default"].update(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English"))]
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_TZ = True
TIME_ZONE = read("TIME_ZONE", "America/New_York", "Time zone of dates shown to readers.")
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
# Pictures drawn from figures; each can be drawn again.
PORTAL_PICTURES_DIR = DATA_DIR / "pictures"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# A full program posts several thousand fields: every row, each with its citations.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# -- The portal ---------------------------------------------------------------------------

PORTAL_NAME = read("PORTAL_NAME", "Common Practice", "The portal's name in titles and e-mail.")
WAGTAIL_SITE_NAME = PORTAL_NAME
# Drafts are saved while an editor types; a full program is 50 kB each time, hence not at once.
WAGTAIL_AUTOSAVE_INTERVAL = 2_000
# The admin asks no other host for pictures of editors or for news of Wagtail.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_BASE_URL = read(
    "PORTAL_URL", "http://127.0.0.1:8000", "The portal's public address, used in e-mail and feeds."
)
PORTAL_MAINTAINER_EMAIL = read(
    "PORTAL_MAINTAINER_EMAIL", "", "Where messages from the contact form are mailed, if anywhere."
)
PORTAL_MESSAGE_RETENTION_DAYS = read(
    "PORTAL_MESSAGE_RETENTION_DAYS", 180, "Days after which messages from readers are erased.", int
)
PORTAL_CHECK_SOURCES = read(
    "PORTAL_CHECK_SOURCES",
    False,
    "1 lets manage.py check_sources ask the addresses of sources whether they still answer.",
    flag,
)
PORTAL_DATA_LICENCE = read(
    "PORTAL_DATA_LICENCE", "", "Name of the licence of the portal's data, if you state one."
)
PORTAL_DATA_LICENCE_URL = read("PORTAL_DATA_LICENCE_URL", "", "Address of that licence's text.")
PORTAL_HELP_BAND = {
    "danger_text": _("In danger: call"),
    "danger_number": "911",
    "crisis_text": _("To talk with a crisis counselor: call or text"),
    "crisis_number": "988",
    "note": _("This site cannot send a team."),
}
# The banner of an official government website. Off in the example, which claims to be
# nobody's government; an operator switches it on with the name of its government.
PORTAL_OFFICIAL_BANNER_OF = read(
    "PORTAL_OFFICIAL_BANNER_OF",
    "",
    "Name of the government whose official website this is; shows the banner. For example: "
    "the City of Durham, North Carolina.",
)
PORTAL_OFFICIAL_BANNER = (
    {
        "title": _("An official website of %(government)s")
        % {"government": PORTAL_OFFICIAL_BANNER_OF},
        "domain_title": _("Official websites use .gov"),
        "domain_text": _(
            "A .gov website belongs to an official government organization in the United States."
        ),
        "secure_title": _("Secure .gov websites use HTTPS"),
        "secure_text": _(
            "A lock or https:// means you have safely connected to the .gov website. "
            "Share sensitive information only on official, secure websites."
        ),
    }
    if PORTAL_OFFICIAL_BANNER_OF
    else None
)

PORTAL_SEARCH_LOG_DAYS = read(
    "PORTAL_SEARCH_LOG_DAYS",
    90,
    "Days for which searches are kept, without who asked; 0 keeps none.",
    int,
)
SEARCH_ENGINE: dict[str, Any] = {
    "BACKEND": "portal.search.engines.sqlite.SQLiteEngine"
    if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
    else "portal.search.engines.postgresql.PostgreSQLEngine",
    "OPTIONS": {},
}
# A search server beside the database; whatever happens to it, the database still answers.
_no_addresses: list[str] = []
SEARCH_SERVER = search_server(
    addresses=read(
        "ELASTICSEARCH_URL",
        _no_addresses,
        "Elasticsearch 8 or OpenSearch, one or more addresses of its nodes, separated by commas, "
        "for example https://user:password@search.example.gov:9200; without it the database "
        "searches.",
        addresses,
    ),
    api_key=read("ELASTICSEARCH_API_KEY", "", "API key of the search server, instead of a user."),
    ca_file=read(
        "ELASTICSEARCH_CA_FILE", "", "File with the certificate that the search server's rests on."
    ),
    index=read("ELASTICSEARCH_INDEX", "portal", "Name of the portal's index on the search server."),
    seconds=read(
        "ELASTICSEARCH_SECONDS",
        1.0,
        "Seconds after which the database answers a search instead of the search server.",
        float,
    ),
)
if SEARCH_SERVER:
    SEARCH_ENGINE = {
        "BACKEND": "portal.search.engines.guarded.GuardedEngine",
        "OPTIONS": {"database": SEARCH_ENGINE, **SEARCH_SERVER},
    }
# Page types that search leaves out on purpose; every other one is declared by its app.
SEARCH_EXCLUDED_PAGE_TYPES = ["wagtailcore.Page", "pages.KnowledgePage", "pages.HomePage"]
# The admin's own search boxes and choosers; readers' search does not use this.
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.search.attachments.forms.DocumentForm"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.search.admin_backend"}}

_mail = dj_email_url.parse(
    read(
        "EMAIL_URL",
        "dummy:",
        "Mail server, for example submission://user:password@host:587; without it no mail is sent.",
    )
)
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail["EMAIL_HOST"]
EMAIL_PORT = _mail["EMAIL_PORT"]
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _mail["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _mail["EMAIL_USE_SSL"]
DEFAULT_FROM_EMAIL = SERVER_EMAIL = read(
    "EMAIL_FROM", "portal@localhost", "The sender of the portal's mail."
)

# -- Security -----------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# The admin shows previews in frames of its own; others may not frame any page.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Pages for readers load nothing from elsewhere and run no inline script. Wagtail's admin
# needs inline scripts and styles, and only signed-in people reach it.
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}
ALLOWED_HOSTS = read(
    "ALLOWED_HOSTS", [], "Host names that the portal answers to, separated by commas.", words
)
