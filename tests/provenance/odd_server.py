"""A real server on this machine that answers well, badly or not at all."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
REFUSES_HEAD = b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n"


def status(line: str, *headers: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {line}", *headers, "Content-Length: 0", "", ""]).encode()


ANSWERS = {
    "/page": PAGE,
    "/page?q=caf%C3%A9": PAGE,
    "/page?new": PAGE,
    "/gone": status("410 Gone"),
    "/missing": status("404 Not Found"),
    "/moved": status("301 Moved Permanently", "Location: /page"),
    "/moved-twice": status("308 Permanent Redirect", "Location: /moved"),
    "/away": status("302 Found", "Location: /page"),
    "/moved-then-away": status("301 Moved Permanently", "Location: /away"),
    "/moved-to-nothing": status("301 Moved Permanently", "Location: /missing"),
    "/round": status("301 Moved Permanently", "Location: /round"),
    "/to-a-file": status("302 Found", "Location: file:///etc/passwd"),
    "/nowhere": status("302 Found"),
    "/forbidden": status("403 Forbidden"),
    "/busy": status("429 Too Many Requests"),
    "/broken": status("500 Internal Server Error"),
    "/garbage": b"\x00\x01\xff this is no HTTP\r\n\r\n",
    "/nothing": b"",
    "/endless-header": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000,
}


@dataclass
class OddServer:
    port: int
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at: list[float] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def odd_server() -> Iterator[OddServer]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = OddServer(listening.getsockname()[1])
        stopping = threading.Event()

        def serve() -> None:
            while not stopping.is_set():
                try:
                    connection, _address = listening.accept()
                except OSError:
                    return
                threading.Thread(target=_answer, args=(server, connection, stopping)).start()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server
        finally:
            stopping.set()
            with socket.create_connection(("127.0.0.1", server.port)):
                pass
            thread.join()


def _answer(server: OddServer, connection: socket.socket, stopping: threading.Event) -> None:
    with connection:
        request = connection.recv(65_536).decode("latin-1")
        if not request:
            return
        method, path = request.split(" ")[:2]
        server.asked.append((method, path))
        server.at.append(time.monotonic())
        server.agents |= {
            line.partition(": ")[2]
            for line in request.split("\r\n")
            if line.lower().startswith("user-agent:")
        }
        try:
            if path == "/silent":
                stopping.wait(10)
            elif path == "/drop-by-drop":
                _drip(connection, stopping)
            elif path == "/only-get":
                connection.sendall(PAGE if method == "GET" else REFUSES_HEAD)
            elif path == "/head-is-garbage":
                connection.sendall(PAGE if method == "GET" else b"?")
            else:
                connection.sendall(ANSWERS[path])
        except OSError:
            return


def _drip(connection: socket.socket, stopping: threading.Event) -> None:
    """A byte now and then, so that no single wait is long."""
    for _byte in range(200):
        connection.sendall(b"H")
        if stopping.wait(0.05):
            return
