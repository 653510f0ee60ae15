import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from portal.pages.models import HomePage
from portal.search.usage.models import Search
from portal.search.usage.privacy import may_be_kept
from tests.search.pages import text_page

pytestmark = pytest.mark.django_db


def links(client: Client, query: str) -> list[str]:
    html = client.get("/search/", {"q": query}).content.decode()
    return re.findall(r'href="(/[^"]*\?hit=[^"]*)"', html)


def test_search_is_kept_without_who_asked(client: Client, home: HomePage) -> None:
    text_page(home, "Naloxone")
    client.get("/search/", {"q": "Naloxone dose", "kind": "text"}, REMOTE_ADDR="203.0.113.9")
    kept = Search.objects.get()
    assert (kept.text, kept.facets, kept.found, kept.found_with_all_words) == (
        "naloxone dose",
        "kind=text",
        1,
        0,
    )
    assert kept.asked_on == timezone.localdate()
    columns = {field.name for field in Search._meta.get_fields()}
    assert columns == {
        "id",
        "token",
        "asked_on",
        "text",
        "corrected",
        "facets",
        "found",
        "found_with_all_words",
        "rank_chosen",
    }


def test_correction_is_kept_beside_what_was_typed(client: Client, home: HomePage) -> None:
    text_page(home, "Paramedic")
    client.get("/search/", {"q": "paramedik"})
    kept = Search.objects.get()
    assert (kept.text, kept.corrected, kept.found) == ("paramedik", "paramedic", 1)


@pytest.mark.parametrize(
    "text",
    [
        "jane.doe@example.org",
        "call (919) 555-0134",
        "9195550134",
        "919 555 0134 naloxone",
        "case 20231187",
        "+49 30 1234567",
        "https://example.org/x",
        "my neighbor is suicidal",
        "mi hijo se quiere matar",
        "word " * 41,
        "",
    ],
)
def test_text_that_may_tell_of_a_person_is_not_kept(
    client: Client, home: HomePage, text: str
) -> None:
    client.get("/search/", {"q": text})
    assert not Search.objects.exists()


@pytest.mark.parametrize(
    "text", ["911 center", "9-1-1", "24/7", "budget 2024-2025", "12,000 calls", "5150 hold", "988"]
)
def test_numbers_of_the_field_are_kept(text: str) -> None:
    assert may_be_kept(text)


def test_later_pages_of_results_are_no_search_of_their_own(client: Client, home: HomePage) -> None:
    for number in range(12):
        text_page(home, f"Naloxone {number}")
    client.get("/search/", {"q": "naloxone", "page": "2"})
    assert not Search.objects.exists()


def test_nothing_is_kept_where_the_portal_keeps_nothing(
    client: Client, home: HomePage, settings: Any
) -> None:
    settings.PORTAL_SEARCH_LOG_DAYS = 0
    text_page(home, "Naloxone")
    html = client.get("/search/", {"q": "naloxone"}).content.decode()
    assert not Search.objects.exists()
    assert 'href="/naloxone/"' in html


def test_chosen_hit_is_noted_once_and_leads_to_the_page(client: Client, home: HomePage) -> None:
    for number in range(3):
        text_page(home, f"Naloxone {number}", ("heading", "Dose"), ("text", "Naloxone."))
    first, second = (
        next(link for link in links(client, "naloxone") if link.endswith(f"-{rank}"))
        for rank in (1, 2)
    )
    token = first.partition("hit=")[2].rpartition("-")[0]
    response = client.get(first.replace("-1", "-2"))
    assert response.status_code == 302
    assert response["Location"] == first.partition("?")[0]
    assert Search.objects.get(token=token).rank_chosen == 2
    client.get(first)
    assert Search.objects.get(token=token).rank_chosen == 2
    assert second != first


def test_ranks_go_on_over_pages_and_passages_share_them(client: Client, home: HomePage) -> None:
    text_page(home, "Naloxone", ("heading", "Dose"), ("text", "Naloxone."))
    found = links(client, "naloxone")
    assert {link.rpartition("-")[2] for link in found} == {"1", "1#dose"}


@pytest.mark.parametrize("hit", ["", "x", "abcdefghijk-0", "abcdefghijk-1x", "\x00", "-" * 5000])
def test_anything_else_is_no_choice(client: Client, home: HomePage, hit: str) -> None:
    text_page(home, "Naloxone")
    assert client.get("/naloxone/", {"hit": hit}).status_code == 200


def test_unknown_token_and_other_parameters_are_borne(client: Client, home: HomePage) -> None:
    text_page(home, "Naloxone")
    response = client.get("/naloxone/?a=1&hit=abcdefghijk-7&b=2")
    assert response["Location"] == "/naloxone/?a=1&b=2"


def test_choice_leads_to_no_other_host(client: Client, home: HomePage) -> None:
    response = client.get("//example.org/?hit=abcdefghijk-1")
    assert not response.get("Location", "/").startswith("//")


def test_reader_does_not_wait_for_a_writer(client: Client, home: HomePage) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has many writers")
    text_page(home, "Naloxone")
    before = connection.connection.execute("PRAGMA busy_timeout").fetchone()
    client.get("/search/", {"q": "naloxone"})
    assert connection.connection.execute("PRAGMA busy_timeout").fetchone() == before


def test_old_searches_are_erased_when_editors_read_the_report(admin_client: Client) -> None:
    today = timezone.localdate()
    for days, token in ((89, "kept"), (90, "old")):
        Search.objects.create(
            token=token,
            text=token,
            asked_on=today - datetime.timedelta(days=days),
            found=0,
            found_with_all_words=0,
        )
    admin_client.get("/admin/reports/searches/")
    assert list(Search.objects.values_list("token", flat=True)) == ["kept"]


def test_kept_searches_know_no_page() -> None:
    assert not any(field.related_model is Page for field in Search._meta.get_fields())
