"""Empty tables in the place of the portal's own, to measure search with other texts.

Nothing of it reaches the portal's pages or its index, and nobody waits for it: on SQLite the
tables are in a database in memory, on PostgreSQL in a schema that is never committed.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from django.db import connection, transaction
from wagtail.models import Page, PageViewRestriction

from portal.pages.models import KnowledgePage

from ..models import Entry, FacetValue, IndexBuild, Outgoing, Passage

# What a search reads.
_TABLES = [
    model._meta.db_table
    for model in (
        *(Page, PageViewRestriction, KnowledgePage, Entry, FacetValue, Passage),
        *(Outgoing, IndexBuild),
    )
]
_SCHEMA = "search_apart"


@contextmanager
def empty_tables() -> Iterator[None]:
    """The default connection leads to them; the work stands outside a transaction of its own."""
    with _in_memory() if connection.vendor == "sqlite" else _in_schema():
        yield


@contextmanager
def _in_memory() -> Iterator[None]:
    connection.ensure_connection()
    own: Any = connection.connection
    parameters = connection.get_connection_params() | {"database": ":memory:", "uri": False}
    with closing(connection.get_new_connection(parameters)) as other:
        for statement in _statements(own):
            other.execute(statement)
        # Pages refer to tables that are not copied.
        other.execute("PRAGMA foreign_keys = OFF")
        connection.connection = other
        try:
            yield
        finally:
            connection.connection = own


def _statements(own: sqlite3.Connection) -> list[str]:
    marks = ", ".join("?" for _table in _TABLES)
    rows = own.execute(
        f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({marks}) "  # noqa: S608  # "?, ?"
        "AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC",
        _TABLES,
    )
    return [statement for (statement,) in rows]


@contextmanager
def _in_schema() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        [[own]] = cursor.fetchall()
        cursor.execute(f"CREATE SCHEMA {_SCHEMA}")
        for table in _TABLES:
            cursor.execute(f"CREATE TABLE {_SCHEMA}.{table} (LIKE {table} INCLUDING ALL)")
        cursor.execute(f"SET LOCAL search_path TO {_SCHEMA}, {own}")
        yield
        transaction.set_rollback(True)
