"""`make demo` as people meet it: started, started again, interrupted, reset."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.demo_server import PROJECT, copied, environment, free_port

READY = "Ctrl-C ends it"


@contextmanager
def make_demo(data_dir: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command in a process group of its own, and what it said until it served."""
    process = subprocess.Popen(
        ["make", "demo", f"PORT={port}"],
        cwd=PROJECT,
        env=environment(data_dir),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    said = ""
    try:
        for line in process.stdout:
            said += line
            if READY in line:
                break
        yield process, said
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def prepare(data_dir: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo_serve", "--prepare-only"],
        cwd=PROJECT,
        env=environment(data_dir),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def make(target: str, data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", target, *arguments],
        cwd=PROJECT,
        env=environment(data_dir),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def wait_until_a_migration_cannot_be_repeated(database: Path) -> None:
    """Wagtail renames its table of revisions outside of a transaction."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        with suppress(sqlite3.OperationalError), sqlite3.connect(database) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            if "wagtailcore_revision" in tables:
                return
        time.sleep(0.005)
    raise AssertionError("The table was not renamed.")


@pytest.fixture
def data_dir(prepared_demo: Path, tmp_path: Path) -> Path:
    return copied(prepared_demo, tmp_path / "a folder with spaces")


def test_a_second_start_says_where_the_portal_is_and_who_may_sign_in(
    data_dir: Path,
) -> None:
    port = free_port()
    begun = time.monotonic()
    with make_demo(data_dir, port) as (process, said):
        seconds = time.monotonic() - begun
        assert f"http://127.0.0.1:{port}/admin/" in said
        for entry in json.loads((data_dir / "demo-sign-ins.json").read_text()):
            assert re.search(rf"{entry['username']}\s+{re.escape(entry['password'])}", said)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
            assert answer.status == 200
        taken = make("demo", data_dir, f"PORT={port}")
        assert taken.returncode != 0
        assert f"Port {port} is taken" in taken.stderr
        reset = make("demo-reset", data_dir, "CONFIRM=yes")
        assert reset.returncode != 0
        assert "being served" in reset.stderr
        # As Ctrl-C does: to everything in the foreground.
        os.killpg(process.pid, signal.SIGINT)
        assert process.stdout is not None
        assert process.stdout.read().strip() == ""
        process.wait(timeout=30)
    # 10 on a machine that does nothing else; here other tests run beside it.
    assert seconds < 40
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_passwords_are_printed_again_and_kept_from_other_people(data_dir: Path) -> None:
    kept = data_dir / "demo-sign-ins.json"
    answer = make("demo-passwords", data_dir)
    assert all(entry["password"] in answer.stdout for entry in json.loads(kept.read_text()))
    assert kept.stat().st_mode & 0o077 == 0


def test_reset_removes_nothing_unless_somebody_says_yes(data_dir: Path) -> None:
    before = sorted(path.name for path in data_dir.iterdir())
    answer = make("demo-reset", data_dir)
    assert answer.returncode != 0
    assert "CONFIRM=yes" in answer.stderr
    assert sorted(path.name for path in data_dir.iterdir()) == before


def test_reset_removes_only_what_the_demonstration_made(data_dir: Path) -> None:
    (data_dir / "notes of a person.txt").write_text("keep me")
    command = [sys.executable, "manage.py", "demo_reset", "--yes"]
    subprocess.run(command, cwd=PROJECT, env=environment(data_dir), check=True)
    # Starting the command makes a new secret key.
    left = {path.name for path in data_dir.iterdir()} - {"demo-secret-key"}
    assert left == {"notes of a person.txt"}


def test_remade_migrations_are_noticed(data_dir: Path) -> None:
    record = data_dir / "demo-migrations.json"
    recorded = json.loads(record.read_text())
    record.write_text(json.dumps(recorded | {"programs.0001_initial": "of another form"}))
    process = prepare(data_dir)
    said, _nothing = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "programs.0001_initial" in said
    assert "make demo-reset" in said


@pytest.mark.parametrize("port", ["0", "70000", "eighty"])
def test_an_impossible_port_is_refused_in_words(data_dir: Path, port: str) -> None:
    answer = make("demo", data_dir, f"PORT={port}")
    assert answer.returncode != 0
    assert f"PORT={port} is no port" in answer.stderr


def test_an_interrupted_first_start_can_be_started_again_twice_at_once(tmp_path: Path) -> None:
    interrupted = prepare(tmp_path)
    wait_until_a_migration_cannot_be_repeated(tmp_path / "portal.sqlite3")
    os.killpg(interrupted.pid, signal.SIGKILL)
    interrupted.wait()
    both = [prepare(tmp_path), prepare(tmp_path)]
    for process in both:
        said, _nothing = process.communicate(timeout=300)
        assert process.returncode == 0, said
    assert (tmp_path / "demo-static-files").exists()
