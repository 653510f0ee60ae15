"""What the box offers to somebody who types the beginning of a name that everybody may read."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from portal.pages.models import HomePage, KnowledgePage
from portal.search.drift import drift
from portal.search.engines import get_database_engine
from portal.search.models import NameWord
from portal.taxonomy.models import Topic
from programs.metrics.models import Metric, MetricIndexPage
from tests.records import program
from tests.search.pages import city, text_page
from tests.search.test_hidden_pages import WAYS

pytestmark = pytest.mark.django_db


def offered(client: Client, typed: str, **chosen: str) -> dict[str, list[str]]:
    """Titles under their kinds, without the offer to search for the words themselves."""
    response = client.get("/search/suggestions", {"q": typed, **chosen})
    assert response.status_code == 200
    html = BeautifulSoup(response.content, "html.parser")
    return {
        str(group["aria-label"]): [
            option.contents[0].strip() for option in group.select("[role=option]")
        ]
        for group in html.select("[role=group]")[:-1]
    }


def titles(client: Client, typed: str, **chosen: str) -> list[str]:
    return [title for of_kind in offered(client, typed, **chosen).values() for title in of_kind]


def metric(name: str) -> Metric:
    slug = name.lower().replace(" ", "-")
    made: Metric = Metric.objects.create(
        slug=slug, name=name, meaning="What is counted.", unit="calls", kind="count"
    )
    return made


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Co-responder unit", ["co", "cores", "co-resp", "co resp", "CO‑RESP", "uni co-re"]),
        ("Coresponder unit", ["cores", "co-resp", "co resp"]),
        ("Équipe de crise à Montréal", ["equ", "éq", "MONTREAL", "cri", "de"]),
        ("The 911 center", ["911", "9-1-1", "9 1 1", "the cen", "the"]),
        ("Who decides which calls go", ["who dec", "calls wh", "which of the calls g"]),
        ("东京 危机", ["东京"]),
    ],
)
def test_a_page_is_offered_by_the_beginnings_of_its_words(
    client: Client, home: HomePage, name: str, typed: list[str]
) -> None:
    text_page(home, name)
    text_page(home, "Something else")
    for words in typed:
        assert titles(client, words) == [name], words


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "c",
        "é",
        " - ",
        '"',
        "ponder",
        "calls money",
        "\x00",
        "a" * 5000,
        "co " * 3000,
        "%",
        "_o",
    ],
)
def test_what_is_no_beginning_gets_an_empty_answer(
    client: Client, home: HomePage, typed: str
) -> None:
    text_page(home, "Co-responder calls")
    response = client.get("/search/suggestions", {"q": typed})
    assert (response.status_code, response.content) == (200, b"")


def test_broken_addresses_get_an_empty_answer(client: Client, home: HomePage) -> None:
    for address in ("", "?q", "?q[]=1", "?q=%ff%fe", "?q=%ed%a0%80x", "?kind=a&kind=b"):
        assert client.get(f"/search/suggestions{address}").status_code == 200
    assert client.post("/search/suggestions").status_code == 405


def test_a_program_is_offered_by_name_acronym_and_city(client: Client, home: HomePage) -> None:
    durham = city(home)
    page = program(durham, "Response teams", acronym="HEART")
    page.save()
    for typed in ("he", "response", "dur heart", "carol resp"):
        assert offered(client, typed)["Program"] == ["Response teams"]
    html = client.get("/search/suggestions?q=heart").content.decode()
    assert f'href="{page.url}"' in html
    assert "<span>Durham, North Carolina</span>" in html
    assert 'href="/search/?q=heart"' in html


def test_names_that_begin_so_come_first_then_other_names_then_places(
    client: Client, home: HomePage
) -> None:
    durham = city(home)
    text_page(durham, "The hours of Durham")
    text_page(durham, "Nights")
    text_page(home, "Durham’s hours")
    assert titles(client, "durh") == [
        "Durham, North Carolina",
        "Durham’s hours",
        "The hours of Durham",
        "Nights",
    ]


def test_a_hyphen_holds_a_word_together(client: Client, home: HomePage) -> None:
    text_page(home, "Community response")
    text_page(home, "A co-response")
    assert titles(client, "co-resp") == ["A co-response"]
    assert titles(client, "co resp") == ["A co-response", "Community response"]


def test_at_most_eight_are_offered_and_every_kind_has_a_place(
    client: Client, home: HomePage
) -> None:
    for number in range(12):
        text_page(home, f"Dispatch {number}")
    city(home, "Dispatchville", "Ohio")
    parent = Topic.objects.create(code="4", name="Dispatch", slug="dispatch")
    page = KnowledgePage.objects.get(slug="dispatch-0").specific
    page.page_topics.create(topic=parent)
    page.save()
    found = offered(client, "disp")
    assert found["City"] == ["Dispatchville, Ohio"]
    assert found["Topic"] == ["Dispatch"]
    assert len(found["About this portal"]) == 6


def test_a_topic_is_offered_once_a_page_is_on_it(client: Client, home: HomePage) -> None:
    topic = Topic.objects.create(code="4", name="Embedded dispatch", slug="embedded")
    assert titles(client, "disp") == []
    page = text_page(home, "Hours")
    page.page_topics.create(topic=topic)
    page.save()
    assert offered(client, "disp") == {"Topic": ["Embedded dispatch"]}
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert titles(client, "disp") == []


def test_a_metric_of_the_dictionary_is_offered_by_its_name(client: Client, home: HomePage) -> None:
    dictionary = home.add_child(instance=MetricIndexPage(title="Figures", slug="metrics"))
    for name in ("Calls responded", "Response time", "Responders"):
        metric(name)
    text_page(home, "Response of a city")
    found = offered(client, "respon")
    assert found["About this portal"] == ["Response of a city"]
    assert set(found["Metric"][:2]) == {"Response time", "Responders"}
    assert found["Metric"][2:] == ["Calls responded"]
    assert titles(client, "respon", kind="metric") == found["Metric"]
    assert titles(client, "respon", kind="text") == ["Response of a city"]
    html = client.get("/search/suggestions?q=calls+res").content.decode()
    assert f'href="{dictionary.url}calls-responded/"' in html


@pytest.mark.parametrize("hide", WAYS)
def test_metrics_of_a_hidden_dictionary_are_not_offered(
    client: Client, home: HomePage, hide: Callable[[Page], None]
) -> None:
    dictionary = home.add_child(instance=MetricIndexPage(title="Figures", slug="metrics"))
    metric("Calls responded")
    assert titles(client, "calls") == ["Calls responded"]
    hide(dictionary)
    assert titles(client, "calls") == []


def test_a_box_inside_a_kind_or_city_offers_only_what_is_in_it(
    client: Client, home: HomePage
) -> None:
    durham = city(home)
    program(durham, "Crisis team").save()
    text_page(home, "Crisis hours")
    assert titles(client, "crisis", kind="program") == ["Crisis team"]
    assert titles(client, "crisis", city="durham-north-carolina") == ["Crisis team"]
    assert titles(client, "crisis", kind="no-such-kind") == []
    html = client.get("/search/suggestions?q=crisis&kind=program").content.decode()
    assert 'href="/search/?q=crisis&amp;kind=program"' in html


@pytest.mark.parametrize("hide", WAYS)
def test_a_hidden_page_is_not_offered_whoever_asks(
    admin_client: Client, client: Client, home: HomePage, hide: Callable[[Page], None]
) -> None:
    page = text_page(home, "Quagga")
    assert titles(client, "qua") == ["Quagga"]
    hide(page)
    assert titles(client, "qua") == []
    assert titles(admin_client, "qua") == []


def test_a_renamed_page_is_offered_by_its_new_name(client: Client, home: HomePage) -> None:
    page = text_page(home, "Quagga")
    page.title = "Zebra"
    page.save()
    assert (titles(client, "qua"), titles(client, "zeb")) == ([], ["Zebra"])


def test_names_out_of_step_are_told_and_mended(client: Client, home: HomePage) -> None:
    text_page(home, "Quagga")
    NameWord.objects.all().delete()
    [fault] = drift(get_database_engine())
    assert "suggested by" in fault


def test_an_answer_takes_five_queries_however_many_there_are(
    client: Client, home: HomePage, django_assert_num_queries: Callable[..., Any]
) -> None:
    topic = Topic.objects.create(code="4", name="Dispatch", slug="dispatch")
    for number in range(12):
        page = text_page(home, f"Dispatch {number}")
        page.page_topics.create(topic=topic)
        page.save()
    client.get("/search/suggestions?q=disp")
    with django_assert_num_queries(5):
        client.get("/search/suggestions?q=disp")
