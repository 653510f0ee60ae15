"""`make bench`: every kind of page against a plain view, in one run on one machine.

Then the same for lists of 2,000 and 20,000 programs, which `make bench-growth` does alone;
exports and the API; comparisons, a metric's page and pictures of many figures.
"""

import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import django

from tests.benchmarks import exports, figures_shown, growth
from tests.benchmarks.inside import Cost, cost
from tests.benchmarks.load import CLIENTS, HELLO, times_slower
from tests.benchmarks.weight import Weight, cold_weight
from tests.browser import running_chromium
from tests.demo_server import environment, served
from tests.page_kinds import PAGE_KINDS

FLOOR, AIM, KEPT_FLOOR = 30, 20, 2
MOST_QUERIES, MOST_QUERIES_OF_SEARCH = 12, 15
MOST_KB, MOST_REQUESTS = 100, 10
PAGES = {name: path for name, path in PAGE_KINDS.items() if name != "not found"}

INTRODUCTION = f"""
Against hello ({HELLO}, {CLIENTS} clients, two workers): floor 1/{FLOOR}, aim 1/{AIM}; an
answer that is kept until something changes: floor 1/{KEPT_FLOOR}.
At most {MOST_QUERIES} queries, {MOST_QUERIES_OF_SEARCH} for a search; {MOST_KB} kB in \
{MOST_REQUESTS} requests for a cold page. Searches are noted, and the form of the contact page is
each reader's own: neither is kept.

{"page":27}{"of hello":>9}{"kept":>7}{"queries":>9}{"in them":>10}{"templates":>11}{"HTML":>10}\
{"cold page":>12}{"requests":>10}
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        prepared = Path(temporary) / "prepared"
        loading = growth.timed_loading(prepared)
        os.environ.update(environment(prepared))
        # Playwright keeps an event loop in this thread, in which Django would refuse queries.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        django.setup()
        with (
            served(prepared, Path(temporary)) as site,
            # Fresh processes: copies of this one would share the browser's connection.
            ProcessPoolExecutor(mp_context=get_context("spawn")) as pool,
            running_chromium() as browser,
        ):
            sys.stdout.write(INTRODUCTION)
            for name, path in PAGES.items():
                slower = times_slower(pool, site.url(path), site.url(HELLO))
                kept = times_slower(pool, site.url(path), site.url(HELLO), is_kept=True)
                weight = cold_weight(browser, site.url(path))
                sys.stdout.write(line(name, slower, kept, cost(path), weight))
                sys.stdout.flush()
        growth.report(prepared, Path(temporary), loading)
        exports.report(prepared, Path(temporary))
        figures_shown.report(prepared, Path(temporary))


def line(name: str, slower: float, kept: float, inside: Cost, weight: Weight) -> str:
    queries = len(inside.queries)
    is_search = name.startswith("search")
    most_queries = MOST_QUERIES_OF_SEARCH if is_search else MOST_QUERIES
    may_be_kept = not is_search and name != "contact"
    misses = {
        "below the floor": slower > FLOOR,
        "below the aim": AIM < slower <= FLOOR,
        "kept below its floor": may_be_kept and kept > KEPT_FLOOR,
        "too many queries": queries > most_queries,
        "too heavy": weight.kb > MOST_KB,
        "too many requests": weight.requests > MOST_REQUESTS,
    }
    words = ", ".join(miss for miss, is_so in misses.items() if is_so)
    return (
        f"{name:27}{f'1/{slower:.1f}':>9}{f'1/{kept:.1f}':>7}{queries:>9}{inside.query_ms:>7.1f} ms"
        f"{inside.template_ms:>8.1f} ms{weight.page_kb:>7.1f} kB{weight.kb:>9.1f} kB"
        f"{weight.requests:>10}  {words}".rstrip()
        + "\n"
    )


if __name__ == "__main__":
    main()
