"""Publishing lists what was neither filled nor answered, and asks once."""

from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from portal.pages.models import CityPage
from portal.pages.publishing import LOG_ACTION
from programs.models import ProgramPage
from site_visits.models import SiteVisitPage
from tests.admin.conftest import edit_address, open_form, publish
from tests.admin.forms import FilledForm, send


def asked(response: object) -> bool:
    return b"Publish with gaps?" in getattr(response, "content", b"")


def test_gaps_are_listed_with_a_way_to_each_and_accepted_once(
    durham_editor: Client, heart: ProgramPage
) -> None:
    form = open_form(durham_editor, heart)
    form["tagline"] = "Help that listens"
    form["action-publish"] = "action-publish"
    response = send(durham_editor, edit_address(heart), form)
    html = response.content.decode()
    assert asked(response)
    for fact in heart.core_fact_list():
        assert (f"{edit_address(heart)}#fact-{fact.about.replace('/', '-')}" in html) == (
            not fact.is_answered
        )
    page = ProgramPage.objects.get(pk=heart.pk)
    assert page.tagline == ""
    assert page.get_latest_revision_as_object().tagline == "Help that listens"

    question = FilledForm(html, 'form[action*="publish-with-gaps"]')
    send(durham_editor, reverse("publish_with_gaps", args=[heart.pk]), question)
    assert ProgramPage.objects.get(pk=heart.pk).tagline == "Help that listens"
    assert PageLogEntry.objects.filter(page=heart.pk, action=LOG_ACTION).count() == 1

    form = open_form(durham_editor, heart)
    form["tagline"] = "Help that comes"
    form["action-publish"] = "action-publish"
    assert not asked(send(durham_editor, edit_address(heart), form))
    assert ProgramPage.objects.get(pk=heart.pk).tagline == "Help that comes"


def test_a_new_gap_is_asked_about_again(durham_editor: Client, heart: ProgramPage) -> None:
    publish(durham_editor, heart, open_form(durham_editor, heart))
    form = open_form(durham_editor, heart)
    form["lead_department"] = ""
    form["action-publish"] = "action-publish"
    assert asked(send(durham_editor, edit_address(heart), form))


def test_a_gap_that_is_explained_is_not_asked_about(
    durham_editor: Client, heart: ProgramPage
) -> None:
    form = open_form(durham_editor, heart)
    for fact in heart.core_fact_list():
        if not fact.is_answered:
            form[f"answer-{fact.about}"] = "not_found"
    form["action-publish"] = "action-publish"
    response = send(durham_editor, edit_address(heart), form)
    assert response.status_code == 302
    assert not ProgramPage.objects.get(pk=heart.pk).has_unpublished_changes


def test_a_draft_is_saved_without_a_question(durham_editor: Client, heart: ProgramPage) -> None:
    response = send(durham_editor, edit_address(heart), open_form(durham_editor, heart))
    assert response.status_code == 302


def test_a_page_that_is_created_and_published_waits_for_the_answer(
    durham_editor: Client, durham: CityPage
) -> None:
    address = reverse("wagtailadmin_pages:add", args=["site_visits", "sitevisitpage", durham.pk])
    form = FilledForm(durham_editor.get(address).content.decode())
    form["title"], form["slug"] = "To Albuquerque", "to-albuquerque"
    form["action-publish"] = "action-publish"
    response = send(durham_editor, address, form)
    assert asked(response)
    visit = SiteVisitPage.objects.get(slug="to-albuquerque")
    assert not visit.live
    question = FilledForm(response.content.decode(), 'form[action*="publish-with-gaps"]')
    send(durham_editor, reverse("publish_with_gaps", args=[visit.pk]), question)
    assert SiteVisitPage.objects.get(pk=visit.pk).live


def test_nobody_else_publishes_by_that_address(
    cambridge_editor: Client, durham_editor: Client, heart: ProgramPage
) -> None:
    form = open_form(durham_editor, heart)
    form["tagline"] = "Help that listens"
    send(durham_editor, edit_address(heart), form)
    revision = ProgramPage.objects.get(pk=heart.pk).latest_revision_id
    address = reverse("publish_with_gaps", args=[heart.pk])
    cambridge_editor.post(address, {"revision": revision})
    assert ProgramPage.objects.get(pk=heart.pk).tagline == ""
    durham_editor.post(address, {"revision": "1"})
    assert ProgramPage.objects.get(pk=heart.pk).tagline == ""
    assert durham_editor.get(address).status_code == 405
