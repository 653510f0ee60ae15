from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from portal.pages.models import HomePage
from portal.search.usage.models import Search
from portal.search.words.models import WordGroup
from tests.search.pages import city, text_page

pytestmark = pytest.mark.django_db


def ask(client: Client, **parameters: Any) -> dict[str, Any]:
    response = client.get("/search.json", parameters)
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


def test_answer_holds_what_the_page_shows(client: Client, home: HomePage) -> None:
    durham = city(home)
    WordGroup.objects.create(words="naloxone, Narcan")
    page = text_page(
        durham, "Dose", ("heading", "How much"), ("text", "Naloxone & more."), slug="dose"
    )
    page.save_revision().publish()
    answer = ask(client, q="naloxone")
    [hit] = answer.pop("results")
    assert hit.pop("score") > 0
    assert hit.pop("date") == timezone.localdate().isoformat()
    address = f"http://testserver{durham.url}dose/"
    assert hit == {
        "url": address,
        "title": "Dose",
        "kind": "text",
        "cities": ["Durham, North Carolina"],
        "holds_all_words": True,
        "passages": [
            {
                "url": f"{address}#how-much",
                "heading": "How much",
                "html": "<mark>Naloxone</mark> &amp; more.",
            }
        ],
    }
    assert answer.pop("facets")["kind"] == [
        {"value": "text", "label": "About this portal", "count": 1, "is_chosen": False}
    ]
    assert answer == {
        "query": "naloxone",
        "total": 1,
        "total_with_all_words": 1,
        "suggestion": None,
        "is_corrected": False,
        "expanded": ["Narcan"],
        "left_out": [],
        "is_crisis": False,
        "page": 1,
        "pages": 1,
    }


def test_correction_is_told(client: Client, home: HomePage) -> None:
    text_page(home, "Naloxone")
    answer = ask(client, q="nalaxone")
    assert (answer["suggestion"], answer["is_corrected"], answer["total"]) == ("naloxone", True, 1)


def test_answer_comes_in_pages(client: Client, home: HomePage) -> None:
    for number in range(12):
        text_page(home, f"Naloxone {number}")
    first, second = ask(client, q="naloxone"), ask(client, q="naloxone", page=2)
    assert (first["pages"], len(first["results"]), len(second["results"])) == (2, 10, 2)
    assert ask(client, q="naloxone", page=10**9)["page"] == 2


def test_programs_that_ask_are_no_readers(client: Client, home: HomePage) -> None:
    text_page(home, "Naloxone")
    ask(client, q="naloxone")
    assert not Search.objects.exists()


def test_nothing_asked_is_an_empty_answer(client: Client, home: HomePage) -> None:
    assert ask(client)["results"] == []


def test_failing_engine_is_said(client: Client, home: HomePage) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("another table there")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_passage_index")
    response = client.get("/search.json", {"q": "naloxone"})
    assert response.status_code == 503
    assert "not working" in response.json()["error"]


def test_browsers_may_add_the_search(client: Client, home: HomePage) -> None:
    assert 'type="application/opensearchdescription+xml"' in client.get("/search/").content.decode()
    response = client.get("/opensearch.xml")
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314  # our own
    urls = [each.get("template") for each in root.iter() if each.tag.endswith("Url")]
    assert urls[0] == "http://testserver/search/?q={searchTerms}"
