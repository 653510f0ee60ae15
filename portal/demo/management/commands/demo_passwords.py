from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...accounts import sign_ins


class Command(BaseCommand):
    help = "Prints the demonstration's sign-ins."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", help="also say that it is served there")

    def handle(self, *args: Any, **options: Any) -> None:
        found = sign_ins()
        if not found:
            raise CommandError("There is no demonstration yet. Type  make demo  first.")
        address = options["address"]
        if address:
            self.stdout.write(f"\nThe portal   {address}/\nIts admin    {address}/admin/\n\n")
        self.stdout.write(f"{'Sign in as':24}{'name':12}password\n")
        for sign_in in found:
            self.stdout.write(f"{sign_in.role:24}{sign_in.username:12}{sign_in.password}")
        if address:
            self.stdout.write("\nCtrl-C ends it. What you edit is kept for the next time.\n")
        else:
            self.stdout.write("As they were made; a password that was changed since is not here.")
        self.stdout.flush()
