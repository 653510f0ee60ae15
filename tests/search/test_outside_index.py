"""The index on a search server, kept in step with the pages."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from itertools import permutations
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.pages.models import HomePage, StandardPage
from portal.search.drift import drift
from portal.search.engines import get_engine, get_server
from portal.search.engines.base import SearchError
from portal.search.engines.elasticsearch import ElasticsearchEngine
from portal.search.engines.elasticsearch.documents import documents
from portal.search.engines.elasticsearch.sending import Parcel, send
from portal.search.models import IndexBuild, Outgoing, Passage
from portal.search.query import build_query

from .pages import text_page
from .servers import guarded

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(
    home: HomePage, settings: Any, opensearch_server: dict[str, Any]
) -> Iterator[ElasticsearchEngine]:
    settings.SEARCH_ENGINE = guarded(opensearch_server, seconds=20.0)
    server = get_server()
    assert server
    server.rebuild()
    yield server
    server.indices.remove_all()


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def found(server: ElasticsearchEngine, text: str) -> int:
    index = server.indices.current()
    assert index
    server.indices.refresh(index)
    return server.search(build_query(text)).total


def waiting() -> int:
    return Outgoing.objects.filter(is_pending=True).count()


def test_changes_are_told_right_after_commit(server: ElasticsearchEngine, home: HomePage) -> None:
    page = text_page(home, "Naloxone")
    assert (found(server, "naloxone"), waiting()) == (1, 0)
    page.unpublish()
    assert (found(server, "naloxone"), waiting()) == (0, 0)
    page.save_revision().publish()
    page.delete()
    assert (found(server, "naloxone"), waiting()) == (0, 0)
    assert drift(get_engine()) == []


def test_what_was_not_told_is_told_by_the_worker(
    server: ElasticsearchEngine, home: HomePage
) -> None:
    text_page(home, "Naloxone")
    Outgoing.objects.update(is_pending=True)
    told = f"0 files were read, {Outgoing.objects.count()} changes were told.\n"
    assert run("search_worker", "--once") == told
    assert waiting() == 0


def test_deliveries_in_any_order_end_as_the_last_change(
    server: ElasticsearchEngine, home: HomePage
) -> None:
    page = text_page(home, "Naloxone")
    [document] = documents([page.pk]).values()
    for number, order in enumerate(permutations((11, 12, 13, 13))):
        page_id = 1_000_000 + number
        for version in order:
            gone = version == (13 if number % 2 else 12)
            made = None if gone else document | {"page_id": page_id}
            send(server.address, server.indices.name, [Parcel(page_id, version, made)], 20)
        index = server.indices.current()
        assert index
        server.indices.refresh(index)
        held = dict(server.indices.digests(index))
        assert (page_id in held) == (number % 2 == 0)


def test_batch_that_is_cut_off_is_told_once_more(
    server: ElasticsearchEngine, home: HomePage
) -> None:
    page = text_page(home, "Naloxone")
    Outgoing.objects.update(is_pending=True)
    version = Outgoing.objects.get(pk=page.pk).version
    parcel = Parcel(page.pk, version, documents([page.pk])[page.pk])
    send(server.address, server.indices.name, [parcel], 20)
    run("search_worker", "--once")
    assert waiting() == 0
    assert drift(get_engine()) == []


def test_server_with_newer_versions_than_the_database_is_overtaken(
    server: ElasticsearchEngine, home: HomePage
) -> None:
    page = text_page(home, "Naloxone")
    Outgoing.objects.filter(pk=page.pk).update(version=1, is_pending=True)
    document = documents([page.pk])[page.pk] | {"digest": "of another time"}
    send(server.address, server.indices.name, [Parcel(page.pk, 40, document)], 20)
    run("search_worker", "--once")
    assert Outgoing.objects.get(pk=page.pk).version == 41
    assert drift(get_engine()) == []


def test_page_that_the_server_refuses_is_set_aside_and_holds_up_no_other(
    server: ElasticsearchEngine, home: HomePage
) -> None:
    poison = text_page(home, "Poison")
    # More passages than the server takes of one page.
    Passage.objects.bulk_create(
        Passage(page_id=poison.pk, position=number, text="x", language="en")
        for number in range(100, 10_200)
    )
    Outgoing.objects.filter(pk=poison.pk).update(is_pending=True)
    text_page(home, "Naloxone")
    for _attempt in range(5):
        Outgoing.objects.update(next_attempt_at=None)
        server.deliver()
    assert found(server, "naloxone") == 1
    row = Outgoing.objects.get(is_set_aside=True)
    assert row.pk == poison.pk
    assert f"Set aside: page {poison.pk} after 5 attempts" in run("search_index", "status")
    # The next change of the page is a new chance.
    Passage.objects.filter(page=poison, position__gte=100).delete()
    StandardPage.objects.get(pk=poison.pk).save_revision().publish()
    assert waiting() == 0


def test_refused_page_is_tried_later_and_later(server: ElasticsearchEngine, home: HomePage) -> None:
    poison = text_page(home, "Poison")
    Passage.objects.bulk_create(
        Passage(page_id=poison.pk, position=number, text="x", language="en")
        for number in range(100, 10_200)
    )
    Outgoing.objects.filter(pk=poison.pk).update(is_pending=True)
    pauses = []
    for _attempt in range(2):
        Outgoing.objects.update(next_attempt_at=None)
        server.deliver()
        due = Outgoing.objects.get(pk=poison.pk).next_attempt_at
        assert due
        pauses.append(due - timezone.now())
    assert timedelta(0) < pauses[0] < pauses[1]
    assert server.deliver() == 0


def test_rebuild_while_pages_change_loses_nothing(
    server: ElasticsearchEngine, home: HomePage
) -> None:
    pages = [text_page(home, f"Naloxone {number}") for number in range(40)]

    def change(_done: int, _of_all: int) -> None:
        for number in range(160):
            page = StandardPage.objects.get(pk=pages[number % 40].pk)
            page.summary = f"Change {number}"
            page.save_revision().publish()
        for page in pages[:20]:
            page.unpublish()
        for page in pages[20:30]:
            StandardPage.objects.get(pk=page.pk).delete()
        for number in range(10):
            text_page(home, f"Later {number}")

    before = server.indices.current()
    server.rebuild(change)
    run("search_worker", "--once")
    assert server.indices.current() != before
    assert drift(get_engine()) == []
    assert found(server, "naloxone") == 10


def test_interrupted_rebuild_leaves_the_old_index_and_can_start_again(
    server: ElasticsearchEngine, home: HomePage
) -> None:
    text_page(home, "Naloxone")

    def interrupt(_done: int, _of_all: int) -> None:
        raise KeyboardInterrupt

    before = server.indices.current()
    with pytest.raises(KeyboardInterrupt):
        server.rebuild(interrupt)
    assert server.indices.current() == before
    server.rebuild()
    assert server.indices.previous() == before
    assert drift(get_engine()) == []


def test_two_rebuilds_at_once_are_refused_and_one_that_died_is_not_waited_for(
    server: ElasticsearchEngine, home: HomePage
) -> None:
    def again(_done: int, _of_all: int) -> None:
        with pytest.raises(SearchError, match="already"):
            server.rebuild()

    text_page(home, "Naloxone")
    server.rebuild(again)
    long_ago = timezone.now() - timedelta(minutes=10)
    IndexBuild.objects.update(finished_at=None, heard_at=long_ago)
    server.rebuild()


def test_rollback_answers_from_the_index_before_with_what_changed_since(
    server: ElasticsearchEngine, home: HomePage
) -> None:
    first = server.indices.current()
    run("search_index", "rebuild")
    text_page(home, "Naloxone")
    assert run("search_index", "rollback") == f"Searches are answered from {first} again.\n"
    assert server.indices.current() == first
    assert found(server, "naloxone") == 1
    assert drift(get_engine()) == []


def test_verify_finds_each_kind_of_drift_and_repair_mends_it(
    server: ElasticsearchEngine, home: HomePage
) -> None:
    lost, outdated = text_page(home, "Lost"), text_page(home, "Outdated")
    stale = documents([outdated.pk])[outdated.pk] | {"digest": "of another time"}
    parcels = [
        Parcel(lost.pk, 90, None),
        Parcel(outdated.pk, 90, stale),
        Parcel(9_999_999, 1, stale | {"page_id": 9_999_999}),
    ]
    send(server.address, server.indices.name, parcels, 20)
    assert drift(get_engine()) == [
        f"page {lost.pk} is missing on the search server",
        "page 9999999 should not be on the search server",
        f"page {outdated.pk} is outdated on the search server",
    ]
    with pytest.raises(CommandError, match="--repair"):
        run("search_index", "verify")
    run("search_index", "verify", "--repair")
    assert drift(get_engine()) == []


def test_status_names_the_index_and_what_waits(server: ElasticsearchEngine, home: HomePage) -> None:
    text_page(home, "Naloxone")
    Outgoing.objects.update(is_pending=True)
    told = run("search_index", "status")
    assert f"answers from {server.indices.current()}" in told
    assert f"Waiting: {waiting()} changes" in told
    assert "Set aside" not in told


def test_private_pages_are_hidden_before_the_server_is_told(
    server: ElasticsearchEngine, home: HomePage
) -> None:
    page = text_page(home, "Naloxone")
    text_page(home, "Naloxone too")
    assert found(server, "naloxone") == 2
    # Nobody was told of this, as after a change in the database by hand.
    StandardPage.objects.filter(pk=page.pk).update(live=False)
    assert found(server, "naloxone") == 1
    assert drift(get_engine()) != []


def test_hit_shows_the_words_of_now_where_the_server_lags(
    server: ElasticsearchEngine, home: HomePage
) -> None:
    page = text_page(home, "Dose", ("text", "Naloxone stands first."))
    assert found(server, "naloxone") == 1
    passage = Passage.objects.get(page=page.pk, position=1)
    passage.delete()
    passage.text = "Now a naloxone stands in the middle."
    passage.pk = None
    passage.save()
    [ranked] = server.search(build_query("naloxone")).pages
    [shown] = ranked.excerpts
    assert shown.html == "Now a <mark>naloxone</mark> stands in the middle."
    Passage.objects.filter(page=page.pk, position=1).delete()
    [ranked] = server.search(build_query("naloxone")).pages
    assert len(ranked.excerpts) == 1
