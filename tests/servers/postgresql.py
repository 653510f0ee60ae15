"""A PostgreSQL server of the tests' own, in a folder that is removed when it stops.

    python -m tests.servers.postgresql python -m pytest tests/search

runs a command with DATABASE_URL leading there. A demonstration's server keeps its folder.
"""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from .downloads import MissingError
from .running import NotStartedError

# Where packages of Debian and Ubuntu, Homebrew and others put the programs, newest first.
_FOLDERS = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr")
# The server refuses root; this user owns nothing else.
_USER = "nobody"
# What a crash would lose may be lost.
_FORGETFUL = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
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
    """Gives the address, as DATABASE_URL takes it. Raises `MissingError`, `NotStartedError`.

    It listens on a socket in its folder only.
    """
    with _folder() as folder:
        server = _Server(folder / "data", folder)
        server.make()
        server.start(_FORGETFUL)
        try:
            yield server.address("portal")
        finally:
            server.end("immediate")


@contextlib.contextmanager
def kept_postgresql(data: Path) -> Iterator[str]:
    """The same for one user at a time, with data that is there the next time."""
    data.parent.mkdir(parents=True, exist_ok=True)
    with _folder() as folder, data.with_name(f"{data.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotStartedError(f"The PostgreSQL in {data} is in use already.") from None
        server = _Server(data, folder)
        server.make()
        if server.is_running():  # for somebody who was killed
            server.end("fast")
        server.start()
        try:
            # Tests make a database each; this one is always there.
            yield server.address("postgres")
        finally:
            server.end("fast")


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """For the socket, whose path has to be short, and for what is thrown away."""
    folder = Path(tempfile.mkdtemp(prefix="portal-postgresql-"))
    _hand_over(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _hand_over(folder: Path) -> None:
    if user := _user():
        shutil.chown(folder, user)


def _user() -> str | None:
    return _USER if os.geteuid() == 0 else None


class _Server:
    def __init__(self, data: Path, folder: Path) -> None:
        found = programs()
        if found is None:
            raise MissingError(LACKS)
        self.programs, self.data, self.folder = found, data.absolute(), folder

    def address(self, database: str) -> str:
        return f"postgres://portal@{quote(str(self.folder), safe='')}/{database}"

    def make(self) -> None:
        if self.data.exists():
            return
        unfinished = self.data.with_name(f"{self.data.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        _hand_over(unfinished)
        how = ("--username=portal", "--auth=trust", "--encoding=UTF8", "--locale=C")
        self._run("initdb", "-D", str(unfinished), *how)
        unfinished.rename(self.data)

    def start(self, options: str = "") -> None:
        where = f"-k {self.folder} -c listen_addresses= {options}"
        self._control("start", "-w", "-l", str(self._log), "-o", where)

    def is_running(self) -> bool:
        return self._call("pg_ctl", "-D", str(self.data), "status").returncode == 0

    def end(self, how: str) -> None:
        self._control("stop", "-m", how)

    @property
    def _log(self) -> Path:
        return self.folder / "log"

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", "-D", str(self.data), *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        done = self._call(program, *arguments)
        if done.returncode:
            log = self._log.read_text() if self._log.exists() else ""
            raise NotStartedError(f"PostgreSQL in {self.data}: {done.stderr}{log}")

    def _call(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        # Not a pipe, which the server would hold open.
        with tempfile.TemporaryFile("w+") as errors:
            done = subprocess.run(
                [self.programs / program, *arguments],
                check=False,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                cwd=self.folder,
                user=_user(),
            )
            errors.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, "", errors.read())


def main(command: list[str]) -> int:
    with running_postgresql() as address:
        return subprocess.call(command, env=os.environ | {"DATABASE_URL": address})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
