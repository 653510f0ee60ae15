"""Staff see why a hit stands where it does; for everybody else there is no such thing."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from portal.pages.models import HomePage
from portal.search.usage.models import Search
from portal.search.words.models import WordGroup

from .pages import text_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def _pages(home: HomePage) -> None:
    WordGroup.objects.create(words="naloxone, Narcan")
    text_page(home, "Doses", ("heading", "How much"), ("text", "Naloxone for a team."))
    text_page(home, "Kit", ("text", "Narcan <b>and</b> gloves."))


def body(client: Client, address: str, **parameters: Any) -> str:
    """Without what differs from request to request: the mark of the hit, and the nonce."""
    response = client.get(address, parameters)
    assert response.status_code == 200
    html = re.sub(r"\?hit=[\w-]+", "", response.content.decode())
    return re.sub(r'nonce="[^"]*"', "", html)


@pytest.mark.usefixtures("_pages")
@pytest.mark.parametrize("address", ["/search/", "/search.json", "/api/v1/search"])
def test_anonymous_readers_get_the_very_same_answer_with_the_parameter(
    client: Client, address: str
) -> None:
    plain = body(client, address, q="naloxone team")
    assert "Doses" in plain
    for value in ("", "1"):
        assert body(client, address, q="naloxone team", explain=value) == plain
    assert "Why" not in plain
    assert "explanation" not in plain


@pytest.mark.usefixtures("_pages")
def test_people_who_may_write_nothing_are_readers(client: Client) -> None:
    client.force_login(User.objects.create_user("reader"))
    assert "Why" not in body(client, "/search/", q="naloxone", explain="1")


@pytest.mark.usefixtures("_pages")
def test_staff_find_the_way_to_the_explanation_and_back(admin_client: Client) -> None:
    plain = body(admin_client, "/search/", q="naloxone", kind="text")
    assert "Why it stands here" not in plain
    [link] = re.findall(r'href="([^"]*)">Why this order', plain)
    response = admin_client.get("/search/" + link.replace("&amp;", "&"))
    html = response.content.decode()
    assert html.count("<b>Why it stands here</b>") == 2
    assert 'href="?q=naloxone&amp;kind=text">Without the explanation' in html
    assert "private" in response.headers["Cache-Control"]


@pytest.mark.usefixtures("_pages")
def test_explanation_names_words_synonyms_and_what_is_missing(admin_client: Client) -> None:
    html = body(admin_client, "/search/", q="naloxone team", explain="")
    assert "“naloxone” in the text." in html
    assert "“narcan” in the text, a synonym at weight 0.5" in html
    assert "It lacks “team”" in html
    assert "It holds all words" in html
    assert "Best passage: “How much”" in html


@pytest.mark.usefixtures("_pages")
def test_json_has_the_same_for_staff(admin_client: Client) -> None:
    answer = admin_client.get("/search.json", {"q": "naloxone team", "explain": "1"}).json()
    for hit in answer["results"]:
        told = hit["explanation"]
        parts = sum(word["score"] for word in told["words"])
        together = parts + told["closeness"] + told["lift"]
        assert together == pytest.approx(hit["score"], abs=0.001)
    assert answer["results"][1]["explanation"]["missing"] == ["team"]


@pytest.mark.usefixtures("_pages")
def test_explaining_is_no_search_of_a_reader(admin_client: Client) -> None:
    admin_client.get("/search/", {"q": "naloxone", "explain": "1"})
    assert not Search.objects.exists()


@pytest.mark.usefixtures("_pages")
def test_other_orders_are_said_to_go_by_no_numbers(admin_client: Client) -> None:
    html = body(admin_client, "/search/", q="naloxone", sort="newest", explain="1")
    assert "Only the best match goes by numbers." in html
    assert "Why it stands here" not in html
