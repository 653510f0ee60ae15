"""manage.py export_data FILE: everything that is open data, as one Data Package."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.open_data.package import package_parts


class Command(BaseCommand):
    help = "Writes everything that the portal publishes into one Data Package, a ZIP file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="Where to write it, for example data.zip")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """The file appears when it is whole."""
        unfinished = file.with_name(f"{file.name}.unfinished")
        base = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + "/"
        try:
            with unfinished.open("wb") as out:
                for part in package_parts(base):
                    out.write(part)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        unfinished.replace(file)
        size = file.stat().st_size
        self.stdout.write(f"Everything that is public is in {file} ({size:,} bytes).")
