"""Makes .venv from the hash lock, where that is not done already.

Runs before any package is installed and on the wrong Python too: standard library only, and
nothing that an old Python cannot read.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNNING, DEVELOPING = "requirements.lock", "requirements-dev.lock"
PAUSES = (5, 15, 45)


def missing() -> list[str]:
    """What this machine's Python lacks, each with what to do about it."""
    lacks = []
    if sys.version_info < (3, 11):  # noqa: UP036  (tells people with an older one)
        lacks.append(
            f"Python 3.11 or newer; this is {sys.version.split()[0]}. Debian 12, Ubuntu 24.04: "
            "apt-get install python3 python3-venv; macOS: brew install python. "
            "Where it has another name: make demo PYTHON=python3.12"
        )
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        lacks.append("Python's venv module. Debian and Ubuntu: apt-get install python3-venv")
    if not has_full_text_search():
        lacks.append(
            "SQLite with FTS5, its full-text search. Take a Python whose SQLite has it, such as "
            "the one of Debian, Ubuntu, Homebrew or python.org, then: make demo PYTHON=<its path>"
        )
    return lacks


def has_full_text_search() -> bool:
    try:
        import sqlite3
    except ImportError:
        return False
    with sqlite3.connect(":memory:") as database:
        try:
            database.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        except sqlite3.OperationalError:
            return False
    return True


def is_installed(lock_name: str) -> bool:
    stamp = _stamp(lock_name)
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == _fingerprint(lock_name)


def install(lock_name: str) -> bool:
    """Installs what the lock names; the stamp is written last, so it can start again anywhere."""
    if not _runs("-m", "pip", "--version"):
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    arguments = ["install", "--quiet", "--require-hashes", "--no-deps", "-r", lock_name]
    for pause in (*PAUSES, None):
        if _runs("-m", "pip", *arguments, is_silent=False):
            break
        if pause is None:
            return False
        print(f"Trying again in {pause} seconds …", file=sys.stderr)
        time.sleep(pause)
    # The larger lock holds all of the smaller one.
    for name in {RUNNING, lock_name}:
        _stamp(name).write_text(_fingerprint(name))
    return True


def main() -> int:
    lock_name = DEVELOPING if "--dev" in sys.argv[1:] else RUNNING
    if is_installed(lock_name):
        return 0
    lacks = missing()
    for lack in lacks:
        print(f"Missing: {lack}", file=sys.stderr)
    if lacks:
        return 1
    with (PROJECT / lock_name).open() as lock:
        # Two that start at once do not install into one folder at once.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_installed(lock_name):
            return 0
        print("Installing the portal's packages; the first time takes a minute or two …")
        sys.stdout.flush()
        if install(lock_name):
            return 0
    print(
        "The packages could not be installed, for the reason above. Check the connection to your "
        "package index, then type the same command again.",
        file=sys.stderr,
    )
    return 1


def _runs(*arguments: str, is_silent: bool = True) -> bool:
    silence = subprocess.DEVNULL if is_silent else None
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    try:
        command = [str(PYTHON), *arguments]
        code = subprocess.call(
            command, cwd=str(PROJECT), env=environment, stdout=silence, stderr=silence
        )
    except OSError:
        return False
    return code == 0


def _stamp(lock_name: str) -> Path:
    return VENV / f"installed-{lock_name}.sha256"


def _fingerprint(lock_name: str) -> str:
    return hashlib.sha256((PROJECT / lock_name).read_bytes()).hexdigest()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("Interrupted. The same command goes on from here.", file=sys.stderr)
        sys.exit(130)
