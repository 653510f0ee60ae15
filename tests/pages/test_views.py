"""Pages are found by their whole address, as Wagtail would find them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from portal.pages.models import CityPage, HomePage, StandardPage
from tests.records import city, make_private, program

pytestmark = pytest.mark.django_db


def status(path: str) -> int:
    return Client().get(path).status_code


def test_a_page_answers_at_its_address_and_nowhere_else(durham: CityPage) -> None:
    heart = program(durham, "HEART", slug="heart")
    assert heart.url == "/cities/durham/heart/"
    assert status(heart.url) == 200
    for path in (
        "/cities/durham/heart/more/",
        "/cities/heart/",
        "/heart/",
        "/durham/heart/",
        "/cities/nowhere/heart/",
        "/cities/durham/heart/" * 300,
        "/" + "a/" * 900,
    ):
        assert status(path) == 404


def test_a_draft_answers_404_and_a_page_below_it_still_answers(durham: CityPage) -> None:
    heart = program(durham, "HEART")
    durham.live = False
    durham.save()
    assert status(durham.url) == 404
    assert status(heart.url) == 200


def test_what_lies_below_a_private_page_asks_for_a_sign_in(durham: CityPage) -> None:
    heart = program(durham, "HEART")
    make_private(durham)
    for page in (durham, heart):
        response = Client().get(page.url)
        assert response.status_code == 302
        assert "login" in response["Location"]


def test_an_alias_below_a_private_page_follows_its_source(home: HomePage) -> None:
    original = home.add_child(instance=StandardPage(title="Original", slug="original"))
    alias = original.create_alias(update_slug="alias")
    make_private(original)
    assert status(alias.url) == 302


def test_depth_costs_no_query(
    client: Client, home: HomePage, django_assert_num_queries: Callable[..., Any]
) -> None:
    page: Any = home
    for number in range(5):
        page = page.add_child(instance=StandardPage(title=f"Level {number}", slug=f"l{number}"))
        client.get(page.url)
        with django_assert_num_queries(3):
            assert client.get(page.url).status_code == 200


def test_the_trail_and_the_city_are_those_above_the_page(home: HomePage) -> None:
    heart = program(city(home, "Durham"), "HEART")
    assert [step["title"] for step in heart.trail] == ["Home", "Cities", "Durham"]
    assert heart.home_city is not None
    assert heart.home_city.title == "Durham"
    assert home.home_city is None
    assert home.trail == []
