"""Processes of servers: as an ordinary user, each with all that it started, ended by their ids."""

import os
import pwd
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

SECONDS_TO_START = 120


def start(
    command: list[str], folder: Path, environment: Mapping[str, str], output: Path
) -> subprocess.Popen[bytes]:
    """In a session of its own; the id of its group is kept in the folder."""
    with output.open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={"PATH": os.environ["PATH"], "HOME": str(folder), **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **_ordinary_user(),
        )
    (folder / "group").write_text(str(process.pid))
    return process


def end(folder: Path) -> None:
    """Ends what was started in the folder, at once: its data is thrown away anyway."""
    group = folder / "group"
    if group.exists():
        try:
            os.killpg(int(group.read_text()), signal.SIGKILL)
        except ProcessLookupError:
            pass
        group.unlink()


def _ordinary_user() -> dict[str, Any]:
    """Search servers refuse to be run by root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def hand_over(folder: Path) -> None:
    """Makes all in the folder the ordinary user's."""
    user = _ordinary_user()
    if not user:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user["user"], user["group"], follow_symlinks=False)


def wait_until(holds: Callable[[], bool], seconds: float = SECONDS_TO_START) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"It does not hold after {seconds} seconds.")
        time.sleep(0.1)


def answers(request: urllib.request.Request, **options: Any) -> bytes | None:
    """The body of a good answer; None for a bad one or none."""
    try:
        with urllib.request.urlopen(request, timeout=5, **options) as answer:
            body: bytes = answer.read()
            return body
    except OSError:
        return None
