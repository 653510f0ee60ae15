"""How often a server answers an address, asked by the same clients in the same way."""

import http.client
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from urllib.parse import urlsplit

# A plain view behind the same middleware: the most that the server can do.
HELLO = "/robots.txt"
CLIENTS = 2


def times_slower(
    pool: ProcessPoolExecutor, page: str, plain: str, rounds: int = 5, seconds: float = 1.0
) -> float:
    """How many times slower than a plain view; taken in turns, so that noise meets both."""
    return statistics.median(
        rate(pool, plain, seconds) / rate(pool, page, seconds) for _round in range(rounds)
    )


def rate(pool: ProcessPoolExecutor, address: str, seconds: float) -> float:
    """Answers per second over loopback, asked by several processes at once."""
    asked = [pool.submit(_ask, address, seconds) for _client in range(CLIENTS)]
    return sum(client.result() for client in asked)


def _ask(address: str, seconds: float) -> float:
    parts = urlsplit(address)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    count = 0
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        connection = http.client.HTTPConnection(parts.netloc)
        connection.request("GET", target)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{address} answers {answer.status}")
        count += 1
    return count / (time.perf_counter() - start)
