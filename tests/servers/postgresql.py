"""A PostgreSQL server of the tests' own, in a folder that is removed when it stops.

    python -m tests.servers.postgresql python -m pytest tests/search

runs a command with DATABASE_URL leading there.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

# Where packages of Debian and Ubuntu, Homebrew and others put the programs, newest first.
_FOLDERS = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr")
# The server refuses root; this user owns nothing else.
_USER = "nobody"
# What a crash would lose may be lost.
_OPTIONS = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses="
LACKS = "PostgreSQL's initdb and pg_ctl are not installed; on Debian: apt-get install postgresql"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl."""
    found = [
        initdb.parent
        for folder in _FOLDERS
        for initdb in sorted(Path(folder).glob("*/bin/initdb"), key=_version, reverse=True)
    ]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).parent)
    return next((folder for folder in found if (folder / "pg_ctl").exists()), None)


def _version(initdb: Path) -> tuple[int, ...]:
    digits = "".join(c if c.isdecimal() else " " for c in initdb.parent.parent.name)
    return tuple(map(int, digits.split()))


@contextlib.contextmanager
def running_postgresql() -> Iterator[str]:
    """Gives the address, as DATABASE_URL takes it. It listens on a socket in its folder only."""
    folder = programs()
    if folder is None:
        raise FileNotFoundError(LACKS)
    user = _USER if os.geteuid() == 0 else None
    data = Path(tempfile.mkdtemp(prefix="portal-postgresql-"))
    if user:
        shutil.chown(data, user)

    def run(program: str, *arguments: str) -> None:
        command = [folder / program, "-D", data / "data", *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=data, user=user)

    try:
        run("initdb", "--username=portal", "--auth=trust", "--encoding=UTF8", "--locale=C")
        run("pg_ctl", "start", "-w", "-l", str(data / "log"), "-o", f"-k {data} {_OPTIONS}")
        try:
            yield f"postgres://portal@{quote(str(data), safe='')}/portal"
        finally:
            run("pg_ctl", "stop", "-m", "immediate")
    finally:
        shutil.rmtree(data, ignore_errors=True)


def main(command: list[str]) -> int:
    with running_postgresql() as address:
        return subprocess.call(command, env=os.environ | {"DATABASE_URL": address})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
