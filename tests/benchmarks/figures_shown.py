"""What many figures cost: a comparison, a metric's page, and pictures, drawn and kept.

`python -m tests.benchmarks.figures_shown` measures this alone.
"""

import statistics
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.benchmarks.exports import FIGURES, more_figures
from tests.benchmarks.growth import grown, of_portal
from tests.benchmarks.inside import cost
from tests.benchmarks.load import CLIENTS, HELLO, times_slower
from tests.demo_server import DemoSite, copied, prepare, serving
from tests.page_kinds import PAGE_KINDS

COMPARISON = PAGE_KINDS["comparison of five"]
# Of hello, which the comparison reaches at least; and the most queries of a page.
FLOOR, MOST_QUERIES = 40, 12
METRIC, PROGRAMS, METRIC_FLOOR = "/metrics/calls-responded/", 300, 30
PICTURES = {
    "a metric's dots": "/metrics/calls-responded.svg",
    "a program's years": "/metrics/annual-budget.svg?over=years&program=denver-co/star",
}
ROUNDS = 9


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        prepared = Path(temporary) / "prepared"
        prepare(prepared)
        report(prepared, Path(temporary))


def report(prepared: Path, folder: Path) -> None:
    with ProcessPoolExecutor(CLIENTS, mp_context=get_context("spawn")) as clients:
        few = copied(prepared, folder / "few-figures")
        with serving(few) as site:
            _report_pictures(site, clients)
            at_few = _comparison(site, clients, "as in the example")
        many = copied(prepared, folder / "many-figures")
        with of_portal(many) as process:
            figures = process.submit(more_figures, FIGURES).result()
        with serving(many) as site:
            at_many = _comparison(site, clients, f"{figures:,} figures")
        if at_few != at_many:
            sys.stdout.write(f"queries differ: {at_few} and {at_many}\n")
        with grown(prepared, folder / "many-programs", PROGRAMS) as site:
            sys.stdout.write(f"\nA metric's page with {PROGRAMS} programs:\n")
            _page(site, clients, METRIC, f"{PROGRAMS} programs", METRIC_FLOOR)


def _report_pictures(site: DemoSite, clients: ProcessPoolExecutor) -> None:
    """Cold: nothing is on the disk; the first one also starts what draws."""
    sys.stdout.write("\nPictures: the first one, one more, and one that is kept:\n")
    for name, path in PICTURES.items():
        cold = []
        for _round in range(ROUNDS):
            for kept in (site.data_dir / "pictures").glob("*.svg"):
                kept.unlink()
            start = time.perf_counter()
            with urllib.request.urlopen(site.url(path)) as answer:
                answer.read()
            cold.append((time.perf_counter() - start) * 1000)
        slower = times_slower(clients, site.url(path), site.url(HELLO))
        sys.stdout.write(
            f"{name:18}{cold[0]:>8.0f} ms{statistics.median(cold[1:]):>8.0f} ms"
            f"{f'1/{slower:.1f}':>8} of hello\n"
        )


def _comparison(site: DemoSite, clients: ProcessPoolExecutor, name: str) -> int:
    sys.stdout.write("\nFive programs over all metrics:\n")
    return _page(site, clients, COMPARISON, name, FLOOR)


def _page(site: DemoSite, clients: ProcessPoolExecutor, path: str, name: str, floor: int) -> int:
    """How many queries it takes."""
    with of_portal(site.data_dir) as process:
        inside = process.submit(cost, path).result()
    slower = times_slower(clients, site.url(path), site.url(HELLO))
    queries = len(inside.queries)
    misses = {
        f"below 1/{floor}": slower > floor,
        "too many queries": queries > MOST_QUERIES,
    }
    words = ", ".join(miss for miss, is_so in misses.items() if is_so)
    sys.stdout.write(
        f"{name:18}{f'1/{slower:.1f}':>8}{queries:>4} queries{inside.query_ms:>8.1f} ms in them"
        f"  {words}".rstrip()
        + "\n"
    )
    sys.stdout.flush()
    return queries


if __name__ == "__main__":
    main()
