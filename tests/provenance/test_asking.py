"""Asking an address whether it still leads somewhere, of a server on this machine."""

import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from portal.provenance import asking
from portal.provenance.asking import Answer, Asker, is_public, user_agent
from tests.provenance.odd_server import OddServer, odd_server


@pytest.fixture(scope="module")
def server() -> Iterator[OddServer]:
    with odd_server() as running:
        yield running


@pytest.fixture(autouse=True)
def _reaches_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "is_public", lambda _peer: True)


def ask(server: OddServer, path: str, timeout: float = 2.0) -> Answer:
    return Asker(pause=0, timeout=timeout).ask(server.url(path))


@pytest.mark.parametrize(
    ("path", "state", "detail"),
    [
        ("/page", "answers", "HTTP 200"),
        ("/page?q=café", "answers", "HTTP 200"),
        ("/only-get", "answers", "HTTP 200"),
        ("/head-is-garbage", "answers", "HTTP 200"),
        ("/away", "answers", "HTTP 200"),
        ("/nowhere", "answers", "HTTP 302"),
        ("/forbidden", "answers", "HTTP 403"),
        ("/busy", "answers", "HTTP 429"),
        ("/missing", "gone", "HTTP 404"),
        ("/gone", "gone", "HTTP 410"),
        ("/moved-to-nothing", "gone", "HTTP 404"),
        ("/broken", "unreachable", "HTTP 500"),
        ("/garbage", "unreachable", "its answer makes no sense"),
        ("/nothing", "unreachable", ""),
        ("/endless-header", "unreachable", "its answer makes no sense"),
        ("/round", "unreachable", "redirects without end"),
        ("/to-a-file", "unreachable", "not an address of the web"),
    ],
)
def test_what_an_answer_means(server: OddServer, path: str, state: str, detail: str) -> None:
    answer = ask(server, path)
    assert answer.state == state
    assert detail in answer.detail
    assert answer.moved_to == ""


@pytest.mark.parametrize(
    ("path", "target"),
    [("/moved", "/page"), ("/moved-twice", "/page"), ("/moved-then-away", "/away")],
)
def test_where_it_moved_for_good_is_kept(server: OddServer, path: str, target: str) -> None:
    answer = ask(server, path)
    assert (answer.state, answer.moved_to) == ("moved", server.url(target))


def test_a_server_that_says_nothing_is_left_in_time(server: OddServer) -> None:
    started = time.monotonic()
    assert ask(server, "/silent", timeout=0.3) == Answer("unreachable", "no answer in time")
    assert time.monotonic() - started < 3


def test_a_server_that_never_ends_is_left_in_time(server: OddServer) -> None:
    started = time.monotonic()
    assert ask(server, "/drop-by-drop", timeout=0.3).state == "unreachable"
    assert time.monotonic() - started < 4


@pytest.mark.parametrize(
    "address",
    [
        "http://", "https:///path", "ftp://example.org/", "http://[broken", "file:///etc/passwd",
        "http://127.0.0.1:99999/", "javascript:alert(1)", "http://a b/", "http://127.0.0.1:0/\r\nX",
        "http://" + "a" * 300 + "/", "mailto:a@example.org", "",
    ],
)  # fmt: skip
def test_an_address_that_makes_no_sense_is_unreachable(address: str) -> None:
    assert Asker(pause=0, timeout=1).ask(address).state == "unreachable"


def test_a_port_where_nobody_listens_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    answer = Asker(pause=0, timeout=1).ask(f"http://127.0.0.1:{port}/")
    assert answer.state == "unreachable"
    assert answer.detail


def test_head_is_enough_where_it_is_answered(server: OddServer) -> None:
    server.asked.clear()
    ask(server, "/page")
    ask(server, "/gone")
    assert server.asked == [("HEAD", "/page"), ("HEAD", "/gone"), ("GET", "/gone")]


def test_it_says_who_asks(server: OddServer, settings: Any) -> None:
    settings.PORTAL_NAME = "Portal für Städte\r\nX: y"
    settings.WAGTAILADMIN_BASE_URL = "https://portal.example.gov"
    server.agents.clear()
    ask(server, "/page")
    assert server.agents == {"portal-fur-stadte-x-y-source-check/1.0 (+https://portal.example.gov)"}
    settings.PORTAL_NAME = "門"
    assert user_agent().startswith("portal-source-check/")


def test_it_pauses_between_two_questions_to_one_host(server: OddServer) -> None:
    server.at.clear()
    asker = Asker(pause=0.4)
    asker.ask(server.url("/page"))
    asker.ask(server.url("/moved"))
    first, second, third = server.at
    assert min(second - first, third - second) >= 0.35


def test_a_host_that_is_asked_too_much_is_remembered(server: OddServer) -> None:
    asker = Asker(pause=0)
    asker.ask(server.url("/busy"))
    assert asker.refusing == {"127.0.0.1"}


class TestNeighbors:
    """Without the stand-in above: what an editor writes makes nobody ask the inside."""

    @pytest.mark.parametrize(
        "peer", ["127.0.0.1", "10.0.0.8", "192.168.1.1", "169.254.169.254", "::1", "fe80::1%eth0"]
    )
    def test_addresses_of_the_inside_are_none_of_the_internet(self, peer: str) -> None:
        assert not is_public(peer)
        assert is_public("8.8.8.8")

    def test_this_machine_is_not_asked(
        self, server: OddServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(asking, "is_public", is_public)
        server.asked.clear()
        answer = ask(server, "/page")
        assert answer == Answer("unreachable", "not an address of the internet")
        assert server.asked == []
