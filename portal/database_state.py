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
_SHELVES = "kept_until_a_commit"
# Of one connection; a worker has one for each thread.
MOST_KEPT = 32

Found = TypeVar("Found")
Shelf = TypeVar("Shelf")
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


class Answers:
    """What was found for each key; all of it is forgotten when it becomes too much."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: dict[Hashable, Any] = {}

    def get(self, key: Hashable, find: Callable[[], Found]) -> Found:
        if key not in self._found:
            found = find()
            if len(self._found) >= self._most:
                self._found.clear()
            self._found[key] = found
        answer: Found = self._found[key]
        return answer


def shelf(name: str, empty: Callable[[], Shelf]) -> Shelf | None:
    """What is kept under this name in this state of the database, empty again after a commit.

    None where the state is not known. Whatever is found later is put on the shelf that was there
    before it was looked for, so it is never older than the shelf's state.
    """
    state = database_state()
    if state is None:
        return None
    # On the connection, as the state of SQLite is one connection's own.
    shelves = vars(connections[DEFAULT_DB_ALIAS]).setdefault(_SHELVES, {})
    known, found = shelves.get(name, (None, None))
    if known != state:
        found = empty()
        shelves[name] = state, found
    kept: Shelf = found
    return kept


def kept_until_a_commit(key: Hashable, find: Callable[[], Found]) -> Found:
    """What was found for this key in this state of the database. Whoever gets it only reads it."""
    answers = shelf("answers", lambda: Answers(MOST_KEPT))
    return find() if answers is None else answers.get(key, find)


def _number_anew(connection: BaseDatabaseWrapper, **_signal: object) -> None:
    vars(connection)[_NUMBER] = next(_numbers)


connection_created.connect(_number_anew, dispatch_uid="number of connection")
