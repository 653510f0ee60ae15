"""How often a server answers an address, asked by the same client in the same way."""

import http.client
import time
from concurrent.futures import ProcessPoolExecutor
from urllib.parse import urlsplit

CLIENTS = 2


def rate(pool: ProcessPoolExecutor, address: str, seconds: float) -> float:
    """Answers per second over loopback, by CLIENTS processes at once."""
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
        if answer.status != 200:
            raise RuntimeError(f"{address} answers {answer.status}")
        connection.close()
        count += 1
    return count / (time.perf_counter() - start)
