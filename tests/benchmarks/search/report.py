"""The tables of `make bench-search`, and where a figure misses what it should be."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from .timing import Times

if TYPE_CHECKING:
    from .measuring import Measured

DATABASES = ("sqlite", "postgresql")
MOST_OF_SQL, MOST_OF_RAW_CALL = 3.0, 1.3
MOST_ADDED_MS, MOST_QUERIES = 20, 15
LEAST_MADE = {"postgresql": 150}
LEAST_MADE_ELSEWHERE = 400
MOST_MB, MOST_ADMIN_MS = 250, 300
# Of a tenth more time than matches nobody can say what it comes from.
NOISE = 1.25

INTRODUCTION = f"""
Search with facets and highlights against the same by hand: against SQL in a database, at most
{MOST_OF_SQL:g} times; against a raw call of a server, at most {MOST_OF_RAW_CALL:g} times. The page
of results adds at most {MOST_ADDED_MS} ms and makes {MOST_QUERIES} queries in all. Times are p50
and p95, taken in turns.
"""


def engine(name: str, size: int, measured: "Measured") -> None:
    least = LEAST_MADE.get(name, LEAST_MADE_ELSEWHERE)
    _write(
        f"\n{name}, {size:,} pages: index of {measured.index_mb:.1f} MB, made at"
        f" {measured.made_per_second:,.0f} pages a second"
        f"{_miss({f'below {least}': measured.made_per_second < least})}\n"
        f"{'':20}{'pages':>7}{'search':>20}{'by hand':>20}{'ratio':>8}{'page adds':>12}"
        f"{'queries':>9}\n"
    )
    most = MOST_OF_SQL if name in DATABASES else MOST_OF_RAW_CALL
    for query, asked in measured.asked.items():
        ratio = asked.search.of(asked.plain)
        misses = {
            "too slow": ratio > most,
            "page too slow": asked.page_adds_ms > MOST_ADDED_MS,
            "too many queries": asked.queries > MOST_QUERIES,
        }
        _write(
            f"{query:20}{asked.pages:>7,}{_times(asked.search)}{_times(asked.plain)}{ratio:>8.2f}"
            f"{asked.page_adds_ms:>9.1f} ms{asked.queries:>9}{_miss(misses)}\n"
        )
    at_once = measured.together
    searches, published = at_once.searches, at_once.published
    misses = {"failed": at_once.failed > 0, "too large": at_once.megabytes > MOST_MB}
    _write(
        f"8 readers at once: {len(searches.each) / at_once.seconds:.0f} searches a second,"
        f"{_times(searches)}, {at_once.failed} failed; an editor published"
        f" {len(published.each)} times,{_times(published)}; a reader holds"
        f" {at_once.megabytes:.0f} MB{_miss(misses)}\n"
    )


def admin(vendor: str, size: int, times: Mapping[str, Times]) -> None:
    for name, each in times.items():
        miss = _miss({f"over {MOST_ADMIN_MS} ms": each.p50 > MOST_ADMIN_MS})
        _write(f"admin's {name}, {vendor}, {size:,} pages:{_times(each)}{miss}\n")


def growth(name: str, of_sizes: Mapping[int, "Measured"]) -> None:
    """From the smallest collection to the largest; what few pages answer costs next to nothing."""
    smallest, largest = min(of_sizes), max(of_sizes)
    if smallest == largest:
        return
    _write(f"\n{name}, from {smallest:,} to {largest:,} pages{'matches':>12}{'time':>8}\n")
    for query, after in of_sizes[largest].asked.items():
        before = of_sizes[smallest].asked[query]
        matches = after.pages / max(1, before.pages)
        longer = after.search.p50 / before.search.p50
        miss = _miss({"grows faster than the matches": longer > NOISE * max(1, matches)})
        _write(f"{query:35}{f'×{matches:.1f}':>12}{f'×{longer:.1f}':>8}{miss}\n")


def _times(times: Times) -> str:
    return f"{times.p50:>9.1f}{times.p95:>8.1f} ms"


def _miss(misses: Mapping[str, bool]) -> str:
    words = ", ".join(miss for miss, is_so in misses.items() if is_so)
    return f"  {words}" if words else ""


def _write(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()
