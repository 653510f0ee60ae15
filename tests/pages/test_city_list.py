"""The list of cities: short enough to look through, however many there are."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.pages import selectors
from portal.pages.models import CityIndexPage, HomePage
from tests.records import city, make_private

pytestmark = pytest.mark.django_db


def read(query: str = "") -> BeautifulSoup:
    response = Client().get(f"/cities/{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def names(soup: BeautifulSoup) -> list[str]:
    return [link.get_text() for link in soup.select(".row-list > li > a")]


@pytest.fixture
def cities(home: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "CITIES_PER_PAGE", 2)
    for name in ("Dayton", "Akron", "durham", "Eugene", "Secret"):
        page = city(home, name)
    make_private(page)
    eugene = CityIndexPage.objects.get().get_children().get(title="Eugene").specific
    eugene.state = "Oregon"
    eugene.save()


@pytest.mark.usefixtures("cities")
def test_it_comes_in_pages_with_the_number_of_all() -> None:
    soup = read()
    assert "4 cities" in soup.get_text(" ")
    assert names(soup) == ["Akron", "Dayton"]
    assert len(names(read("?page=2"))) == 2


@pytest.mark.usefixtures("cities")
def test_first_letters_lead_into_a_long_list() -> None:
    letters = read().select('nav[aria-label="Cities by first letter"] a')
    assert [link.get_text() for link in letters] == ["A", "D", "E"]
    soup = read(str(letters[1]["href"]))
    assert set(names(soup)) == {"Dayton", "durham"}
    assert soup.select_one('nav a[aria-current="true"]').get_text() == "D"  # type: ignore[union-attr]


@pytest.mark.usefixtures("cities")
def test_a_list_that_fits_a_page_needs_no_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "CITIES_PER_PAGE", 4)
    assert not read().select('nav[aria-label="Cities by first letter"]')


@pytest.mark.usefixtures("cities")
def test_it_is_narrowed_by_state() -> None:
    soup = read("?state=Oregon")
    assert names(soup) == ["Eugene"]
    assert "1 of 4 cities" in " ".join(soup.get_text(" ").split())


def test_an_empty_list_says_so(home: HomePage) -> None:
    home.add_child(instance=CityIndexPage(title="Cities"))
    assert "No city is published yet" in read().get_text(" ")
