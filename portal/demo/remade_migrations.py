"""Notices migrations that were remade after a database was set up by their earlier form."""

import hashlib
import json
from pathlib import Path

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
    """Remembers how the applied migrations read."""
    _path().write_text(json.dumps(_fingerprints(), indent=2))


def _fingerprints() -> dict[str, str]:
    found = {}
    for path in sorted(Path(settings.BASE_DIR).glob("*/**/migrations/0*.py")):
        label = path.parent.parent.name
        found[f"{label}.{path.stem}"] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _recorded() -> dict[str, str]:
    try:
        recorded: dict[str, str] = json.loads(_path().read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return recorded


def _path() -> Path:
    return Path(settings.DATA_DIR) / "demo-migrations.json"
