"""`manage.py start_portal "Name"`: a portal ready for its first city, without example content."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.demo.loading import load
from portal.demo.problems import BrokenFilesError
from portal.demo.tree import portal_home


class Command(BaseCommand):
    help = (
        "Makes home, lists, topics, the metric dictionary and the pages of text of a new portal, "
        "without example content."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help='The portal\'s name, for example: "Common Practice"')

    def handle(self, *args: Any, **options: Any) -> None:
        name = str(options["name"]).strip()
        if not name or len(name) > 200:
            raise CommandError("Give the portal a name of 1 to 200 characters.")
        home = portal_home()
        if home is not None:
            raise CommandError(
                f"A portal exists already: “{home.title}”. Nothing was changed. To take example "
                "content out of it, run: manage.py demo_remove"
            )
        try:
            report = load(name, with_example=False)
        except BrokenFilesError as error:
            raise CommandError(f"Nothing was made. Mend this first:\n{error}") from error
        for line in report.lines():
            self.stdout.write(line)
        self.stdout.write(
            "Next: manage.py createsuperuser, then add your first city under /admin/."
        )
