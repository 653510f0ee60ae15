"""A reader writes about a page or a fact, or to the people who keep the portal."""

import datetime
import time
from typing import Any

import pytest
from django.core import mail, signing
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from portal.contact import forms
from portal.contact.models import Message
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


def an_hour_ago() -> str:
    return signing.dumps(int(time.time()) - 3600, salt="portal.contact")


def post(client: Client, address: str = "/contact/", **data: str) -> Any:
    return client.post(address, {"opened": an_hour_ago(), **data})


def test_a_question_is_kept_and_the_reader_is_thanked(client: Client, city: CityPage) -> None:
    response = post(client, text="When do you answer?", email="reader@example.org")
    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200
    message = Message.objects.get()
    assert (message.text, message.email) == ("When do you answer?", "reader@example.org")


def test_an_invitation_opens_the_form_with_page_and_field(client: Client, city: CityPage) -> None:
    page = client.get(f"/contact/?page={city.pk}&field=service_number").content.decode()
    assert "Durham, NC" in page
    assert "Service requests" in page
    assert "Not recorded" in page


def test_what_a_reader_knows_about_a_fact_names_the_fact(client: Client, city: CityPage) -> None:
    address = f"/contact/?page={city.pk}&field=service_number"
    response = post(client, address, kind="correct", text="919-560-1200", role="resident")
    assert response.status_code == 302
    message = Message.objects.get()
    assert message.page_id == city.pk
    assert (message.about, message.about_label) == ("service_number", "Service requests")


def test_bad_input_comes_back_with_the_text_and_the_error_at_its_field(
    client: Client, city: CityPage
) -> None:
    address = f"/contact/?page={city.pk}&field=service_number"
    response = post(client, address, kind="correct", role="Analyst", email="no-at-sign")
    page = response.content.decode()
    assert response.status_code == 422
    assert "Write what the page should say about: Service requests." in page
    assert "Write an e-mail address like name@example.org, or leave it empty." in page
    assert 'value="no-at-sign"' in page
    assert 'value="Analyst"' in page
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "guarded", [{"website": "https://spam.example"}, {"opened": ""}, {"opened": "forged"}]
)
def test_what_no_person_sends_is_refused_in_words(
    client: Client, city: CityPage, guarded: dict[str, str]
) -> None:
    response = client.post("/contact/", {"opened": an_hour_ago(), "text": "Buy this", **guarded})
    assert response.status_code == 422
    assert "send it again" in response.content.decode() or "Send again" in response.content.decode()
    assert not Message.objects.exists()


def test_a_form_sent_at_once_can_be_sent_again_as_it_comes_back(
    client: Client, city: CityPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.post("/contact/", {"opened": forms.opening_stamp(), "text": "Quick"})
    assert first.status_code == 422
    stamp = first.context["form"]["opened"].value()
    monkeypatch.setattr(forms, "QUICKEST_SECONDS", 0)
    assert client.post("/contact/", {"opened": stamp, "text": "Quick"}).status_code == 302


@pytest.mark.parametrize("query", ["page=-1", "page=abc", "page=999", "page=9" * 40, "field=x"])
def test_absurd_parameters_give_the_plain_form(client: Client, city: CityPage, query: str) -> None:
    assert client.get(f"/contact/?{query}").status_code == 200


def test_a_draft_page_is_not_named(client: Client, city: CityPage) -> None:
    city.unpublish()
    assert "Durham" not in client.get(f"/contact/?page={city.pk}").content.decode()


def test_a_message_is_mailed_where_a_maintainer_is_named(
    client: Client, city: CityPage, settings: Any
) -> None:
    settings.PORTAL_MAINTAINER_EMAIL = "keeper@example.org"
    post(client, text="Hello\nthere")
    assert mail.outbox[0].to == ["keeper@example.org"]
    assert "Hello\nthere" in mail.outbox[0].body


def test_messages_are_erased_after_the_time_that_the_form_promises(
    client: Client, city: CityPage, settings: Any
) -> None:
    settings.PORTAL_MESSAGE_RETENTION_DAYS = 30
    long_ago = timezone.now() - datetime.timedelta(days=31)
    Message.objects.create(text="Old", sent_at=long_ago)
    assert "30 days" in client.get("/contact/").content.decode()
    post(client, text="New")
    assert [message.text for message in Message.objects.all()] == ["New"]


def test_only_the_form_sets_a_cookie(client: Client, city: CityPage) -> None:
    assert not client.get("/robots.txt").cookies
    assert not client.get("/nowhere/").cookies
    assert set(client.get("/contact/").cookies) == {"csrftoken"}
