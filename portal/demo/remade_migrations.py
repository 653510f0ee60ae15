"""Notices migrations that were remade after a database was set up by their earlier form."""

import hashlib
import json
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader


def remade() -> list[str]:
    """Applied migrations of ours whose file says something else now, or is gone."""
    recorded = _recorded()
    current = _fingerprints()
    applied = {f"{app}.{name}" for app, name in MigrationLoader(connection).applied_migrations}
    return sorted(
        name
        for name, fingerprint in recorded.items()
        if name in applied and current.get(name) != fingerprint
    )


def record() -> None:
    """Remembers how the migrations read."""
    _path().write_text(json.dumps(_fingerprints(), indent=2))


def _fingerprints() -> dict[str, str]:
    installed = Path(sys.prefix)
    found = {}
    for app in apps.get_app_configs():
        folder = Path(app.path)
        if folder.is_relative_to(settings.BASE_DIR) and not folder.is_relative_to(installed):
            for path in sorted(folder.glob("migrations/[0-9]*.py")):
                found[f"{app.label}.{path.stem}"] = _fingerprint(path)
    return found


def _fingerprint(path: Path) -> str:
    """Without comments, which hold the day it was made, and without the way it is set."""
    lines = (line.strip() for line in path.read_text().splitlines())
    words = "".join("".join(line.split()) for line in lines if not line.startswith("#"))
    return hashlib.sha256(words.encode()).hexdigest()


def _recorded() -> dict[str, str]:
    try:
        recorded: dict[str, str] = json.loads(_path().read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return recorded


def _path() -> Path:
    return Path(settings.DATA_DIR) / "demo-migrations.json"
