import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from ...preparation import hold_while_serving, prepare
from ...server import DemoServer


class Command(BaseCommand):
    help = "Sets the demonstration up where it is not, and serves it as the public would get it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default="8000")
        parser.add_argument("--reload", action="store_true", help="serve it to a developer")
        parser.add_argument("--prepare-only", action="store_true", help="serve nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        is_serving = not options["prepare_only"]
        port = _port(options["port"])
        if is_serving:
            _refuse_taken_port(port)
        try:
            prepare(self.stdout, with_static_files=not options["reload"])
        except KeyboardInterrupt:
            raise CommandError(
                "Interrupted. The same command goes on from here.", returncode=130
            ) from None
        if is_serving:
            _take_address(port)
            _serve(port, is_reloading=options["reload"])


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise CommandError(f"PORT={text} is no port. Choose one from 1024 on: make demo PORT=8080")
    return int(text)


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise CommandError(
                f"Port {port} is only for administrators of this machine. Choose one from 1024 "
                "on: make demo PORT=8080"
            ) from error
        except OSError as error:
            raise CommandError(
                f"Port {port} is taken. If this demonstration is running already, open "
                f"http://127.0.0.1:{port}/. Otherwise choose another port: "
                f"make demo PORT={port + 1 if port < 65_535 else 8080}"
            ) from error


def _take_address(port: int) -> None:
    """Links in e-mail, in the sitemap and in the admin lead to where the portal is served."""
    os.environ.setdefault("PORTAL_URL", f"http://127.0.0.1:{port}")
    address = urlsplit(os.environ["PORTAL_URL"])
    own = Site.objects.filter(is_default_site=True, hostname__in=("127.0.0.1", "localhost"))
    own.update(hostname=address.hostname, port=address.port or port)
    # Pages were found while the demonstration was made, at the address that it had then.
    Site.clear_site_root_paths_cache()


def _serve(port: int, *, is_reloading: bool) -> None:
    held = hold_while_serving()
    if not is_reloading:
        DemoServer(port).run()
    address = f"127.0.0.1:{port}"
    call_command("demo_passwords", address=f"http://{address}")
    os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
    os.set_inheritable(held.fileno(), True)
    command = [sys.executable, "manage.py", "runserver", address]
    os.execv(sys.executable, command)  # noqa: S606  (no shell wanted)
