import logging
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import PageViewRestriction

from portal.pages.models import HomePage

from .pages import city, text_page

CountsQueries = Callable[[int], AbstractContextManager[Any]]


def body(client: Client, query: str, **parameters: str) -> str:
    response = client.get("/search/", {"q": query, **parameters})
    assert response.status_code == 200
    return response.content.decode()


def test_hit_shows_kind_title_and_passage_linked_to_its_heading(
    client: Client, home: HomePage
) -> None:
    text_page(home, "Hours", ("heading", "At night"), ("text", "Nobody answers after midnight."))
    html = body(client, "midnight")
    assert "<b>1 page</b>" in html
    assert '<a href="/hours/">Hours</a>' in html
    assert '<a href="/hours/#at-night">At night</a>' in html
    assert "Nobody answers after <mark>midnight</mark>." in html
    assert "About this portal" in html


def test_hit_says_where_it_is(client: Client, home: HomePage) -> None:
    city(home, "Durham", "North Carolina")
    assert "City</b> · Durham, North Carolina" in body(client, "durham")


def test_query_stays_in_the_box_and_in_the_title(client: Client, home: HomePage) -> None:
    html = body(client, '"welfare check" <b>')
    assert 'value="&quot;welfare check&quot; &lt;b&gt;"' in html
    assert "<title>&quot;welfare check&quot; &lt;b&gt; ·" in html


def test_results_are_not_for_search_engines(client: Client, home: HomePage) -> None:
    assert '<meta name="robots" content="noindex">' in body(client, "x")


def test_pages_with_some_words_stand_apart(client: Client, home: HomePage) -> None:
    text_page(home, "Police training")
    text_page(home, "Police")
    html = body(client, "police training")
    assert "1 holds all your words and comes first; 1 holds some." in html
    assert html.index("Police training</a>") < html.index("Some of your words")


def test_empty_page_names_the_words_and_offers_a_way_on(client: Client, home: HomePage) -> None:
    html = body(client, '"body camera" retention')
    assert "No page answers this" in html
    assert "<b>body camera</b>, <b>retention</b>" in html
    assert 'href="?q=body+camera+retention"' in html
    assert 'href="/playbooks/"' in html


def test_blank_page_explains_itself(client: Client, home: HomePage) -> None:
    for query in ("", "   "):
        assert "Type a question in your own words" in body(client, query)
    assert client.get("/search/").status_code == 200


def test_text_without_words_is_said_to_be_that(client: Client, home: HomePage) -> None:
    assert "There is no word to look for" in body(client, "?!")


def test_words_left_out_are_named(client: Client, home: HomePage) -> None:
    html = body(client, " ".join(f"word{number}" for number in range(34)))
    assert "it was searched for its first 32 words" in html
    assert "word32, word33" in html


def test_results_come_in_pages(client: Client, home: HomePage) -> None:
    for number in range(12):
        text_page(home, f"Naloxone {number}")
    first, second = body(client, "naloxone"), body(client, "naloxone", page="2")
    assert first.count('class="hit"') == 10
    assert second.count('class="hit"') == 2
    assert "1 to 10 of 12" in first
    assert "?q=naloxone&amp;page=2" in first


@pytest.mark.parametrize("page", ["-1", "0", "abc", "1e9", str(10**30), "9" * 5000, "\x00", ""])
def test_absurd_page_gives_a_normal_page(client: Client, home: HomePage, page: str) -> None:
    for number in range(12):
        text_page(home, f"Naloxone {number}")
    assert "12 pages" in body(client, "naloxone", page=page)


@pytest.mark.parametrize(
    "query", ["\x00", "naloxone\x00", "x" * 100_000, "naloxone " * 12_000, "%", "%s", "\\", "'"]
)
def test_absurd_query_gives_a_normal_page(client: Client, home: HomePage, query: str) -> None:
    assert "</html>" in body(client, query)


def test_repeated_and_unknown_parameters_are_borne(client: Client, home: HomePage) -> None:
    response = client.get("/search/?q=a&q=naloxone&page=1&page=x&kind=&kind=%00&utm=1")
    assert response.status_code == 200


def test_bytes_that_are_no_text_are_borne(client: Client, home: HomePage) -> None:
    assert client.get("/search/?q=%ff%fe%00%80").status_code == 200


# Elsewhere the failure would spoil the transaction that tests run in, and readers' pages do not.
@pytest.mark.skipif(connection.vendor != "sqlite", reason="on SQLite only")
def test_failing_engine_gives_a_page_in_words_and_a_log_entry(
    client: Client, home: HomePage, caplog: pytest.LogCaptureFixture
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_passage_index")
    with caplog.at_level(logging.ERROR):
        html = body(client, "naloxone")
    assert "Search is not working right now" in html
    assert 'href="/programs/"' in html
    assert "Search could not answer" in caplog.text


def test_private_page_is_not_named_anywhere(client: Client, home: HomePage) -> None:
    page = text_page(home, "Secret naloxone", ("text", "Hidden doses."))
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert "Secret" not in body(client, "naloxone doses")


def test_results_take_five_queries_however_many_they_are(
    client: Client, home: HomePage, django_assert_num_queries: CountsQueries
) -> None:
    for number in range(12):
        text_page(home, f"Naloxone {number}", ("heading", "Dose"), ("text", "naloxone"))
    body(client, "naloxone")
    # Ranks, excerpts, entries with their pages, passages, and the site's root; PostgreSQL is asked
    # for the stems of the excerpts too.
    with django_assert_num_queries(5 if connection.vendor == "sqlite" else 6):
        body(client, "naloxone")


def test_titles_are_escaped(client: Client, home: HomePage) -> None:
    text_page(home, "<script>naloxone</script>", slug="hostile")
    html = body(client, "naloxone")
    assert not re.search(r"<script>naloxone", html)
    assert "&lt;script&gt;naloxone" in html
