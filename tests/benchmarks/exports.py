"""Exports of many figures in constant memory, and lists of the API against a plain JSON view.

`python -m tests.benchmarks.exports` measures this alone.
"""

import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tests.benchmarks.growth import of_portal, workers_of
from tests.benchmarks.load import CLIENTS, times_slower
from tests.demo_server import DemoSite, copied, prepare, serving

FIGURES = 200_000
MOST_MB = 150
EXPORTS = {
    "figures.csv": "/metrics/figures.csv",
    "figures.json": "/metrics/figures.json",
    "figures.xlsx": "/metrics/figures.xlsx",
    "everything.zip": "/data/everything.zip",
}
JSON_VIEW = "/health/live"
API = {
    "programs, 20": "/api/v1/programs?per_page=20",
    "observations, 20": "/api/v1/observations?per_page=20",
    "one program": "/api/v1/programs/durham-nc/heart",
}


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        prepared = Path(temporary) / "prepared"
        prepare(prepared)
        report(prepared, Path(temporary))


def report(prepared: Path, folder: Path) -> None:
    with (
        serving(copied(prepared, folder / "api")) as site,
        ProcessPoolExecutor(CLIENTS, mp_context=get_context("spawn")) as pool,
    ):
        _report_api(site, pool)
    data_dir = copied(prepared, folder / "exports")
    with of_portal(data_dir) as process:
        figures = process.submit(more_figures, FIGURES).result()
    with serving(data_dir) as site:
        _report_exports(site, figures)


def _report_api(site: DemoSite, pool: ProcessPoolExecutor) -> None:
    sys.stdout.write(f"\nThe API against a plain JSON view ({JSON_VIEW}):\n")
    for name, path in API.items():
        slower = times_slower(pool, site.url(path), site.url(JSON_VIEW))
        kept = times_slower(pool, site.url(path), site.url(JSON_VIEW), is_kept=True)
        sys.stdout.write(f"{name:18}{f'1/{slower:.1f}':>8}{f'1/{kept:.1f}':>8} kept\n")


def _report_exports(site: DemoSite, figures: int) -> None:
    sys.stdout.write(f"\nExports of {figures:,} figures; at most {MOST_MB} MB above idle:\n")
    for name, path in EXPORTS.items():
        for _worker in range(4):
            _read(site.url("/robots.txt"))
        workers = workers_of(site.process_id)
        idle = {worker: _memory(worker, "VmRSS") for worker in workers}
        for worker in workers:
            Path(f"/proc/{worker}/clear_refs").write_text("5")
        start = time.monotonic()
        size = _read(site.url(path))
        seconds = time.monotonic() - start
        above = max(_memory(worker, "VmHWM") - idle[worker] for worker in workers)
        miss = f"  more than {MOST_MB} MB" if above > MOST_MB else ""
        sys.stdout.write(
            f"{name:18}{seconds:>8.1f} s{size / 1e6:>9.1f} MB of file"
            f"{above:>8.0f} MB above idle{miss}\n"
        )
        sys.stdout.flush()


def _read(address: str) -> int:
    size = 0
    with urllib.request.urlopen(address) as answer:
        while part := answer.read(1 << 20):
            size += len(part)
    return size


def _memory(process_id: int, what: str) -> float:
    """In megabytes: what a process holds now (VmRSS), or the most that it held (VmHWM)."""
    lines = Path(f"/proc/{process_id}/status").read_text().splitlines()
    [found] = [line for line in lines if line.startswith(f"{what}:")]
    return int(found.split()[1]) / 1024


def more_figures(up_to: int) -> int:
    """Copies the dictionary's figures, each time for another area; on SQLite only."""
    # Its models can be imported only where the portal is set up.
    observation: Any = import_module("programs.metrics.models").Observation
    connection: Any = import_module("django.db").connection
    public: Callable[[], Any] = import_module("programs.metrics.figure_list").public_figures
    table = observation._meta.db_table
    names = [field.column for field in observation._meta.concrete_fields if not field.primary_key]
    values = ["geography || ' ' || copy.number" if name == "geography" else name for name in names]
    originals = [str(pk) for pk in public().values_list("pk", flat=True)]
    copies = up_to // len(originals)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE copy(number) AS "
            f"(SELECT 1 UNION ALL SELECT number + 1 FROM copy WHERE number < {copies}) "
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} "
            f"FROM {table} JOIN copy WHERE id IN ({', '.join(originals)})"
        )
    count: int = public().count()
    return count


if __name__ == "__main__":
    main()
