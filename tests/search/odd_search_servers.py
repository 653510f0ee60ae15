"""What else may stand where a search server should, or before it: nothing, silence, refusal."""

import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.demo_server import free_port

Reply = Callable[[BaseHTTPRequestHandler], None]


def refusing() -> str:
    """An address where nobody listens."""
    return f"http://127.0.0.1:{free_port()}"


@contextmanager
def silent() -> Iterator[str]:
    """Takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@contextmanager
def replying(reply: Reply) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def __getattr__(self, name: str) -> Any:
            if name.startswith("do_"):
                return self.answer
            raise AttributeError(name)

        def answer(self) -> None:
            self.body = self.rfile.read(int(self.headers.get("content-length", 0)))
            try:
                reply(self)
            except OSError:
                self.close_connection = True

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def says(status: int, body: bytes, media_type: str = "application/json") -> Reply:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("content-type", media_type)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def trickles(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for a minute: never too slow for a limit between two bytes."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", "600")
    handler.end_headers()
    for _second in range(600):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


def passes_on(address: str) -> Reply:
    """What the server at this address says."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        status, media_type, body = _answer(address, handler, handler.body)  # type: ignore[attr-defined]  # kept by `replying`
        says(status, body, media_type)(handler)

    return reply


def demands_key(key: str, reply: Reply) -> Reply:
    """As a server with security does: nothing is told without the key."""
    refusal = says(401, b'{"error": {"type": "security_exception"}, "status": 401}')

    def answer(handler: BaseHTTPRequestHandler) -> None:
        has_key = handler.headers["authorization"] == f"ApiKey {key}"
        (reply if has_key else refusal)(handler)

    return answer


def stops_in_a_batch(address: str, has_stopped: threading.Event) -> Reply:
    """Passes half of a batch on and never answers it; all else is passed on as it is."""
    through = passes_on(address)

    def reply(handler: BaseHTTPRequestHandler) -> None:
        if not handler.path.startswith("/_bulk"):
            through(handler)
            return
        # A line about each document, and the document.
        lines = handler.body.splitlines(keepends=True)  # type: ignore[attr-defined]  # as above
        half = b"".join(lines[: len(lines) // 4 * 2])
        status, media_type, body = _answer(address, handler, half)
        if status != 200:
            # OpenSearch wants to be spoken to plainly first.
            says(status, body, media_type)(handler)
            return
        has_stopped.set()
        time.sleep(600)

    return reply


def _answer(address: str, handler: BaseHTTPRequestHandler, body: bytes) -> tuple[int, str, bytes]:
    headers = {
        name: handler.headers[name] for name in ("accept", "content-type") if handler.headers[name]
    }
    request = urllib.request.Request(
        f"{address}{handler.path}", data=body or None, headers=headers, method=handler.command
    )
    try:
        answer = urllib.request.urlopen(request, timeout=30)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers.get("content-type", ""), answer.read()
