import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.search.attachments.keeping import read_waiting
from portal.search.delivery import left_to_worker
from portal.search.drift import drift, rebuild
from portal.search.engines import get_database_engine, get_engine, get_server
from portal.search.engines.base import SearchError
from portal.search.engines.elasticsearch import ElasticsearchEngine
from portal.search.models import Entry
from portal.search.status import status

NO_SERVER = "Only a search server has an index to go back to. Set ELASTICSEARCH_URL."


class Command(BaseCommand):
    help = (
        "Makes the search index anew (rebuild), says where it differs from the pages (verify), "
        "tells how search is doing (status), or puts the search server's index before the last "
        "rebuild back in its place (rollback)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["rebuild", "verify", "status", "rollback"])
        parser.add_argument("--repair", action="store_true", help="with verify: mends what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["repair"] and options["action"] == "verify":
                self._repair()
            else:
                getattr(self, f"_{options['action']}")()
        except SearchError as error:
            raise CommandError(str(error)) from error

    def _rebuild(self) -> None:
        read_waiting()
        with left_to_worker():
            count = rebuild(get_database_engine())
        if server := get_server():
            self._began = time.monotonic()
            server.rebuild(self._progress)
            server.deliver()
            count = Entry.objects.count()
        self.stdout.write(f"{count} pages are in the search index.")

    def _progress(self, done: int, of_all: int) -> None:
        rate = done / max(time.monotonic() - self._began, 0.001)
        self.stdout.write(f"{done} of {of_all} pages, {rate:.0f} a second")

    def _verify(self) -> None:
        faults = drift(get_engine())
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError(
                "The search index differs from the pages. Run: manage.py search_index verify "
                "--repair, or manage.py search_index rebuild"
            )
        self.stdout.write("The search index holds what the pages say.")

    def _repair(self) -> None:
        faults = drift(get_database_engine())
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            with left_to_worker():
                rebuild(get_database_engine())
        if server := get_server():
            self._repair_server(server)
        self._verify()

    def _repair_server(self, server: ElasticsearchEngine) -> None:
        differences = server.differences()
        for fault in differences.in_words():
            self.stdout.write(fault)
        if differences.has_index:
            server.repair()
        else:
            server.rebuild()

    def _status(self) -> None:
        for line in status().in_words():
            self.stdout.write(line)

    def _rollback(self) -> None:
        server = get_server()
        if server is None:
            raise CommandError(NO_SERVER)
        previous = server.indices.previous()
        if previous is None:
            raise CommandError("There is no index before this one.")
        server.indices.switch(previous)
        # It has missed what changed since.
        server.repair()
        self.stdout.write(f"Searches are answered from {previous} again.")
