"""Whether anything was committed since: the database's own answer, in one cheap question."""

from collections.abc import Callable, Hashable
from itertools import count
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

_QUESTIONS = {
    # Counts what others committed, as this connection sees it; what it wrote itself is added.
    "sqlite": "PRAGMA data_version",
    # Which transactions are done; differs after every one that wrote, on a standby too.
    "postgresql": "SELECT pg_current_snapshot()::text",
}
_NUMBER = "number_of_connection"
_SHELF = "kept_until_a_commit"
# Of one connection; a worker has one for each thread.
MOST_KEPT = 32

Found = TypeVar("Found")
_numbers = count(1)


def database_state() -> Hashable:
    """Equal to an earlier answer only if nothing was committed in between, by anybody.

    None where that is not known: within a transaction, or without a database.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    question = _QUESTIONS.get(connection.vendor)
    if question is None or connection.in_atomic_block:
        return None
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            [answer] = cursor.fetchone()
    except DatabaseError:
        return None
    if connection.vendor == "sqlite":
        # Each connection counts on its own, and a new one from the beginning.
        number = vars(connection).setdefault(_NUMBER, next(_numbers))
        return number, answer, connection.connection.total_changes
    return answer


def kept_until_a_commit(key: Hashable, find: Callable[[], Found]) -> Found:
    """What was found for this key in this state of the database. Whoever gets it only reads it."""
    state = database_state()
    if state is None:
        return find()
    shelf: dict[Any, Any] = vars(connections[DEFAULT_DB_ALIAS]).setdefault(_SHELF, {})
    if shelf.get(_SHELF) != state or len(shelf) > MOST_KEPT:
        shelf.clear()
        shelf[_SHELF] = state
    if key not in shelf:
        shelf[key] = find()
    found: Found = shelf[key]
    return found


def _number_anew(connection: BaseDatabaseWrapper, **_signal: object) -> None:
    vars(connection)[_NUMBER] = next(_numbers)


connection_created.connect(_number_anew, dispatch_uid="number of connection")
