"""Asks the addresses of sources whether they still lead somewhere."""

import argparse
import datetime
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.provenance.asking import Answer, Asker, States, host_of
from portal.provenance.link_checks import due, remember
from portal.provenance.models import Source

# If so many fail and none answers, the fault is more likely on this side.
SUSPICIOUS = 5


class Command(BaseCommand):
    help = "Asks the address of each source whether it still answers, and remembers since when."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=_at_least(1), help="Ask at most so many.")
        parser.add_argument(
            "--older-than",
            type=_at_least(0),
            default=30,
            metavar="DAYS",
            help="Leave out those asked within so many days (30).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.PORTAL_CHECK_SOURCES:
            raise CommandError(
                "This asks other servers, which is not allowed here. "
                "Allow it with PORTAL_CHECK_SOURCES=1 in the environment."
            )
        self.asker = Asker()
        self.counts: Counter[str] = Counter()
        # Failures are believed once anybody answered.
        self.doubtful: list[tuple[Source, Answer]] = []
        sources = due(datetime.timedelta(days=options["older_than"]))[: options["limit"]]
        for source in list(sources):
            self._ask(source)
        if len(self.doubtful) >= SUSPICIOUS:
            raise CommandError(
                "No address answered at all, so the fault is probably this machine's connection. "
                "Nothing was stored. If it is not, ask more of them at once."
            )
        self._store_doubtful()
        self._report()

    def _ask(self, source: Source) -> None:
        if host_of(source.address) in self.asker.refusing:
            self.counts["left for another day"] += 1
            return
        answer = self.asker.ask(source.address)
        if answer.state == States.UNREACHABLE and not self.counts:
            self.doubtful.append((source, answer))
            return
        self._store(source, answer)
        self._store_doubtful()

    def _store_doubtful(self) -> None:
        for source, answer in self.doubtful:
            self._store(source, answer)
        self.doubtful = []

    def _store(self, source: Source, answer: Answer) -> None:
        remember(source, answer)
        label = str(States(answer.state).label)
        self.counts[label] += 1
        if answer.state != States.ANSWERS:
            where = f" to {answer.moved_to}" if answer.moved_to else ""
            self.stdout.write(f"{source.key}: {label}{where} ({answer.detail}). {source.address}")

    def _report(self) -> None:
        found = ", ".join(f"{label.lower()} {count}" for label, count in self.counts.items())
        self.stdout.write(f"Asked: {found}." if found else "No address is due.")


def _at_least(least: int) -> Any:
    def number(text: str) -> int:
        if not text.isascii() or not text.isdecimal() or len(text) > 6 or int(text) < least:
            raise argparse.ArgumentTypeError(f"write a whole number, {least} or more")
        return int(text)

    return number
