"""Gunicorn's settings for the demonstration: what a small real server would use."""

from typing import Any

from django.core.management import call_command
from django.urls import get_resolver

wsgi_app = "portal.wsgi"
workers = 2
# A browser's idle connections must not keep a worker from answering others.
worker_class = "gthread"
threads = 4
preload_app = True
loglevel = "warning"
limit_request_line = 8190
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Says where the portal is, once it can be opened there."""
    # Before the workers part ways, so that the first page of each is not the slow one.
    _ = get_resolver().url_patterns
    address = ", ".join(str(listener) for listener in server.LISTENERS)
    call_command("demo_passwords", address=address)
