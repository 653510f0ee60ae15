"""Servers that run for as long as a test run needs them, shared by its workers."""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.demo_server import PROJECT

from . import processes
from .downloads import MissingError, elasticsearch_zip, need_tools, opensearch_jars, recent_java


@contextmanager
def running(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What the keeper tells of the server; the first worker that asks has it started."""
    _have_downloads(kind)
    folder = _folder_of_run(tmp_path_factory) / f"server-{kind}"
    folder.mkdir(exist_ok=True)
    with (folder / "users.lock").open("w") as users:
        with locked(folder / "start.lock"):
            # Waits for a keeper that is just ending its server.
            fcntl.flock(users, fcntl.LOCK_SH)
            if not (folder / "ready.json").exists():
                _start_keeper(kind, folder)
        yield json.loads((folder / "ready.json").read_text())


@contextmanager
def locked(file: Path) -> Iterator[None]:
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _have_downloads(kind: str) -> None:
    """Required where CI is set; elsewhere a machine without them skips what needs them."""
    try:
        if kind == "opensearch":
            need_tools("javac")
            opensearch_jars()
            recent_java()
        else:
            need_tools("unzip", "javac", "openssl")
            elasticsearch_zip()
    except MissingError as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(f"The search server could not be set up: {error}")


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
        pytest.fail(f"The {kind} server did not start: {why}")


def _folder_of_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
