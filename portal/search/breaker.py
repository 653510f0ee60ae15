"""Leaves a server alone that has just failed, and finds out when it answers again."""

import logging
import threading
import time
from collections.abc import Callable
from functools import cache

logger = logging.getLogger(__name__)

FAILURES = 3
PAUSE = 10.0


class Breaker:
    """Of one server in one process. While it is open nobody waits for the server: a thread of
    its own asks it now and then whether it is back.
    """

    def __init__(self, pause: float = PAUSE) -> None:
        self.pause = pause
        self.failures = 0
        self.last_error = ""
        self._open_until = 0.0
        self._lock = threading.Lock()

    @property
    def is_closed(self) -> bool:
        return self.failures < FAILURES

    def succeeded(self) -> None:
        with self._lock:
            if not self.is_closed:
                logger.warning("The search server answers again")
            self.failures = 0

    def failed(self, error: Exception) -> None:
        with self._lock:
            self.failures += 1
            self.last_error = str(error)
            self._open_until = time.monotonic() + self.pause
            if self.failures == FAILURES:
                logger.error("The search server is left alone for a while: %s", error)
            elif self.is_closed:
                logger.warning("The search server failed: %s", error)

    def ask_whether_it_is_back(self, probe: Callable[[], None]) -> None:
        with self._lock:
            if self.is_closed or time.monotonic() < self._open_until:
                return
            # Until it has answered, nobody else need ask.
            self._open_until = time.monotonic() + self.pause
        threading.Thread(target=self._probe, args=[probe], daemon=True).start()

    def _probe(self, probe: Callable[[], None]) -> None:
        try:
            probe()
        # Whatever it is, the server is not back.
        except Exception as error:
            self.failed(error)
        else:
            self.succeeded()


@cache
def breaker_of(server: object, index: str, pause: float) -> Breaker:
    """One for all engines of this process that ask the same server for the same index."""
    return Breaker(pause)
