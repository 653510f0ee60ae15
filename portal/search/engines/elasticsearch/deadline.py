"""A hard limit to how long something on the network may take.

Time limits of connections count each step anew: a server that sends a byte now and then is
never too slow for them.
"""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")

# Of a server that answers nobody; whoever comes then need not wait to know.
_places = threading.BoundedSemaphore(64)


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """The work's result or error; TimeoutError where it takes longer, and it then ends unheard.

    The work runs in a thread of its own, so it may not use the database.
    """
    if not _places.acquire(blocking=False):
        raise TimeoutError("too many are waiting already")
    outcome: dict[str, Any] = {}
    is_done = threading.Event()

    def run() -> None:
        try:
            outcome["result"] = work()
        # Whatever it is: it is raised where the work was asked for.
        except BaseException as error:
            outcome["error"] = error
        finally:
            _places.release()
            is_done.set()

    threading.Thread(target=run, daemon=True).start()
    if not is_done.wait(seconds):
        raise TimeoutError(f"no answer within {seconds:g} seconds")
    if "error" in outcome:
        raise outcome["error"]
    result: Result = outcome["result"]
    return result
