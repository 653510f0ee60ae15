"""Cities like one, by what the pages about them have in common."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from portal.pages.models import CityPage, HomePage
from portal.search.alike_cities import cities_like
from portal.taxonomy.models import Topic
from tests.reading import read
from tests.records import program
from tests.search.pages import about, city
from tests.search.test_hidden_pages import WAYS

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics(db: None) -> dict[str, Topic]:
    slugs = ("dispatch", "training", "funding")
    return {
        slug: Topic.objects.create(code=str(number), name=slug.capitalize(), slug=slug)
        for number, slug in enumerate(slugs, 1)
    }


@pytest.fixture
def cities(home: HomePage) -> dict[str, CityPage]:
    return {
        name: city(home, name, state)
        for name, state in (
            ("Durham", "North Carolina"),
            ("Denver", "Colorado"),
            ("Eugene", "Oregon"),
            ("Dayton", "Ohio"),
        )
    }


def like(page: CityPage) -> list[tuple[str, str]]:
    return [(each.title, each.reason) for each in cities_like(page)]


def test_the_rarer_topic_brings_cities_closer(
    cities: dict[str, CityPage], topics: dict[str, Topic]
) -> None:
    about(cities["Durham"], "Heart", topics["dispatch"], topics["training"])
    for number in range(3):
        about(cities["Denver"], f"Star {number}", topics["training"])
    about(cities["Eugene"], "Street", topics["dispatch"])
    about(cities["Dayton"], "Line", topics["funding"])
    assert like(cities["Durham"]) == [
        ("Eugene, Oregon", "also about: Dispatch"),
        ("Denver, Colorado", "also about: Training"),
    ]
    assert like(cities["Dayton"]) == []


def test_the_same_model_alone_makes_no_cities_alike(cities: dict[str, CityPage]) -> None:
    for name in ("Durham", "Denver"):
        page = program(cities[name], f"Team of {name}")
        page.response_models.create(model="civilian")
        page.save()
    assert like(cities["Durham"]) == []


@pytest.mark.parametrize("hide", WAYS)
@pytest.mark.parametrize("hidden", ["the city", "its program", "the own program"])
def test_what_is_hidden_makes_nothing_alike(
    cities: dict[str, CityPage],
    topics: dict[str, Topic],
    hide: Callable[[Page], None],
    hidden: str,
) -> None:
    own = about(cities["Durham"], "Heart", topics["dispatch"])
    other = about(cities["Denver"], "Star", topics["dispatch"])
    assert like(cities["Durham"]) == [("Denver, Colorado", "also about: Dispatch")]
    hide({"the city": cities["Denver"], "its program": other, "the own program": own}[hidden])
    assert like(cities["Durham"]) == []


def test_the_city_leads_to_them(
    client: Client, cities: dict[str, CityPage], topics: dict[str, Topic]
) -> None:
    about(cities["Durham"], "Heart", topics["dispatch"])
    assert read(cities["Durham"]).select_one('section[aria-labelledby="alike"]') is None
    about(cities["Denver"], "Star", topics["dispatch"])
    section = read(cities["Durham"]).select_one('section[aria-labelledby="alike"]')
    assert section.select_one(f'a[href="{cities["Denver"].url}"]')


def test_they_take_one_query(
    cities: dict[str, CityPage],
    topics: dict[str, Topic],
    django_assert_num_queries: Callable[..., Any],
) -> None:
    for name, page in cities.items():
        about(page, f"Team of {name}", *topics.values())
    cities_like(cities["Durham"])
    with django_assert_num_queries(1):
        assert len(cities_like(cities["Durham"])) == 3
