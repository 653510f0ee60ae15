"""More like this: pages that share something rare, of those that everybody may read."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from portal.pages.models import CityPage, HomePage
from portal.search.alike import Alike, pages_like
from portal.taxonomy.models import Topic
from programs.models import ProgramPage
from tests.reading import read
from tests.search.pages import about, city
from tests.search.test_hidden_pages import WAYS

pytestmark = pytest.mark.django_db


@pytest.fixture
def durham(home: HomePage) -> CityPage:
    return city(home)


@pytest.fixture
def topics(db: None) -> dict[str, Topic]:
    dispatch = Topic.objects.create(code="4", name="Dispatch", slug="dispatch")
    narrower = {
        slug: Topic.objects.create(
            code=f"4.{number}", name=slug.capitalize(), slug=slug, parent=dispatch
        )
        for number, slug in enumerate(["embedded", "codes", "questions"])
    }
    return {"dispatch": dispatch} | narrower


def like(page: Page) -> list[tuple[str, str]]:
    return [(each.title, each.reason) for each in pages_like(page)]


def test_what_shares_the_rarer_topic_comes_first_with_its_reason(
    durham: CityPage, topics: dict[str, Topic]
) -> None:
    page = about(durham, "Heart", topics["embedded"], topics["codes"])
    about(durham, "Often", topics["codes"])
    about(durham, "Also often", topics["codes"])
    about(durham, "Rarely", topics["embedded"])
    about(durham, "Elsewhere")
    assert like(page)[0] == ("Rarely", "also about: Embedded")
    assert {title for title, _reason in like(page)} == {"Rarely", "Often", "Also often"}


def test_a_wider_topic_is_a_reason_where_no_narrower_one_is(
    durham: CityPage, topics: dict[str, Topic]
) -> None:
    page = about(durham, "Heart", topics["embedded"])
    about(durham, "Codes", topics["codes"])
    assert like(page) == [("Codes", "also about: Dispatch")]


def test_words_of_names_make_pages_alike_and_the_city_alone_does_not(durham: CityPage) -> None:
    page = about(durham, "Crisis webinar")
    about(durham, "A webinar with Denver")
    about(durham, "Hours")
    assert like(page) == [("A webinar with Denver", "both names hold “webinar”")]


def test_at_most_four_are_shown_none_twice_and_never_the_page_itself(
    durham: CityPage, topics: dict[str, Topic]
) -> None:
    page = about(durham, "Team", topics["embedded"], topics["codes"])
    for number in range(6):
        about(durham, f"Team {number}", topics["embedded"], topics["codes"])
    titles = [title for title, _reason in like(page)]
    assert len(titles) == len(set(titles)) == 4
    assert "Team" not in titles


@pytest.mark.parametrize("hide", WAYS)
def test_a_hidden_page_is_not_shown(
    client: Client,
    admin_client: Client,
    durham: CityPage,
    topics: dict[str, Topic],
    hide: Callable[[Page], None],
) -> None:
    page = about(durham, "Heart", topics["embedded"])
    other = about(durham, "Quagga", topics["embedded"])
    for reader in (client, admin_client):
        assert "Quagga" in reader.get(page.url).content.decode()
    hide(other)
    for reader in (client, admin_client):
        assert "Quagga" not in reader.get(page.url).content.decode()


def test_the_page_leads_to_them(durham: CityPage, topics: dict[str, Topic]) -> None:
    page = about(durham, "Heart", topics["embedded"])
    assert read(page).select_one('section[aria-labelledby="alike"]') is None
    other = about(durham, "Star", topics["embedded"])
    section = read(page).select_one('section[aria-labelledby="alike"]')
    assert section.select_one(f'a[href="{other.url}"]')
    assert "Program · Durham, North Carolina" in " ".join(section.get_text(" ").split())


def test_they_take_one_query(
    durham: CityPage, topics: dict[str, Topic], django_assert_num_queries: Callable[..., Any]
) -> None:
    page = about(durham, "Heart", topics["embedded"])
    for number in range(6):
        about(durham, f"Team {number}", topics["embedded"], topics["codes"])
    pages_like(page)
    with django_assert_num_queries(1):
        found: list[Alike] = pages_like(page)
    assert len(found) == 4


def test_a_page_that_is_not_saved_yet_is_like_none() -> None:
    assert pages_like(ProgramPage(title="Heart")) == []
