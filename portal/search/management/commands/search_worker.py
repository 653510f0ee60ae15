import logging
import signal
import threading
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, close_old_connections

from portal.search.attachments.keeping import read_next, read_waiting
from portal.search.engines import get_server
from portal.search.engines.base import SearchError
from portal.search.engines.elasticsearch import ElasticsearchEngine

logger = logging.getLogger(__name__)

# Between two looks at the outbox, and after failures one after another at most, in seconds.
PAUSE = 1.0
LONGEST_PAUSE = 30.0
# How often it is looked whether the server still has the index.
LOOK_FOR_INDEX_EVERY = 10.0


class Command(BaseCommand):
    help = (
        "Reads the text of uploaded files that were not read right away. Tells the search server, "
        "where there is one, of changes that were not told right away, and makes its index anew "
        "where that is lost. Runs until it is ended; two at once do no harm."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="ends when nothing is due, or with an error"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if get_server() is None:
            self.stdout.write(
                "There is no search server to tell (ELASTICSEARCH_URL); only files are read."
            )
        if options["once"]:
            self._once()
        else:
            self._run()

    def _once(self) -> None:
        try:
            read = read_waiting()
            told = work()
        except SearchError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{read} files were read, {told} changes were told.")

    def _run(self) -> None:
        is_ended = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: is_ended.set())
        pause = PAUSE
        while not is_ended.is_set():
            close_old_connections()
            has_read = False
            try:
                # One after another: changes are told between two files.
                has_read = read_next()
                work()
                pause = PAUSE
            except (SearchError, DatabaseError) as error:
                pause = min(LONGEST_PAUSE, 2 * pause)
                logger.warning("Trying again in %d seconds: %s", pause, error)
            # Whatever it is, the changes that come after it are told.
            except Exception:
                pause = LONGEST_PAUSE
                logger.exception("The search worker failed and goes on")
            is_ended.wait(0 if has_read else pause)


_looked_at = -LOOK_FOR_INDEX_EVERY


def work() -> int:
    """All that is due to be told; returns how many rows were tried."""
    server = get_server()
    if server is None:
        return 0
    _keep_index(server)
    told = 0
    while tried := server.deliver():
        told += tried
    return told


def _keep_index(server: ElasticsearchEngine) -> None:
    global _looked_at
    if time.monotonic() - _looked_at < LOOK_FOR_INDEX_EVERY:
        return
    if server.indices.current() is None:
        logger.error("The search server has no index; it is made anew")
        server.rebuild()
    _looked_at = time.monotonic()
