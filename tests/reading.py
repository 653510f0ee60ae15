"""Pages as readers get them."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client


def read(page: Any, client: Client | None = None) -> BeautifulSoup:
    response = (client or Client()).get(page.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(element: Tag) -> str:
    """All that it prints, with single spaces."""
    return " ".join(element.get_text(" ").split())


def says(soup: BeautifulSoup, about: Any) -> str:
    """All that the page prints of a fact."""
    found = soup.select(f'[data-fact="{about}"]')
    return " ".join(map(words, found))
