"""Sets the demonstration up, as far as it is not: tables, example, search index, static files."""

import fcntl
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import CommandError, OutputWrapper
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.pages.statistics import count_rows
from portal.search.engines import get_server

from . import remade_migrations

# What the demonstration keeps in the data folder, beside the database, media and static files.
STATIC_STAMP, SEARCH_STAMP = "demo-static-files", "demo-search-index"
PREPARING, SERVING = "demo-preparing.lock", "demo-serving.lock"
# There while the tables are made for the first time.
MAKING_TABLES = "demo-making-tables"
DATABASE_FILES = ("portal.sqlite3", "portal.sqlite3-wal", "portal.sqlite3-shm")


def prepare(say: OutputWrapper, *, with_static_files: bool) -> None:
    """Does what is missing, and starts again where an earlier one was interrupted."""
    with _alone(say):
        _drop_unfinished_tables()
        _refuse_remade_migrations()
        _migrate(say)
        call_command("demo_load", stdout=say)
        _forget_lost_index()
        _where_changed(SEARCH_STAMP, _search_fingerprint(), lambda: _rebuild_search_index(say))
        count_rows()
        if with_static_files:
            _where_changed(STATIC_STAMP, _static_fingerprint(), lambda: _collect(say))


def hold_while_serving() -> IO[str]:
    """Says to `demo_reset` that somebody is served, until the file is closed everywhere."""
    held = (Path(settings.DATA_DIR) / SERVING).open("w")
    fcntl.flock(held, fcntl.LOCK_SH)
    return held


def is_served() -> bool:
    path = Path(settings.DATA_DIR) / SERVING
    if not path.exists():
        return False
    with path.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@contextmanager
def _alone(say: OutputWrapper) -> Iterator[None]:
    """Two that start at once prepare one after the other."""
    folder = Path(settings.DATA_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / PREPARING).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say.write("Waiting for another start that is setting the demonstration up …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _refuse_remade_migrations() -> None:
    remade = remade_migrations.remade()
    if remade:
        raise CommandError(
            "The portal's tables were remade since this demonstration was set up "
            f"({', '.join(remade)}).\nType  make demo-reset  to start over; what was edited in "
            "this demonstration is lost then."
        )


def _drop_unfinished_tables() -> None:
    """What an interrupted first start left. One of Wagtail's migrations is no transaction: cut
    off in the middle it can be neither repeated nor undone, and there is nothing to lose yet."""
    if (Path(settings.DATA_DIR) / MAKING_TABLES).exists():
        connection.close()
        for name in DATABASE_FILES:
            (Path(settings.DATA_DIR) / name).unlink(missing_ok=True)


def _migrate(say: OutputWrapper) -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say.write("Making the tables …")
        # Before and after: a start that is interrupted in between is compared as well.
        remade_migrations.record()
        unfinished = Path(settings.DATA_DIR) / MAKING_TABLES
        if is_demo_database() and not executor.loader.applied_migrations:
            unfinished.touch()
        call_command("migrate", verbosity=0, interactive=False)
        unfinished.unlink(missing_ok=True)
    remade_migrations.record()


def is_demo_database() -> bool:
    """Whether the database is the file that the demonstration makes; DATABASE_URL names others."""
    return (
        Path(settings.DATABASES["default"]["NAME"]) == Path(settings.DATA_DIR) / DATABASE_FILES[0]
    )


def _where_changed(stamp_name: str, fingerprint: str, work: Callable[[], None]) -> None:
    """Works only where the fingerprint is not that of the last time."""
    stamp = Path(settings.DATA_DIR) / stamp_name
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    work()
    stamp.write_text(fingerprint)


def _forget_lost_index() -> None:
    """A search server of `make demo` begins without an index, maybe at the same address."""
    server = get_server()
    if server and server.indices.current() is None:
        (Path(settings.DATA_DIR) / SEARCH_STAMP).unlink(missing_ok=True)


def _rebuild_search_index(say: OutputWrapper) -> None:
    say.write("Making the search index …")
    call_command("search_index", "rebuild", stdout=say)


def _search_fingerprint() -> str:
    """Pages keep the index in step themselves; other rules for passages ask for a new one."""
    base = Path(settings.BASE_DIR)
    files = [*base.glob("portal/search/**/*.py")]
    for folder in ("portal", "programs", "playbooks", "site_visits"):
        for name in ("search_source.py", "facets.py"):
            files += base.glob(f"{folder}/**/{name}")
    digest = hashlib.sha256(str(settings.SEARCH_ENGINE).encode())
    for path in sorted(set(files)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _collect(say: OutputWrapper) -> None:
    say.write("Compressing static files …")
    call_command("collectstatic", verbosity=0, interactive=False)


def _static_fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(None):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
