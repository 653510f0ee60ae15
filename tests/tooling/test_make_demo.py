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
from tempfile import TemporaryDirectory
from typing import Any

import dj_database_url
import psycopg
import pytest

from tests.demo_server import PROJECT, copied, environment, free_port
from tests.servers.fixtures import opensearch_server
from tests.servers.postgresql import kept_postgresql
from tests.servers.processes import wait_until
from tests.servers.running import NotStartedError

__all__ = ["opensearch_server"]

pytestmark = pytest.mark.skipif(
    "DATABASE_URL" in os.environ, reason="`make demo` chooses its database itself"
)

READY = "Ctrl-C ends it"


@contextmanager
def make_demo(
    data_dir: Path, port: int, *arguments: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command in a process group of its own, and what it said until it served."""
    process = subprocess.Popen(
        ["make", "demo", f"PORT={port}", *arguments],
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


def running_processes() -> dict[int, str]:
    """Each process with its command."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
    return found


def below(process_id: int) -> dict[int, str]:
    """What a process started, and what that started."""
    children = Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()
    commands = running_processes()
    found = {child: commands[child] for child in map(int, children)}
    for child in list(found):
        found |= below(child)
    return found


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


def test_a_search_server_answers_where_it_is_asked_for(
    data_dir: Path, opensearch_server: dict[str, Any]
) -> None:
    """Another one than that of the tests, which only shows that it can be had here."""
    port = free_port()
    with make_demo(data_dir, port, "ENGINE=opensearch") as (process, said):
        assert READY in said
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready") as answer:
            assert json.load(answer)["search"] == "ready"
        started = below(process.pid)
        assert any("opensearch" in command for command in started.values())
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=60)
    wait_until(lambda: not started.keys() & running_processes().keys(), 20)


def test_an_unknown_engine_is_refused_in_words(data_dir: Path) -> None:
    answer = make("demo", data_dir, "ENGINE=solr")
    assert answer.returncode != 0
    assert "sqlite, postgresql, elasticsearch, opensearch" in answer.stderr


def test_postgresql_of_the_demonstration_keeps_its_data(postgresql_address: str) -> None:
    """Another one than that of the tests, which only shows that it can be had here."""
    # Not below pytest's folder, which PostgreSQL's user cannot enter where root runs the tests.
    with TemporaryDirectory(prefix="portal kept ") as folder:
        Path(folder).chmod(0o755)
        data = Path(folder) / "postgresql" / "data"
        for number in (1, 2):
            with kept_postgresql(data) as address:
                options = dj_database_url.parse(address)
                where = {"host": options["HOST"], "user": options["USER"]}
                with psycopg.connect(dbname=options["NAME"], **where) as connection:
                    connection.execute("CREATE TABLE IF NOT EXISTS kept (number integer)")
                    connection.execute("INSERT INTO kept VALUES (%s)", [number])
                    rows = connection.execute("SELECT number FROM kept ORDER BY number").fetchall()
                with pytest.raises(NotStartedError, match="in use already"), kept_postgresql(data):
                    pass
        assert rows == [(1,), (2,)]


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
