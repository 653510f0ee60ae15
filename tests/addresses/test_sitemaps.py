"""The sitemap comes in parts, so that no part is too long to be made."""

import re

import pytest
from django.test import Client

from portal.addresses import sitemaps
from portal.pages.models import CityPage
from tests.records import city, front_page

pytestmark = pytest.mark.django_db


def locations(address: str) -> list[str]:
    response = Client().get(address)
    assert response.status_code == 200
    return re.findall("<loc>http://testserver([^<]*)</loc>", response.content.decode())


@pytest.fixture
def durham() -> CityPage:
    return city(front_page(), "Durham")


def test_the_sitemap_names_its_parts(durham: CityPage) -> None:
    assert "/sitemap-pages.xml" in locations("/sitemap.xml")
    assert durham.url in locations("/sitemap-pages.xml")


def test_more_pages_than_fit_come_in_several_parts(
    durham: CityPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps.PagesSitemap, "limit", 2)
    parts = [part for part in locations("/sitemap.xml") if part.startswith("/sitemap-pages.xml")]
    assert parts == ["/sitemap-pages.xml", "/sitemap-pages.xml?p=2"]
    found = [address for part in parts for address in locations(part)]
    assert len(found) == len(set(found)) == 3


def test_an_unknown_part_answers_404(durham: CityPage) -> None:
    assert Client().get("/sitemap-nothing.xml").status_code == 404
