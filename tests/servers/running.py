"""Search servers that run for as long as somebody needs them, shared by all who do."""

import fcntl
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.demo_server import PROJECT

from . import downloads, processes


class NotStartedError(Exception):
    """Says in words why a server does not run."""


@contextmanager
def running(kind: str, of_users: Path) -> Iterator[dict[str, Any]]:
    """What the keeper tells of the server; the first that asks has it started.

    All that use one server name one folder. Raises `MissingError` and `NotStartedError`.
    """
    downloads.have(kind)
    folder = of_users / f"server-{kind}"
    folder.mkdir(exist_ok=True)
    with (folder / "users.lock").open("w") as users:
        with locked(folder / "start.lock"):
            # Waits for a keeper that is just ending its server.
            fcntl.flock(users, fcntl.LOCK_SH)
            if not (folder / "ready.json").exists():
                _start_keeper(kind, folder)
        yield json.loads((folder / "ready.json").read_text())


@contextmanager
def alone(kind: str, of_users: Path) -> Iterator[dict[str, Any]]:
    """The same for the only user, who waits until the server has ended."""
    with running(kind, of_users) as told:
        yield told
    ready = of_users / f"server-{kind}" / "ready.json"
    processes.wait_until(lambda: not ready.exists(), 20)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start_keeper(kind: str, folder: Path) -> None:
    (folder / "failed.json").unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.servers.keeper", kind, str(folder)]
    keeper = subprocess.Popen(command, cwd=PROJECT, start_new_session=True)
    told = (folder / "ready.json", folder / "failed.json")
    processes.wait_until(
        lambda: any(file.exists() for file in told) or keeper.poll() is not None,
        2 * processes.SECONDS_TO_START,
    )
    if not told[0].exists():
        why = json.loads(told[1].read_text())["why"] if told[1].exists() else "its keeper ended"
        raise NotStartedError(f"The {kind} server did not start: {why}")
