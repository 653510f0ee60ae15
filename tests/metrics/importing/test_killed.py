"""Killed at any moment, bringing figures in leaves all of them or none."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demo_server import PROJECT, copied, environment
from tests.metrics.importing.files import HEADINGS, as_csv, row
from tests.servers.databases import ask

pytestmark = pytest.mark.demo_server

KILLS, FIGURES = 20, 200

# One process that is ready at once; each child of it brings the file in, and is killed.
PREPARED = """
import os, sys
import django
django.setup()
from django.core.management import call_command
from django.db import connections
import openpyxl, programs.metrics.importing.applying, programs.metrics.importing.checking
from django.urls import get_resolver
for line in sys.stdin:
    connections.close_all()
    child = os.fork()
    if child:
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)
    else:
        sys.stdout = open(os.devnull, "w")
        call_command("import_observations", line.strip(), "--program", "durham-nc/heart")
        os._exit(0)
"""


@pytest.fixture
def data(prepared_demo: Path, tmp_path: Path) -> Path:
    return copied(prepared_demo, tmp_path / "data")


@pytest.fixture
def process(data: Path) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, "-c", PREPARED],
        cwd=PROJECT,
        env=environment(data),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as started:
        yield started
        started.kill()


def counted(data: Path) -> tuple[int, int, int]:
    """Figures, what is told of them, and files of which they came."""
    [(figures, told, files)] = ask(
        data,
        "SELECT (SELECT COUNT(*) FROM metrics_observation WHERE geography LIKE 'Block %'),"
        " (SELECT COUNT(*) FROM metrics_observationchange),"
        " (SELECT COUNT(*) FROM figure_imports_figureimport WHERE state = 'applied')",
    )
    return figures, told, files


def bring_in(process: "subprocess.Popen[str]", file: Path, seconds: float | None) -> float:
    """How long it took until it ended, or was killed."""
    assert process.stdin
    assert process.stdout
    began = time.monotonic()
    process.stdin.write(f"{file}\n")
    process.stdin.flush()
    child = int(process.stdout.readline())
    if seconds is not None:
        time.sleep(seconds)
        # It may have ended by itself.
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    assert process.stdout.readline() == "ended\n"
    return time.monotonic() - began


def test_killed_at_any_moment_it_leaves_all_or_nothing(
    process: "subprocess.Popen[str]", data: Path, tmp_path: Path
) -> None:
    def file(number: int) -> Path:
        """Figures that no other file has."""
        headings = [*HEADINGS, "geography"]
        rows = [[*row(source="SODU-2025"), f"Block {number}-{place}"] for place in range(FIGURES)]
        path = tmp_path / f"{number}.csv"
        path.write_bytes(as_csv(*rows, headings=headings))
        return path

    took = bring_in(process, file(0), None)
    assert counted(data) == (FIGURES, FIGURES, 1)
    whole = 1
    for number in range(1, KILLS + 1):
        bring_in(process, file(number), random.uniform(0, took * 0.7))
        figures, changes, files = counted(data)
        assert figures == changes == files * FIGURES
        assert files in {whole, whole + 1}
        whole = files
    # What was killed is brought in by bringing it in again; what was not, changes nothing.
    bring_in(process, file(KILLS), None)
    assert counted(data)[0] == counted(data)[1] == counted(data)[2] * FIGURES
    assert counted(data)[2] in {whole, whole + 1}
