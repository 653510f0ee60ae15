"""What answers where there is no page, and what machines are told."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from portal.pages.models import CityIndexPage, CityPage, HomePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> CityPage:
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Portal", slug="portal"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "root_page": home}
    )
    cities = home.add_child(instance=CityIndexPage(title="Cities", slug="cities"))
    durham: CityPage = cities.add_child(
        instance=CityPage(title="Durham, NC", slug="durham-nc", city_name="Durham", state="NC")
    )
    return durham


def test_a_deleted_page_is_gone_and_names_what_to_read_instead(
    client: Client, city: CityPage
) -> None:
    city.delete()
    response = client.get("/cities/durham-nc/")
    assert response.status_code == 410
    assert 'href="/cities/"' in response.content.decode()


def test_a_draft_that_is_deleted_was_never_there(client: Client, city: CityPage) -> None:
    city.unpublish()
    city.delete()
    assert client.get("/cities/durham-nc/").status_code == 404


def test_a_redirect_goes_before_gone(client: Client, city: CityPage) -> None:
    city.delete()
    Redirect.add_redirect("/cities/durham-nc/", redirect_to="/cities/")
    assert client.get("/cities/durham-nc/").status_code == 301


def test_a_new_page_at_the_address_of_a_deleted_one_answers(client: Client, city: CityPage) -> None:
    parent = city.get_parent()
    city.delete()
    parent.refresh_from_db()
    parent.add_child(
        instance=CityPage(title="Durham", slug="durham-nc", city_name="Durham", state="NC")
    )
    assert client.get("/cities/durham-nc/").status_code == 200


def test_an_unknown_address_offers_the_search(client: Client, city: CityPage) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert 'action="/search/"' in response.content.decode()


def test_robots_and_sitemap_name_live_pages_only(client: Client, city: CityPage) -> None:
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
    assert "/cities/durham-nc/" in client.get("/sitemap-pages.xml").content.decode()
    city.unpublish()
    assert "/cities/durham-nc/" not in client.get("/sitemap-pages.xml").content.decode()


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "iso-8859-15"])
def test_a_form_in_a_foreign_charset_is_refused_in_words(
    client: Client, city: CityPage, charset: str
) -> None:
    response = client.post(
        "/contact/", b"text=x", content_type=f"application/x-www-form-urlencoded; charset={charset}"
    )
    assert response.status_code == 415
    assert "UTF-8" in response.content.decode()


def test_a_broken_multipart_form_is_refused_in_words(client: Client, city: CityPage) -> None:
    response = client.post("/contact/", b"\x00broken", content_type="multipart/form-data")
    assert response.status_code == 400
    assert "cannot be read" in response.content.decode()


def test_a_nul_in_an_address_is_refused_in_words(client: Client, city: CityPage) -> None:
    assert client.get("/cities/%00/").status_code == 400


def test_answers_say_what_browsers_may_do(client: Client, city: CityPage) -> None:
    response = client.get("/cities/")
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
