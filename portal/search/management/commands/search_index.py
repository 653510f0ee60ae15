from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.search.drift import drift, rebuild
from portal.search.engines import get_engine


class Command(BaseCommand):
    help = (
        "Makes the search index anew (rebuild), or says where it differs from the pages (verify)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["rebuild", "verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "rebuild":
            count = rebuild(get_engine())
            self.stdout.write(f"{count} pages are in the search index.")
        else:
            self._verify()

    def _verify(self) -> None:
        faults = drift(get_engine())
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError(
                "The search index differs from the pages. Run: manage.py search_index rebuild"
            )
        self.stdout.write("The search index holds what the pages say.")
