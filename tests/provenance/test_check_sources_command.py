"""`manage.py check_sources`: who is asked, what is remembered, and what editors see of it."""

import datetime
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.demo.fingerprints import fingerprint
from portal.provenance import asking
from portal.provenance.management.commands import check_sources
from portal.provenance.models import Source
from portal.provenance.source_form import SourceForm
from tests.provenance.odd_server import OddServer, odd_server

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server() -> Iterator[OddServer]:
    with odd_server() as running:
        yield running


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.PORTAL_CHECK_SOURCES = True
    monkeypatch.setattr(asking, "is_public", lambda _peer: True)
    monkeypatch.setattr(check_sources, "Asker", lambda: asking.Asker(pause=0, timeout=0.5))


def source(key: str, address: str = "", **columns: Any) -> Source:
    made: Source = Source.objects.create(
        key=key, title=key, publisher="A city", address=address, **columns
    )
    return made


def check(*arguments: str) -> str:
    out = StringIO()
    call_command("check_sources", *arguments, stdout=out)
    return out.getvalue()


def state(key: str) -> tuple[str, str]:
    found = Source.objects.get(key=key)
    return found.address_state, found.check_detail


def days_ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def test_without_permission_nobody_is_asked_and_the_way_is_told(server: OddServer) -> None:
    source("A", server.url("/page"))
    server.asked.clear()
    with pytest.raises(CommandError, match="PORTAL_CHECK_SOURCES=1"):
        check()
    assert server.asked == []


@pytest.mark.usefixtures("allowed")
class TestAllowed:
    def test_each_address_is_remembered_as_it_answered(self, server: OddServer) -> None:
        for path in ("page", "moved", "missing", "gone", "broken", "garbage"):
            source(path, server.url(f"/{path}"))
        source("no-address")
        source("odd-address", "ftp://example.org/a")
        said = check()
        assert state("page") == ("answers", "HTTP 200")
        assert state("moved")[0] == "moved"
        assert Source.objects.get(key="moved").moved_to == server.url("/page")
        assert state("missing") == ("gone", "HTTP 404")
        assert state("gone") == ("gone", "HTTP 410")
        assert state("broken") == ("unreachable", "HTTP 500")
        assert state("garbage")[0] == "unreachable"
        assert state("no-address") == state("odd-address") == ("", "")
        assert f"missing: Gone (HTTP 404). {server.url('/missing')}" in said
        assert f"moved: Moved to {server.url('/page')}" in said
        assert "answers 1, moved 1, gone 2, does not answer 2" in said

    def test_those_asked_lately_are_left_alone(self, server: OddServer) -> None:
        source("new", server.url("/page?new"), checked_at=days_ago(3))
        source("old", server.url("/page"), checked_at=days_ago(40))
        server.asked.clear()
        check()
        assert server.asked == [("HEAD", "/page")]
        assert "No address is due." in check()
        server.asked.clear()
        check("--older-than", "0")
        assert {path for _method, path in server.asked} == {"/page", "/page?new"}

    def test_a_limit_takes_those_first_that_were_never_asked(self, server: OddServer) -> None:
        source("old", server.url("/gone"), checked_at=days_ago(90))
        source("older", server.url("/missing"), checked_at=days_ago(400))
        source("never", server.url("/page"))
        check("--limit", "2")
        assert state("never")[0] == "answers"
        assert state("older")[0] == "gone"
        assert state("old")[0] == ""

    @pytest.mark.parametrize(
        "arguments", [["--limit", "0"], ["--limit", "x"], ["--older-than", "-1"]]
    )
    def test_a_number_that_makes_no_sense_is_refused(self, arguments: list[str]) -> None:
        with pytest.raises(CommandError, match="whole number"):
            check(*arguments)

    def test_since_when_stays_as_long_as_the_state_does(self, server: OddServer) -> None:
        before = days_ago(100)
        known = {"state_since": before, "checked_at": before}
        source("same", server.url("/gone"), address_state="gone", **known)
        source("back", server.url("/page"), address_state="gone", **known)
        check()
        same, back = (Source.objects.get(key=key) for key in ("same", "back"))
        assert same.state_since == before
        assert same.checked_at is not None
        assert same.checked_at > before
        assert back.state_since is not None
        assert back.state_since > before
        assert (same.is_dead, back.is_dead) == (True, False)

    def test_where_nothing_answers_at_all_nothing_is_believed(self, server: OddServer) -> None:
        for number in range(5):
            source(f"S{number}", server.url("/garbage"))
        with pytest.raises(CommandError, match="this machine's connection"):
            check()
        assert not Source.objects.exclude(address_state="").exists()

    def test_failures_before_the_first_answer_are_believed_then(self, server: OddServer) -> None:
        for number in range(5):
            source(f"S{number}", server.url("/garbage"))
        source("last", server.url("/page"))
        check()
        assert Source.objects.filter(address_state="unreachable").count() == 5

    def test_a_host_that_asks_for_peace_gets_it(self, server: OddServer) -> None:
        source("busy", server.url("/busy"))
        source("next", server.url("/page"))
        server.asked.clear()
        assert "left for another day 1" in check()
        assert server.asked == [("HEAD", "/busy")]
        assert state("next") == ("", "")

    def test_an_address_changed_meanwhile_is_not_judged_by_the_old_one(
        self, server: OddServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        source("A", server.url("/gone"))
        ask = asking.Asker.ask

        def ask_slowly(asker: asking.Asker, address: str) -> asking.Answer:
            Source.objects.update(address=server.url("/page"))
            return ask(asker, address)

        monkeypatch.setattr(asking.Asker, "ask", ask_slowly)
        check()
        assert state("A") == ("", "")

    def test_a_check_is_no_change_of_content(self, server: OddServer) -> None:
        before = fingerprint(source("A", server.url("/gone")))
        check()
        assert fingerprint(Source.objects.get(key="A")) == before


@pytest.mark.parametrize(
    ("state", "days", "dead"),
    [
        ("gone", 0, True),
        ("unreachable", 29, False),
        ("unreachable", 31, True),
        ("moved", 99, False),
    ],
)
def test_silence_is_taken_for_death_after_a_while(state: str, days: int, dead: bool) -> None:
    source("A", address_state=state, state_since=days_ago(days), checked_at=timezone.now())
    source("B")
    assert Source.objects.get(key="A").is_dead is dead
    assert Source.objects.with_dead_address().count() == dead


def test_another_address_starts_without_a_history() -> None:
    made = source(
        "A", "https://example.org/a", address_state="gone", state_since=days_ago(1),
        checked_at=days_ago(1), check_detail="HTTP 404",
    )  # fmt: skip
    values = {"title": "A", "publisher": "A city", "kind": "news"}
    for address, expected in [("https://example.org/a", "gone"), ("https://example.org/b", "")]:
        form = SourceForm(values | {"address": address}, instance=made)
        assert form.is_valid(), form.errors
        form.save()
        made.refresh_from_db()
        assert made.address_state == expected
    assert (made.checked_at, made.state_since, made.check_detail) == (None, None, "")
