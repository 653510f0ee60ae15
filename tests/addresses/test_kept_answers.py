"""What readers are given again, and that it is never older than the last commit."""

import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from portal.addresses import kept_answers
from portal.pages.models import CityPage
from tests.demo_server import DemoSite
from tests.records import city, front_page, make_private
from tests.servers.databases import ask

CITY = "/cities/akron/"
# The state of the database, asked once; an answer that is made asks again afterwards.
QUERIES_WHEN_KEPT = 1

Queries = Callable[[int], Any]


@pytest.fixture
def akron(transactional_db: None) -> CityPage:
    return city(front_page(), "Akron")


@pytest.mark.django_db(transaction=True)
class TestKeptAnswers:
    def test_an_answer_is_given_again_without_being_made_again(
        self, client: Client, akron: CityPage, django_assert_num_queries: Queries
    ) -> None:
        first = client.get(CITY)
        with django_assert_num_queries(QUERIES_WHEN_KEPT):
            second = client.get(CITY)
        assert second.content == first.content
        assert dict(second.headers) == dict(first.headers)

    def test_a_change_shows_at_once(self, client: Client, akron: CityPage) -> None:
        client.get(CITY)
        akron.title = "Akron, Ohio"
        akron.save_revision().publish()
        assert "Akron, Ohio" in client.get(CITY).text

    def test_a_change_without_signals_shows_at_once(self, client: Client, akron: CityPage) -> None:
        client.get(CITY)
        CityPage.objects.filter(pk=akron.pk).update(title="Akron, Ohio")
        assert "Akron, Ohio" in client.get(CITY).text

    def test_a_page_is_gone_when_it_is_unpublished(self, client: Client, akron: CityPage) -> None:
        client.get(CITY)
        akron.unpublish()
        assert client.get(CITY).status_code == 404

    def test_a_page_is_closed_when_it_becomes_private(
        self, client: Client, akron: CityPage
    ) -> None:
        client.get(CITY)
        make_private(akron)
        assert client.get(CITY).status_code == 302

    def test_who_carries_a_cookie_gets_an_answer_of_his_own(
        self, client: Client, akron: CityPage, admin_user: User
    ) -> None:
        client.get(CITY)
        client.force_login(admin_user)
        make_private(akron)
        assert client.get(CITY).status_code == 200
        assert Client().get(CITY).status_code == 302

    def test_an_answer_with_a_cookie_is_not_kept(self, client: Client, akron: CityPage) -> None:
        tokens = {Client().get("/contact/").cookies["csrftoken"].value for _reader in range(2)}
        assert len(tokens) == 2

    def test_other_parameters_are_another_page(self, client: Client, akron: CityPage) -> None:
        assert "?page=2" not in client.get("/search/?q=akron").text
        assert "bedford" in client.get("/search/?q=bedford").text

    def test_other_hosts_are_other_pages(
        self, client: Client, akron: CityPage, settings: Any
    ) -> None:
        settings.ALLOWED_HOSTS = ["one.example", "two.example"]
        for host in settings.ALLOWED_HOSTS:
            assert f"http://{host}{CITY}" in client.get(CITY, headers={"host": host}).text

    def test_compressed_and_plain_answers_are_kept_apart(
        self, client: Client, akron: CityPage
    ) -> None:
        compressed = client.get(CITY, headers={"accept-encoding": "gzip"})
        assert compressed.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in client.get(CITY).headers

    def test_within_a_transaction_nothing_is_kept(
        self, client: Client, akron: CityPage, django_assert_num_queries: Queries
    ) -> None:
        with transaction.atomic():
            client.get(CITY)
            CityPage.objects.filter(pk=akron.pk).update(title="Never committed")
            assert "Never committed" in client.get(CITY).text
            transaction.set_rollback(True)
        assert "Never committed" not in client.get(CITY).text

    def test_the_oldest_answer_goes_when_there_are_too_many(
        self, client: Client, akron: CityPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        size = len(client.get(CITY).content)
        monkeypatch.setattr(kept_answers, "MOST_BYTES", 2 * size + 100)
        for number in range(4):
            client.get(f"{CITY}?visit={number}")
        shelf = kept_answers._shelf()
        assert shelf is not None
        assert len(shelf.answers) == 2
        assert shelf.size == sum(len(answer.content) for answer in shelf.answers.values())


@pytest.mark.demo_server
def test_what_another_process_commits_shows_at_once(own_demo_site: DemoSite) -> None:
    """Two workers of four threads, each with answers of its own."""
    address = own_demo_site.url("/cities/durham-nc/")
    for number in range(10):
        title = f"Durham {number}"
        change = "UPDATE wagtailcore_page SET title = %s WHERE slug = 'durham-nc'"
        ask(own_demo_site.data_dir, change, title)
        texts = [_text(address) for _request in range(12)]
        assert all(f"<title>{title}" in text for text in texts)


def _text(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        text: str = answer.read().decode()
    return text
