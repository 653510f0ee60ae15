"""Whatever stands in the address of a list, there is a page or a refusal in words."""

import random
from collections.abc import Callable
from typing import Any
from urllib.parse import quote_plus

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.pages.models import HomePage
from programs.metrics.models import MetricIndexPage
from programs.models import ProgramIndexPage
from tests.figures import figure, metric
from tests.records import add_row, cite, city, front_page, program, source

pytestmark = pytest.mark.django_db

PARAMETERS = {
    "/programs/": [
        "hours", "status", "population", "police", "discipline", "housed-in", "model", "state",
        "dispatch", "figures", "sort", "page",
    ],
    "/sources/": ["publisher", "kind", "year", "sort", "page"],
    "/metrics/figures/": ["metric", "program", "year", "quality", "sort", "page"],
}  # fmt: skip
KNOWN = {
    "hours": "weekends", "status": "operating", "population": "not-recorded", "police": "never",
    "discipline": "clinician", "housed-in": "health", "model": "co_response", "state": "Ohio",
    "dispatch": "not-recorded", "figures": "calls-responded", "publisher": "City of Dayton",
    "kind": "news", "year": "2024", "metric": "calls-responded", "program": "heart",
    "quality": "reported", "sort": "newest", "page": "2",
}  # fmt: skip
ABSURD = [
    "", " ", "unknown", "not-recorded", "undated", "\x00", "a\x00b", "%", "%%s", "'", '"', "\\",
    "'; DROP TABLE x; --", "<script>alert(1)</script>", "{{ 7|add:7 }}", "-1", "0", "9" * 5000,
    "1e400", "nan", "true", "None", "[]", "..", "\u202e", "\ud7ff", "é" * 300, "🙂", "\r\nX: y",
]  # fmt: skip


@pytest.fixture
def site(db: None) -> HomePage:
    home = front_page()
    home.add_child(instance=ProgramIndexPage(title="Programs", slug="programs"))
    home.add_child(instance=MetricIndexPage(title="Metrics", slug="metrics"))
    heart = program(city(home, "Durham"), "Durham HEART", slug="heart", status="operating")
    add_row(heart, "hours", "Days", pattern="Mo-Su 08:00-16:00")
    cite(heart, ["summary"])
    heart.save()
    figure(metric(), heart, 12)
    figure(metric("other"), heart, 12, period_kind="undated", period_end="", source=source("S-2"))
    return home


def address(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?" + "&".join(f"{name}={quote_plus(value)}" for name, value in pairs)


def words(response: Any) -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    assert not soup.select('main script:not([type="application/ld+json"])')
    assert "{{" not in soup.select_one("title").get_text()  # type: ignore[union-attr]
    return soup.get_text(" ")


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("path", PARAMETERS)
class TestAnyAddress:
    def test_everything_at_once_in_any_order_repeated(
        self, client: Client, path: str, django_assert_max_num_queries: Callable[..., Any]
    ) -> None:
        chance = random.Random(path)
        names = PARAMETERS[path]
        pairs = [(name, value) for name in names for value in [*ABSURD, KNOWN[name]]]
        pairs += [(name, KNOWN[name]) for name in names for _repeat in range(500)]
        client.get(path)
        for _order in range(4):
            chance.shuffle(pairs)
            with django_assert_max_num_queries(20):
                response = client.get(address(path, pairs))
            assert response.status_code == 200
            assert "is not known here" in words(response)

    def test_every_parameter_bears_every_absurd_value(self, client: Client, path: str) -> None:
        names = [*PARAMETERS[path], "no-such-filter", "\x00", ""]
        for value in ABSURD:
            one = random.Random(value).choice(names)
            for pairs in ([(one, value)], [(name, value) for name in names]):
                response = client.get(address(path, pairs))
                assert response.status_code == 200, pairs
                assert len(words(response)) > 100, pairs

    def test_values_of_any_length_are_refused_in_few_words(self, client: Client, path: str) -> None:
        for name in PARAMETERS[path]:
            response = client.get(address(path, [(name, "x" * 100_000)] * 2))
            assert response.status_code == 200
            assert len(response.content) < 200_000
            assert "x" * 100 not in words(response)

    def test_hundreds_of_unknown_values_do_not_fill_the_page(
        self, client: Client, path: str, django_assert_max_num_queries: Callable[..., Any]
    ) -> None:
        pairs = [(name, f"unknown-{number}") for name in PARAMETERS[path] for number in range(500)]
        with django_assert_max_num_queries(20):
            response = client.get(address(path, pairs))
        assert response.status_code == 200
        assert words(response).count("is not known here") <= 5 * len(PARAMETERS[path])

    def test_more_fields_than_anybody_sends_are_refused_in_words(
        self, client: Client, path: str, settings: Any
    ) -> None:
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
        response = client.get(address(path, [(PARAMETERS[path][0], "x")] * 200))
        assert response.status_code == 400
        assert len(words(response)) > 100

    def test_signs_that_are_no_text_give_a_page(self, client: Client, path: str) -> None:
        for raw in ("%ff%fe", "%c0%80", "%ed%a0%80", "%u0000", "&&&=;=", "a=b=c", "%", "+" * 500):
            response = client.get(f"{path}?{PARAMETERS[path][0]}={raw}&{raw}")
            assert response.status_code == 200

    def test_a_narrowed_list_is_for_readers_not_for_search_engines(
        self, client: Client, path: str
    ) -> None:
        name = PARAMETERS[path][0]
        narrowed = client.get(address(path, [(name, KNOWN[name])])).content.decode()
        assert 'content="noindex, follow"' in narrowed
        assert "noindex" not in client.get(path).content.decode()

    def test_the_form_leaves_the_place_that_shows_it_on_a_phone(
        self, client: Client, path: str
    ) -> None:
        form = BeautifulSoup(client.get(path).content, "html.parser").select_one("form#narrow")
        assert form is not None
        assert form["action"] == "?"
