"""Sets the demonstration up where it is not, and serves it as the public would get it."""

import hashlib
import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ... import remade_migrations
from ...accounts import create_demo_accounts


class Command(BaseCommand):
    help = "Prepares the demonstration and serves it with two workers."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--prepare-only", action="store_true", help="set it up, but serve nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        if not options["prepare_only"]:
            _refuse_taken_port(port)
        _prepare(self)
        if not options["prepare_only"]:
            self._announce(port)
            _serve(port)

    def _announce(self, port: int) -> None:
        address = f"http://127.0.0.1:{port}/"
        self.stdout.write(f"\nThe portal:  {address}\nIts admin:   {address}admin/\n")
        call_command("demo_passwords", stdout=self.stdout)
        self.stdout.write("\nCtrl-C ends it.\n")
        self.stdout.flush()


def _prepare(command: BaseCommand) -> None:
    remade = remade_migrations.remade()
    if remade:
        raise CommandError(
            "The tables were remade since this demonstration was set up "
            f"({', '.join(remade)}).\nType  make demo-reset  to start over; "
            "what was edited in it is lost then."
        )
    call_command("migrate", verbosity=0, interactive=False)
    remade_migrations.record()
    call_command("demo_load", stdout=command.stdout)
    create_demo_accounts()
    _collect_static_files(command)


def _collect_static_files(command: BaseCommand) -> None:
    """Only where they changed: compressing Wagtail's takes longer than all the rest."""
    stamp = Path(settings.DATA_DIR) / "demo-static-files"
    fingerprint = _static_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    command.stdout.write("Compressing static files …")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(fingerprint)


def _static_fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(None):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Port {port} is taken or not allowed. Choose another: make demo PORT={port + 1}"
            ) from error


def _serve(port: int) -> None:
    """Becomes the server, so that Ctrl-C reaches it alone."""
    arguments = ["--workers=2", f"--bind=127.0.0.1:{port}", "--log-level=warning"]
    arguments += ["--limit-request-line=8190", "portal.wsgi"]
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *arguments])  # noqa: S606  (no shell wanted)
