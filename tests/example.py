"""The example's records in the tests' own database."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from portal.demo.loading import load


@pytest.fixture(scope="module")
def example(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """There for a module; its tests run in transactions and what they write is undone.

    Loading takes as long as a hundred tests. On SQLite it happens once for all workers of a run,
    and each module gets a copy of the database that came of it.
    """
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            yield from _copied(_folder_of_run(tmp_path_factory))
        else:
            yield from _loaded()


def _loaded() -> Iterator[None]:
    with transaction.atomic():
        load(settings.PORTAL_NAME, with_example=True)
        yield
        transaction.set_rollback(True)


def _copied(folder: Path) -> Iterator[None]:
    with closing(sqlite3.connect(":memory:")) as before:
        _database().backup(before)
        with closing(sqlite3.connect(_kept(folder))) as kept:
            _replace(kept)
        yield
        _replace(before)


def _kept(folder: Path) -> Path:
    """A file with the example's database; the worker that comes first makes it."""
    file = folder / "example.sqlite3"
    with (folder / "example.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            load(settings.PORTAL_NAME, with_example=True)
            unfinished = file.with_suffix(".unfinished")
            with closing(sqlite3.connect(unfinished)) as copy:
                _database().backup(copy)
            unfinished.rename(file)
    return file


def _replace(content: sqlite3.Connection) -> None:
    """Puts another database in the place of the tests' own."""
    content.backup(_database())
    ContentType.objects.clear_cache()
    # Wagtail keeps where sites begin, and sizes of pictures.
    cache.clear()


def _database() -> sqlite3.Connection:
    connection.ensure_connection()
    database: sqlite3.Connection = connection.connection
    return database


def _folder_of_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
