"""Nothing of a hidden page is told on any surface of search, from the moment it is hidden."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from portal.pages.models import CityPage, HomePage
from portal.search.models import Entry
from tests.search.pages import city, text_page

pytestmark = pytest.mark.django_db


def private(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def with_password(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")


def below_a_private_page(page: Page) -> None:
    parent = text_page(Page.objects.get(depth=2, slug="portal-home").specific, "Members")
    private(parent)
    page.move(parent, pos="last-child")


def unpublished(page: Page) -> None:
    page.unpublish()


def deleted(page: Page) -> None:
    page.delete()


def not_live_without_a_word(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(live=False)


def past_its_time(page: Page) -> None:
    yesterday = timezone.now() - datetime.timedelta(days=1)
    Page.objects.filter(pk=page.pk).update(expire_at=yesterday)


WAYS = [
    private,
    with_password,
    below_a_private_page,
    unpublished,
    deleted,
    not_live_without_a_word,
    past_its_time,
]
# By name, by text, misspelled, by its own place, and without words.
QUESTIONS = ["q=name", "q=text", "q=quagag", "q=plumfeild", "kind=text", "kind=city", "q=name+of"]


@pytest.fixture
def plumfield(home: HomePage) -> CityPage:
    page = city(home, "Plumfield", "Vermont")
    text_page(page, "Quagga name", ("heading", "Quagga text"), ("text", "The quagga text."))
    text_page(home, "Another name of a text")
    return page


@pytest.mark.parametrize("hide", WAYS)
@pytest.mark.parametrize("address", ["/search/", "/search.json"])
def test_hidden_city_with_its_pages_is_told_nowhere(
    client: Client, plumfield: CityPage, address: str, hide: Callable[[Page], None]
) -> None:
    def told() -> list[str]:
        answers = (client.get(f"{address}?{asked}").content.decode() for asked in QUESTIONS)
        return [
            word
            for html in answers
            for word in ("quagga", "plumfield", "vermont")
            if word in html.lower().replace("plumfeild", "")
        ]

    assert set(told()) == {"quagga", "plumfield", "vermont"}
    for page in Page.objects.descendant_of(plumfield):
        hide(Page.objects.get(pk=page.pk).specific)
    hide(Page.objects.get(pk=plumfield.pk).specific)
    assert told() == []


def test_page_that_was_never_public_is_told_nowhere(client: Client, home: HomePage) -> None:
    text_page(home, "Quagga", live=False)
    assert not Entry.objects.exists()
    assert "quagga" not in client.get("/search/?q=quagag").content.decode()
