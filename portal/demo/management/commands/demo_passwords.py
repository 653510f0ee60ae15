from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...accounts import sign_ins


class Command(BaseCommand):
    help = "Prints the demonstration's sign-ins."

    def handle(self, *args: Any, **options: Any) -> None:
        found = sign_ins()
        if not found:
            raise CommandError("There is no demonstration yet. Type  make demo  first.")
        for sign_in in found:
            self.stdout.write(
                f"  {sign_in.role:26} name: {sign_in.username:10} password: {sign_in.password}"
            )
