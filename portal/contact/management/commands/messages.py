"""Everything that one person sent, exported or erased; and what is too old, erased."""

import csv
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...models import Message

COLUMNS = [
    "sent_at",
    "page_title",
    "about_label",
    "kind",
    "text",
    "evidence",
    "role",
    "email",
    "is_done",
]


class Command(BaseCommand):
    help = "Exports or erases one person's messages; erases those older than the portal keeps."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["export", "erase", "erase-expired"])
        parser.add_argument("email", nargs="?", default="", help="whose messages")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "erase-expired":
            self._erase(Message.objects.expired())
            return
        if not options["email"]:
            raise CommandError(
                f"Say whose: manage.py messages {options['action']} name@example.org"
            )
        messages = Message.objects.of_person(options["email"])
        if options["action"] == "erase":
            self._erase(messages)
            return
        writer = csv.writer(self.stdout)
        writer.writerow(COLUMNS)
        writer.writerows(messages.values_list(*COLUMNS))

    def _erase(self, messages: Any) -> None:
        count, _by_model = messages.delete()
        self.stdout.write(f"{count} messages erased.")
