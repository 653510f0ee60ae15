"""Databases of demonstrations: a file in each one's folder, or one for each folder on PostgreSQL.

`make test-postgresql` says by DATABASE_URL where; what is served there is served on it too.
"""

import os
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier


def database_of(folder: Path, template: Path | None = None) -> str | None:
    """Its address, made where there is none yet: empty, or as another folder's is.

    None where the database is the file in the folder.
    """
    server = os.environ.get("DATABASE_URL", "").rpartition("/")[0]
    if not server:
        return None
    name = _name(folder)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        known = "SELECT 1 FROM pg_database WHERE datname = %s"
        if not connection.execute(known, [name]).fetchone():
            source = Identifier(_name(template) if template else "template1")
            make = SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), source)
            connection.execute(make)
    return f"{server}/{name}"


def _name(folder: Path) -> str:
    return f"demo_{sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"


def ask(folder: Path, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """What a folder's database answers, committed at once; `%s` stands for each value."""
    address = database_of(folder)
    if address is None:
        with closing(sqlite3.connect(folder / "portal.sqlite3", timeout=20)) as file, file:
            return file.execute(statement.replace("%s", "?"), values).fetchall()
    with psycopg.connect(address) as connection:
        answer = connection.execute(statement, values or None)
        return answer.fetchall() if answer.description else []
