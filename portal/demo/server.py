"""The demonstration's server: what a small real portal would use."""

import gc
import signal
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication


def leave_the_ending_to_the_server(worker: Any) -> None:
    """A terminal's Ctrl-C reaches every process; the server then ends its workers itself.

    A worker told twice at once may wait for its own lock, and would be killed after 30 seconds.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class DemoServer(BaseApplication):
    """Serves in this process and two workers, which start with all that is loaded here."""

    def __init__(self, port: int) -> None:
        self.address = f"127.0.0.1:{port}"
        super().__init__()

    def load_config(self) -> None:
        settings = {
            "bind": self.address,
            "workers": 2,
            # A browser's idle connections must not keep a worker from answering others.
            "worker_class": "gthread",
            "threads": 4,
            "preload_app": True,
            "loglevel": "warning",
            # None: a letter pasted into the search box gets a page that says how much of it was
            # looked for, and not a line of this server's own.
            "limit_request_line": 0,
            "control_socket_disable": True,
            "when_ready": self.announce,
            "post_worker_init": leave_the_ending_to_the_server,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        # Before the workers part ways, so that the first page of each is not the slow one.
        _ = get_resolver().url_patterns
        connections.close_all()
        application = get_wsgi_application()
        # What is loaded now stays. Looked through again at every full collection, it would make
        # some pages take several times as long as others.
        gc.collect()
        gc.freeze()
        return application

    def announce(self, server: Any) -> None:
        """Says where the portal is, once it can be opened there."""
        call_command("demo_passwords", address=f"http://{self.address}")
