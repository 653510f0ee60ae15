import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

# What the demonstration puts into its data folder; nothing else there is touched.
FILES = (
    "portal.sqlite3",
    "portal.sqlite3-wal",
    "portal.sqlite3-shm",
    "demo-sign-ins.json",
    "demo-migrations.json",
    "demo-static-files",
)
FOLDERS = ("media", "static")


class Command(BaseCommand):
    help = "Asks, then removes the demonstration's data. Stop its server first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["yes"] and not self._is_sure():
            raise CommandError("Nothing was removed.")
        folder = Path(settings.DATA_DIR)
        for name in FILES:
            (folder / name).unlink(missing_ok=True)
        for name in FOLDERS:
            shutil.rmtree(folder / name, ignore_errors=True)
        self.stdout.write("The demonstration is removed. Type  make demo  to set it up again.")

    def _is_sure(self) -> bool:
        question = "This removes the demonstration with all that was edited in it. Type yes: "
        try:
            return input(question).strip().lower() == "yes"
        except EOFError:
            raise CommandError(
                "Nobody answered, so nothing was removed. To do it without asking: "
                "make demo-reset CONFIRM=yes"
            ) from None
