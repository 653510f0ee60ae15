"""How often a server answers an address, asked by the same clients in the same way."""

import http.client
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from urllib.parse import urlsplit

# A plain view behind the same middleware: the most that the server can do.
HELLO = "/robots.txt"
CLIENTS = 2
# An answer to somebody who carries a cookie is made anew (see portal.addresses.kept_answers).
COOKIE = "reader=1"


def times_slower(
    pool: ProcessPoolExecutor,
    page: str,
    plain: str,
    rounds: int = 5,
    seconds: float = 1.0,
    is_kept: bool = False,
) -> float:
    """How many times slower than a plain view; taken in turns, so that noise meets both.

    The plain view's answer is made anew each time; the page's too unless it may be kept.
    """
    return statistics.median(
        rate(pool, plain, seconds) / rate(pool, page, seconds, is_kept) for _round in range(rounds)
    )


def rate(pool: ProcessPoolExecutor, address: str, seconds: float, is_kept: bool = False) -> float:
    """Answers per second over loopback, asked by several processes at once."""
    headers = {} if is_kept else {"Cookie": COOKIE}
    asked = [pool.submit(_ask, address, seconds, headers) for _client in range(CLIENTS)]
    return sum(client.result() for client in asked)


def _ask(address: str, seconds: float, headers: dict[str, str]) -> float:
    parts = urlsplit(address)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    count = 0
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        connection = http.client.HTTPConnection(parts.netloc)
        connection.request("GET", target, headers=headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{address} answers {answer.status}")
        count += 1
    return count / (time.perf_counter() - start)
