"""Asks an address politely whether it still leads somewhere; no page is ever read."""

import ipaddress
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings
from django.utils.text import slugify

from .checked_address import CheckedAddress

States = CheckedAddress.AddressState

MOST_REDIRECTS = 6
LONGEST_ADDRESS = 1000
REDIRECTS = {301, 302, 303, 307, 308}
LASTING_REDIRECTS = {301, 308}
GONE = {404, 410}
TOO_MANY_REQUESTS = 429


@dataclass(frozen=True)
class Answer:
    state: str
    detail: str
    moved_to: str = ""


def user_agent() -> str:
    """Who asks, with an address where the server's owner can read who that is."""
    name = slugify(settings.PORTAL_NAME) or "portal"
    return f"{name}-source-check/1.0 (+{settings.WAGTAILADMIN_BASE_URL})"


def is_public(peer: str) -> bool:
    """Whether an IP address is one of the internet. Editors write addresses, and nobody should
    have the portal's server ask its own neighbors."""
    return ipaddress.ip_address(peer).is_global


@dataclass
class Asker:
    """Pauses between two requests to one host."""

    pause: float = 2.0
    timeout: float = 15.0
    # Hosts that asked to be left alone for now.
    refusing: set[str] = field(default_factory=set)
    _last_asked: dict[str, float] = field(default_factory=dict)

    def ask(self, address: str) -> Answer:
        here, moved_to, is_lasting = address, "", True
        for _redirect in range(MOST_REDIRECTS):
            try:
                status, location = self._status(here)
            except ssl.SSLCertVerificationError:
                # It is there; whether browsers accept it is more than this can tell.
                return Answer(States.ANSWERS, "its certificate cannot be verified")
            except (OSError, HTTPException, ValueError) as error:
                return Answer(States.UNREACHABLE, _in_words(error))
            if status not in REDIRECTS or not location:
                return _answer(status, moved_to)
            with suppress(ValueError):
                here = urljoin(here, location)
            is_lasting = is_lasting and status in LASTING_REDIRECTS
            moved_to = here if is_lasting else moved_to
        return Answer(States.UNREACHABLE, "redirects without end")

    def _status(self, address: str) -> tuple[int, str]:
        """By HEAD; where that is not simply answered by GET, which some servers insist on."""
        with suppress(OSError, HTTPException):
            status, location = self._request("HEAD", address)
            if status < 400 or status == TOO_MANY_REQUESTS:
                return status, location
        return self._request("GET", address)

    def _request(self, method: str, address: str) -> tuple[int, str]:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("not an address of the web")
        self._wait_for(parts.hostname)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname, parts.port, timeout=self.timeout)
        connection._create_connection = _connect  # type: ignore[attr-defined]  # its own seam
        # A timeout counts from one byte to the next; this one holds for the whole answer.
        too_long = threading.Timer(2 * self.timeout, _hang_up, [connection])
        too_long.start()
        try:
            headers = {"User-Agent": user_agent(), "Accept": "*/*", "Connection": "close"}
            connection.request(method, _target(parts), headers=headers)
            response = connection.getresponse()
            if response.status == TOO_MANY_REQUESTS:
                self.refusing.add(parts.hostname)
            return response.status, response.getheader("Location", "")
        finally:
            too_long.cancel()
            connection.close()

    def _wait_for(self, host: str) -> None:
        ready = self._last_asked.get(host, 0.0) + self.pause
        now = time.monotonic()
        if host in self._last_asked and now < ready:
            time.sleep(ready - now)
        self._last_asked[host] = time.monotonic()


def host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _answer(status: int, moved_to: str) -> Answer:
    detail = f"HTTP {status}"
    if status in GONE:
        return Answer(States.GONE, detail)
    if status >= 500:
        return Answer(States.UNREACHABLE, detail)
    if moved_to and len(moved_to) <= LONGEST_ADDRESS:
        return Answer(States.MOVED, detail, moved_to)
    # Also a refusal, such as 403: many servers refuse programs and show people the page.
    return Answer(States.ANSWERS, detail)


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~?")
    return f"{path}?{query}" if query else path


def _connect(address: Any, timeout: Any = None, source_address: Any = None) -> socket.socket:
    connected = socket.create_connection(address, timeout, source_address)
    if not is_public(connected.getpeername()[0]):
        connected.close()
        raise OSError("not an address of the internet")
    return connected


def _hang_up(connection: HTTPConnection) -> None:
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _in_words(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, HTTPException):
        return "its answer makes no sense"
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(words)[:200]
