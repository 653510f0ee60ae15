"""Every kind of page: created where it belongs and nowhere else, and its addresses kept."""

import datetime
from typing import Any
from unittest import mock

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from playbooks.models import PlaybookIndexPage, PlaybookPage
from portal.pages.models import CityIndexPage, CityPage, HomePage, StandardPage
from programs.metrics.models import MetricIndexPage
from programs.models import ProgramIndexPage, ProgramPage
from site_visits.models import SiteVisitIndexPage, SiteVisitPage
from tests.admin.conftest import edit_address, open_form, publish
from tests.admin.forms import FilledForm, send

BELONGS: list[tuple[type[Page], type[Page], dict[str, str]]] = [
    (CityPage, CityIndexPage, {"city_name": "Dayton", "state": "Ohio"}),
    (ProgramPage, CityPage, {}),
    (SiteVisitPage, CityPage, {}),
    (SiteVisitPage, SiteVisitIndexPage, {}),
    (PlaybookPage, CityPage, {}),
    (PlaybookPage, PlaybookIndexPage, {}),
    (StandardPage, HomePage, {}),
]
ELSEWHERE: list[tuple[type[Page], type[Page]]] = [
    (CityPage, HomePage),
    (ProgramPage, ProgramIndexPage),
    (ProgramPage, HomePage),
    (SiteVisitPage, PlaybookIndexPage),
    (PlaybookPage, SiteVisitIndexPage),
    (StandardPage, CityPage),
    (MetricIndexPage, HomePage),
    (CityIndexPage, HomePage),
]


def add_address(model: type[Page], parent: Page) -> str:
    meta = model._meta
    return reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, parent.pk])


def create(client: Client, model: type[Page], parent: Page, **fields: str) -> Any:
    address = add_address(model, parent)
    form = FilledForm(client.get(address).content.decode())
    for name, value in ({"title": "A new page", "slug": "a-new-page"} | fields).items():
        form[name] = value
    return send(client, address, form)


@pytest.mark.parametrize(("model", "parent_model", "fields"), BELONGS)
def test_a_page_is_created_where_it_belongs(
    administrator: Client, model: type[Page], parent_model: type[Page], fields: dict[str, str]
) -> None:
    parent = parent_model.objects.first()
    response = create(administrator, model, parent, **fields)
    assert response.status_code == 302, response.context["form"].errors
    page = model.objects.child_of(parent).get(slug="a-new-page")
    assert not page.live
    preview = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert "A new page" in administrator.get(preview).content.decode()
    assert publish(administrator, page, open_form(administrator, page)).status_code == 302
    public = Client().get(page.get_url())
    assert public.status_code == 200
    assert "A new page" in public.content.decode()


@pytest.mark.parametrize(("model", "parent_model"), ELSEWHERE)
def test_a_page_cannot_be_created_elsewhere(
    administrator: Client, model: type[Page], parent_model: type[Page]
) -> None:
    parent = parent_model.objects.first()
    assert administrator.get(add_address(model, parent)).status_code == 302


@pytest.mark.parametrize("model", [ProgramPage, PlaybookPage, SiteVisitPage, CityPage])
def test_an_empty_form_opens_and_previews(administrator: Client, model: type[Page]) -> None:
    parents = {CityPage: CityIndexPage}
    parent = parents.get(model, CityPage).objects.first()
    address = add_address(model, parent)
    form = FilledForm(administrator.get(address).content.decode())
    form["title"], form["slug"] = "A new page", "a-new-page"
    meta = model._meta
    preview = reverse(
        "wagtailadmin_pages:preview_on_add", args=[meta.app_label, meta.model_name, parent.pk]
    )
    if model is CityPage:
        form["city_name"], form["state"] = "Dayton", "Ohio"
    assert send(administrator, preview, form).json()["is_valid"]
    assert "A new page" in administrator.get(preview).content.decode()


def test_a_city_that_is_renamed_leaves_redirects_for_all_below_it(
    administrator: Client,
    durham: CityPage,
    heart: ProgramPage,
    django_capture_on_commit_callbacks: Any,
) -> None:
    form = open_form(administrator, durham)
    form["slug"] = "durham-north-carolina"
    with django_capture_on_commit_callbacks(execute=True):
        publish(administrator, durham, form)
    for old, new in (
        ("/cities/durham-nc/", "/cities/durham-north-carolina/"),
        ("/cities/durham-nc/heart/", "/cities/durham-north-carolina/heart/"),
    ):
        response = Client().get(old)
        assert (response.status_code, response["Location"]) == (301, new)


def test_a_page_that_moves_leaves_a_redirect(
    administrator: Client, durham: CityPage, cambridge: CityPage
) -> None:
    visit = SiteVisitPage.objects.get(slug="durham-january-2024")
    old = visit.get_url()
    move = reverse("wagtailadmin_pages:move_confirm", args=[visit.pk, durham.pk])
    assert administrator.post(move).status_code == 302
    assert Client().get(old).status_code == 301
    assert (
        Client().get(SiteVisitPage.objects.get(slug="durham-january-2024").get_url()).status_code
        == 200
    )


def test_a_scheduled_page_appears_when_its_time_has_come(
    administrator: Client, cambridge: CityPage
) -> None:
    create(administrator, PlaybookPage, cambridge)
    page = PlaybookPage.objects.get(slug="a-new-page")
    form = open_form(administrator, page)
    soon = timezone.localtime() + datetime.timedelta(hours=1)
    form["go_live_at"] = soon.strftime("%Y-%m-%d %H:%M")
    publish(administrator, page, form)
    page.refresh_from_db()
    assert (page.live, page.status_string) == (False, "scheduled")
    with mock.patch("django.utils.timezone.now", return_value=soon + datetime.timedelta(hours=1)):
        call_command("publish_scheduled")
    page.refresh_from_db()
    assert page.live


def test_a_page_is_copied_and_compared_with_its_earlier_versions(
    durham_editor: Client, durham: CityPage, heart: ProgramPage
) -> None:
    form = open_form(durham_editor, heart)
    form["tagline"] = "Help that listens"
    send(durham_editor, edit_address(heart), form)
    first, *_others, last = heart.revisions.order_by("pk").values_list("pk", flat=True)
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[heart.pk, first, last])
    assert "Help that listens" in durham_editor.get(compare).content.decode()
    back = reverse("wagtailadmin_pages:revisions_revert", args=[heart.pk, first])
    assert durham_editor.get(back).status_code == 200

    copy = {"new_title": "HEART again", "new_slug": "again", "new_parent_page": durham.pk}
    durham_editor.post(reverse("wagtailadmin_pages:copy", args=[heart.pk]), copy)
    copied = ProgramPage.objects.get(slug="again")
    assert copied.citations.count() == heart.citations.count()
    assert {row.key for row in copied.units.all()} == {row.key for row in heart.units.all()}
    assert durham_editor.get(edit_address(copied)).status_code == 200
