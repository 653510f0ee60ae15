import threading
import time
from collections.abc import Callable

import pytest

from portal.search.breaker import FAILURES, Breaker
from portal.search.engines.elasticsearch.deadline import within


def opened(pause: float = 0.0) -> Breaker:
    breaker = Breaker(pause)
    for _number in range(FAILURES):
        breaker.failed(OSError("gone"))
    return breaker


def wait_for(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_single_failures_change_nothing() -> None:
    breaker = Breaker()
    for _number in range(10):
        breaker.failed(OSError("gone"))
        breaker.succeeded()
    assert breaker.is_closed


def test_server_that_is_back_is_used_again() -> None:
    breaker = opened()
    breaker.ask_whether_it_is_back(lambda: None)
    wait_for(lambda: breaker.is_closed)


def test_server_that_is_not_back_is_left_alone() -> None:
    breaker, asked = opened(), threading.Event()

    def probe() -> None:
        asked.set()
        raise OSError("still gone")

    breaker.ask_whether_it_is_back(probe)
    assert asked.wait(5)
    wait_for(lambda: breaker.failures > FAILURES)
    assert not breaker.is_closed


def test_nobody_asks_before_the_pause_is_over_or_twice_at_once() -> None:
    probes: list[int] = []
    breaker = opened(pause=60)
    breaker.ask_whether_it_is_back(lambda: probes.append(1))
    time.sleep(0.05)
    assert not probes


def test_work_gives_its_result_or_its_error() -> None:
    assert within(5, lambda: 3) == 3
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 // 0)


def test_work_that_takes_too_long_is_not_waited_for() -> None:
    began = time.monotonic()
    with pytest.raises(TimeoutError, match="within"):
        within(0.1, lambda: time.sleep(1))
    assert time.monotonic() - began < 0.8
