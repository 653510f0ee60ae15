"""`manage.py demo_remove`: takes the untouched example out of a portal that goes on."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.demo.removal import remove_example


class Command(BaseCommand):
    help = (
        "Takes the example content out: what was loaded and nobody has changed since. Lists what "
        "editors changed, which stays. Lists, topics, the metric dictionary and accounts stay too."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for line in remove_example().lines():
            self.stdout.write(line)
