"""Says in words what this machine lacks. Runs before anything is installed: standard library only."""

import importlib.util
import sqlite3
import sys

MISSING_FTS5 = "SQLite without FTS5, its full-text search. Install a Python whose SQLite has it."


def missing() -> list[str]:
    lacks = []
    if sys.version_info < (3, 11):  # noqa: UP036  (it runs before the version is known)
        lacks.append(
            f"Python 3.11 or newer; this is {sys.version.split()[0]}. "
            "Install one, then: make demo PYTHON=python3.12"
        )
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        lacks.append("Python's venv module. On Debian and Ubuntu: apt-get install python3-venv")
    try:
        sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
    except sqlite3.OperationalError:
        lacks.append(MISSING_FTS5)
    return lacks


if __name__ == "__main__":
    found = missing()
    for lack in found:
        print(f"Missing: {lack}", file=sys.stderr)  # noqa: T201  (it is a command)
    sys.exit(bool(found))
