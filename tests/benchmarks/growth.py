"""`make bench-growth`: the same pages with 20, 2,000 and 20,000 programs.

A list costs what its one page costs, however long it is: the number of queries is the same at
every size. The programs beyond the example's are copies of them (see `copies.py`).
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

import django

from tests.benchmarks.inside import cost
from tests.benchmarks.load import CLIENTS, HELLO, times_slower
from tests.demo_server import DemoSite, copied, environment, prepare, serving

SIZES = (20, 2_000, 20_000)
FILTERED = "/programs/?hours=weekends&population=200000-400000"
PAGES = {
    "home": "/",
    "cities": "/cities/",
    "programs": "/programs/",
    "  narrowed": FILTERED,
    "  by population": "/programs/?sort=population",
    "  page 50": "/programs/?page=50",
    "  nothing fits": "/programs/?status=ended&population=over-1000000&hours=weekdays-only",
    "a city": "/cities/durham-nc/",
    "a program": "/cities/durham-nc/heart/",
    "playbooks": "/playbooks/",
    "site visits": "/site-visits/",
    "metrics": "/metrics/",
    "a metric": "/metrics/calls-responded/",
    "a comparison": "/compare/?program=durham-nc/heart&program=denver-co/star",
    "sources": "/sources/",
    "a source": "/sources/CAM-RELEASE-2024-02/",
    "search": "/search/?q=dispatch+training",
    "sitemap": "/sitemap.xml",
}
# Of hello, which the narrowed list of 2,000 programs reaches at least.
FLOOR, FLOOR_SIZE = 30, 2_000
MOST_SECONDS, MOST_MB, MOST_LOADING_SECONDS = 1.0, 250, 60
ROUNDS, SECONDS = 3, 0.7

INTRODUCTION = f"""
With more programs: of hello ({HELLO}, {CLIENTS} clients, two workers), queries, time in them.
The same queries at every size; the narrowed list of {FLOOR_SIZE:,} programs at least 1/{FLOOR}.

{"page":18}"""


@dataclass(frozen=True)
class Loading:
    """How long the whole example took to set up, by the clock and of the processor."""

    seconds: float
    of_processor: float


@dataclass(frozen=True)
class Measured:
    slower: float
    queries: int
    query_ms: float
    seconds: float


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        prepared = Path(temporary) / "prepared"
        loading = timed_loading(prepared)
        report(prepared, Path(temporary), loading)


def timed_loading(folder: Path) -> Loading:
    before, start = _processor_seconds(), time.monotonic()
    prepare(folder)
    return Loading(time.monotonic() - start, _processor_seconds() - before)


def report(prepared: Path, folder: Path, loading: Loading) -> None:
    measured: dict[int, dict[str, Measured]] = {}
    memory: dict[int, list[float]] = {}
    making: dict[int, float] = {}
    with ProcessPoolExecutor(CLIENTS, mp_context=get_context("spawn")) as clients:
        for size in SIZES:
            start = time.monotonic()
            with grown(prepared, folder / f"grown-{size}", size) as site:
                making[size] = time.monotonic() - start
                measured[size] = _measure(site, clients)
                memory[size] = [megabytes(worker) for worker in workers_of(site.process_id)]
    write = sys.stdout.write
    write(INTRODUCTION + "".join(f"{size:>24,}" for size in SIZES) + "\n")
    for name in PAGES:
        write(line(name, {size: measured[size][name] for size in SIZES}))
    write("\n")
    for size in SIZES:
        workers = ", ".join(f"{worker:.0f} MB" for worker in memory[size])
        miss = f"  more than {MOST_MB} MB" if max(memory[size]) > MOST_MB else ""
        made = f"made in {making[size]:.0f} s" if size > SIZES[0] else "the example"
        write(f"{size:>6,} programs ({made}): workers of {workers}{miss}\n")
    miss = "  too long" if loading.seconds > MOST_LOADING_SECONDS else ""
    write(
        f"The example is set up in {loading.seconds:.0f} s"
        f" ({loading.of_processor:.0f} s of one processor){miss}\n"
    )


def line(name: str, measured: dict[int, Measured]) -> str:
    cells = "".join(
        f"{f'1/{each.slower:.1f}':>8}{each.queries:>4}{each.query_ms:>9.1f} ms"
        for each in measured.values()
    )
    misses = {
        "queries differ": len({each.queries for each in measured.values()}) > 1,
        "below the floor": PAGES[name] == FILTERED and measured[FLOOR_SIZE].slower > FLOOR,
        "over a second": max(each.seconds for each in measured.values()) > MOST_SECONDS,
    }
    words = ", ".join(miss for miss, is_so in misses.items() if is_so)
    return f"{name:18}{cells}  {words}".rstrip() + "\n"


@contextmanager
def grown(prepared: Path, folder: Path, programs: int) -> Iterator[DemoSite]:
    """Serves a copy of the demonstration that has so many programs."""
    data_dir = copied(prepared, folder)
    with of_portal(data_dir) as process:
        process.submit(_copy_programs, programs).result()
    with serving(data_dir) as site:
        yield site


def _measure(site: DemoSite, clients: ProcessPoolExecutor) -> dict[str, Measured]:
    found = {}
    with of_portal(site.data_dir) as process:
        for name, path in PAGES.items():
            inside = process.submit(cost, path).result()
            slower = times_slower(clients, site.url(path), site.url(HELLO), ROUNDS, SECONDS)
            found[name] = Measured(slower, len(inside.queries), inside.query_ms, inside.seconds)
    return found


def of_portal(data_dir: Path) -> ProcessPoolExecutor:
    """A process of the portal with this data, for what is measured without a server."""
    return ProcessPoolExecutor(
        1, mp_context=get_context("spawn"), initializer=_set_up, initargs=(data_dir,)
    )


def _set_up(data_dir: Path) -> None:
    os.environ.update(environment(data_dir))
    django.setup()


def _copy_programs(up_to: int) -> None:
    # Its models can be imported only where the portal is set up.
    import_module("tests.benchmarks.copies").copy_programs(up_to)


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def workers_of(process_id: int) -> list[int]:
    """The processes that a server started."""
    children = Path(f"/proc/{process_id}/task/{process_id}/children").read_text()
    return [int(child) for child in children.split()]


def megabytes(process_id: int) -> float:
    """What a process holds in memory, shared or not."""
    status = Path(f"/proc/{process_id}/status").read_text()
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(resident.split()[1]) / 1024


if __name__ == "__main__":
    main()
