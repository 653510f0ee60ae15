"""`make bench`: every kind of page against "hello", in one run on one machine."""

import gzip
import os
import statistics
import sys
import tempfile
import urllib.request
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import django

from tests.benchmarks.load import rate
from tests.demo_server import environment, prepare, served
from tests.page_kinds import PAGE_KINDS

# A plain view behind the same middleware: what the server can do at most.
HELLO = "/robots.txt"
ROUNDS = 3
SECONDS = 1.0
FLOOR, AIM, MOST_QUERIES = 30, 20, 12
PAGES = {name: path for name, path in PAGE_KINDS.items() if name != "not found"}


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        prepared = Path(temporary) / "prepared"
        prepare(prepared)
        with served(prepared, Path(temporary)) as site, ProcessPoolExecutor() as pool:
            ratios = {
                name: _ratio(pool, site.url(HELLO), site.url(path)) for name, path in PAGES.items()
            }
            weights = {name: _compressed_kb(site.url(path)) for name, path in PAGES.items()}
        os.environ.update(environment(prepared))
        django.setup()
        _print_table(ratios, weights)


def _ratio(pool: ProcessPoolExecutor, hello: str, page: str) -> float:
    """How many times slower than hello; taken in turns, so that noise meets both."""
    return statistics.median(
        rate(pool, hello, SECONDS) / rate(pool, page, SECONDS) for _round in range(ROUNDS)
    )


def _compressed_kb(address: str) -> float:
    with urllib.request.urlopen(address) as answer:
        return len(gzip.compress(answer.read())) / 1000


def _print_table(ratios: dict[str, float], weights: dict[str, float]) -> None:
    from tests.benchmarks.inside import asset_kb, cost

    out = sys.stdout
    out.write(
        f"\nHello is {HELLO}. Floor 1/{FLOOR}, aim 1/{AIM}, at most {MOST_QUERIES} queries.\n"
    )
    out.write(f"Style sheet, fonts and icon: {asset_kb():.1f} kB compressed, once.\n\n")
    out.write(f"{'page':22}{'of hello':>10}{'queries':>9}{'in queries':>12}{'in templates':>14}")
    out.write(f"{'HTML':>10}{'compressed':>12}\n")
    for name, path in PAGES.items():
        inside = cost(path)
        mark = (
            "" if ratios[name] <= AIM else " below aim" if ratios[name] <= FLOOR else " BELOW FLOOR"
        )
        mark += " TOO MANY QUERIES" if inside.queries > MOST_QUERIES else ""
        out.write(f"{name:22}{'1/' + format(ratios[name], '.1f'):>10}{inside.queries:>9}")
        out.write(f"{inside.query_ms:>9.1f} ms{inside.template_ms:>11.1f} ms")
        out.write(f"{inside.html_kb:>7.0f} kB{weights[name]:>9.1f} kB{mark}\n")


if __name__ == "__main__":
    main()
