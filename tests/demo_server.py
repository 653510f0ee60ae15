"""The demonstration as a process of its own: set up in a folder, served on a free port."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.databases import database_of

PROJECT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60


@dataclass(frozen=True)
class DemoSite:
    """A running demonstration: its address, its data, who may sign in, and its server."""

    address: str
    data_dir: Path
    passwords: dict[str, str]
    process_id: int

    def url(self, path: str) -> str:
        return f"{self.address}{path}"


def prepare(folder: Path) -> None:
    """Sets the demonstration up in `folder`, as `make demo` does."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "manage.py", "demo_serve", "--prepare-only"]
    subprocess.run(
        command, cwd=PROJECT, env=environment(folder), check=True, stdout=subprocess.DEVNULL
    )


def is_prepared(folder: Path) -> bool:
    return (folder / "demo-static-files").exists()


def copied(prepared: Path, data_dir: Path) -> Path:
    """The prepared demonstration once more; static files are large and the same for all."""
    shutil.copytree(prepared, data_dir, ignore=shutil.ignore_patterns("static"))
    database_of(data_dir, prepared)
    (data_dir / "static").symlink_to(prepared / "static")
    return data_dir


@contextmanager
def served(prepared: Path, folder: Path) -> Iterator[DemoSite]:
    """Serves a copy of a prepared demonstration, so that nothing written in it stays."""
    with serving(copied(prepared, folder / "data")) as site:
        yield site


@contextmanager
def serving(data_dir: Path) -> Iterator[DemoSite]:
    port = free_port()
    command = [sys.executable, "manage.py", "demo_serve", f"--port={port}"]
    server = subprocess.Popen(
        command, cwd=PROJECT, env=environment(data_dir), stdout=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_it_answers(f"{address}/robots.txt", server)
        entries = json.loads((data_dir / "demo-sign-ins.json").read_text())
        passwords = {entry["username"]: entry["password"] for entry in entries}
        yield DemoSite(address, data_dir, passwords, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=30)


def environment(data_dir: Path) -> dict[str, str]:
    address = database_of(data_dir)
    return os.environ | {
        "DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
        **({"DATABASE_URL": address} if address else {}),
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_it_answers(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"The server ended by itself with {server.returncode}.")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The server does not answer after {SECONDS_TO_START} seconds.")
