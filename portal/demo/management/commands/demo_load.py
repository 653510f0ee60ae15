"""`manage.py demo_load`: adds what is missing of the example content."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from portal.demo.accounts import create_demo_accounts
from portal.demo.loading import load
from portal.demo.problems import BrokenFilesError


class Command(BaseCommand):
    help = (
        "Adds what is missing of the example content. What is there stays as it is, and what "
        "editors removed stays away."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load(settings.PORTAL_NAME, with_example=True)
        except BrokenFilesError as error:
            count = len(error.problems)
            raise CommandError(
                f"Nothing was loaded. Mend this first ({count}):\n{error}"
            ) from error
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(
                f"Nothing was loaded: {error}. If a table is missing, run: manage.py migrate"
            ) from error
        for line in report.lines():
            self.stdout.write(line)
        create_demo_accounts()
