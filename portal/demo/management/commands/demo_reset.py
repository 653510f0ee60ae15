import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from ...preparation import DATABASE_FILES, MAKING_TABLES, is_demo_database, is_served

# What the demonstration puts into its data folder; nothing else there is touched.
FILES = (
    *DATABASE_FILES,
    MAKING_TABLES,
    "demo-migrations.json",
    "demo-preparing.lock",
    "demo-search-index",
    "demo-secret-key",
    "demo-serving.lock",
    "demo-sign-ins.json",
    "demo-static-files",
    # of `make demo ENGINE=postgresql`
    "postgresql-data.lock",
)
FOLDERS = ("media", "postgresql-data", "static")


class Command(BaseCommand):
    help = "Asks, then removes the demonstration's data."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.DATA_DIR)
        if not is_demo_database():
            raise CommandError(
                "This demonstration's database is the one of DATABASE_URL, which this command "
                "leaves alone. Empty that database yourself, then type  make demo."
            )
        if is_served():
            raise CommandError(
                "The demonstration is being served. End it first (Ctrl-C where it runs)."
            )
        if not options["yes"] and not self._is_sure(folder):
            raise CommandError("Nothing was removed.")
        connection.close()
        for name in FILES:
            (folder / name).unlink(missing_ok=True)
        for name in FOLDERS:
            _remove(folder / name)
        self.stdout.write("The demonstration is removed.")

    def _is_sure(self, folder: Path) -> bool:
        question = (
            f"This removes the demonstration in {folder}, with all that was edited and uploaded "
            "in it.\nType yes to go on: "
        )
        try:
            return input(question).strip().lower() == "yes"
        except EOFError:
            raise CommandError(
                "Nobody answered, so nothing was removed. To do it without being asked: "
                "make demo-reset CONFIRM=yes"
            ) from None


def _remove(path: Path) -> None:
    """A link goes, and what it points to stays."""
    if path.is_symlink():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)
