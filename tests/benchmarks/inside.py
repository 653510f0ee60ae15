"""What one answer costs inside: queries, the time they take, and the time templates take."""

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from unittest import mock

from django.db import connection
from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from django.template.base import Template
from django.test import Client

from tests.benchmarks.load import COOKIE

ROUNDS = 7


@dataclass
class Cost:
    """Times in milliseconds; those of queries that a template sets off count as queries'."""

    queries: list[float] = field(default_factory=list)
    template_ms: float = 0.0
    seconds: float = 0.0

    @property
    def query_ms(self) -> float:
        return sum(self.queries)


def cost(path: str, rounds: int = ROUNDS) -> Cost:
    """The quickest of several answers: the first fills caches, others meet noise."""
    answers = [_measure(path) for _round in range(rounds)]
    return min(answers, key=lambda answer: answer.template_ms + answer.query_ms)


def _measure(path: str) -> Cost:
    found = Cost()
    depth = 0
    render = Template.render

    def timed_query(execute: Callable[..., Any], *arguments: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            found.queries.append(_milliseconds_since(start))

    def timed_fetch(cursor: SQLiteCursorWrapper, *arguments: Any) -> Any:
        # SQLite looks for most rows only when they are fetched.
        start = time.perf_counter()
        rows = sqlite3.Cursor.fetchmany(cursor, *arguments)
        found.queries[-1] += _milliseconds_since(start)
        return rows

    def timed_render(template: Template, context: Any) -> Any:
        nonlocal depth
        depth += 1
        start, before = time.perf_counter(), found.query_ms
        try:
            return render(template, context)
        finally:
            depth -= 1
            if not depth:
                found.template_ms += _milliseconds_since(start) - (found.query_ms - before)

    start = time.perf_counter()
    with (
        connection.execute_wrapper(timed_query),
        mock.patch.object(SQLiteCursorWrapper, "fetchmany", timed_fetch, create=True),
        mock.patch.object(Template, "render", timed_render),
    ):
        answer = _reader().get(path)
    found.seconds = time.perf_counter() - start
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}")
    return found


@cache
def _reader() -> Client:
    """One for all: a new one first loads all middleware, which no reader waits for."""
    return Client(SERVER_NAME="127.0.0.1", HTTP_COOKIE=COOKIE)


def _milliseconds_since(start: float) -> float:
    return (time.perf_counter() - start) * 1000
