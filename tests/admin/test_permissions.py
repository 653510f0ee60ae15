"""City workspaces: one's own subtree and nothing beside it; sources by who added them."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from portal.pages.models import CityPage
from portal.provenance.models import Citation, Source
from programs.models import ProgramPage
from programs.permissions import may_edit_program, programs_editable_by
from tests.admin.conftest import edit_address, open_form, publish
from tests.admin.forms import send


def test_may_edit_program_says_the_same_of_one_and_of_all(
    accounts: None, heart: ProgramPage, care: ProgramPage
) -> None:
    everything = set(ProgramPage.objects.all())
    wanted = {"durham": {heart}, "cambridge": {care}, "admin": everything}
    for username, programs in wanted.items():
        user = User.objects.get(username=username)
        assert set(programs_editable_by(user)) == programs
        assert {p for p in everything if may_edit_program(user, p)} == programs


def test_an_editor_publishes_below_the_own_city_only(
    durham_editor: Client, heart: ProgramPage, care: ProgramPage
) -> None:
    form = open_form(durham_editor, heart)
    form["tagline"] = "Help that listens"
    publish(durham_editor, heart, form)
    assert ProgramPage.objects.get(pk=heart.pk).tagline == "Help that listens"

    assert durham_editor.get(edit_address(care)).status_code == 302
    send(durham_editor, edit_address(care), form)
    assert ProgramPage.objects.get(pk=care.pk).tagline == care.tagline
    for name in ("delete", "unpublish", "move", "copy"):
        address = reverse(f"wagtailadmin_pages:{name}", args=[care.pk])
        assert durham_editor.post(address).status_code in {302, 403}
    assert ProgramPage.objects.get(pk=care.pk).live


def test_pages_are_added_below_the_own_city_only(
    durham_editor: Client, durham: CityPage, cambridge: CityPage
) -> None:
    for city, status in ((durham, 200), (cambridge, 302)):
        address = reverse("wagtailadmin_pages:add", args=["programs", "programpage", city.pk])
        assert durham_editor.get(address).status_code == status


@pytest.mark.parametrize(
    "name", ["wagtailusers_users:index", "wagtailusers_users:add", "wagtailusers_groups:index"]
)
def test_no_city_role_may_change_users(
    durham_editor: Client, cambridge_editor: Client, name: str
) -> None:
    for client in (durham_editor, cambridge_editor):
        assert client.get(reverse(name)).status_code == 302


def test_editors_see_no_menu_of_administrators(
    durham_editor: Client, administrator: Client
) -> None:
    mine = durham_editor.get(reverse("wagtailadmin_home")).content.decode()
    theirs = administrator.get(reverse("wagtailadmin_home")).content.decode()
    for address in (reverse("topic_register:index"), reverse("metric_register:index")):
        assert address not in mine
        assert address in theirs
    for address in (reverse("figures:index"), reverse("source_register:index")):
        assert address in mine


def test_the_first_screen_lists_own_pages_and_what_they_lack(
    durham_editor: Client, heart: ProgramPage, care: ProgramPage
) -> None:
    html = durham_editor.get(reverse("wagtailadmin_home")).content.decode()
    missing = [fact.label for fact in heart.core_fact_list() if not fact.value]
    assert f"{20 - len(missing)} of 20" in html
    assert missing[0] in html
    assert care.title not in html


def source_fields(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Year in review",
        "publisher": "City of Durham",
        "address": "https://example.org/review",
        "published": "2025-02",
        "accessed": "2025-03-01",
        "archived_copy": "",
        "kind": "official",
        "note": "",
        "key": "",
    } | changes


def test_any_editor_adds_a_source_and_its_city_changes_it(
    durham_editor: Client, cambridge_editor: Client, administrator: Client, heart: ProgramPage
) -> None:
    assert durham_editor.post(reverse("source_register:add"), source_fields()).status_code == 302
    source = Source.objects.get(title="Year in review")
    assert source.added_by.username == "durham"
    assert source.key == "CITY-OF-DURHAM-YEAR-IN-REVIEW"
    edit = reverse("source_register:edit", args=[source.pk])

    # Nothing rests on it yet: anybody who edits may correct it.
    assert cambridge_editor.get(edit).status_code == 200
    Citation.objects.create(page=heart, about="supervision", source=source)
    assert cambridge_editor.get(edit).status_code == 302
    cambridge_editor.post(edit, source_fields(title="Taken over"))
    source.refresh_from_db()
    assert source.title == "Year in review"
    for client in (durham_editor, administrator):
        assert client.post(edit, source_fields(title="Corrected", key="X")).status_code == 302
    source.refresh_from_db()
    assert (source.title, source.key) == ("Corrected", "CITY-OF-DURHAM-YEAR-IN-REVIEW")


def test_an_address_is_one_source_only(durham_editor: Client, example: None) -> None:
    there = Source.objects.exclude(address="").first()
    response = durham_editor.post(
        reverse("source_register:add"), source_fields(address=there.address)
    )
    assert "has this address already" in str(response.context["form"].errors)


def test_sources_are_found_and_say_what_rests_on_them(
    durham_editor: Client, heart: ProgramPage
) -> None:
    used = heart.citations.exclude(source=None).first().source
    listing = durham_editor.get(reverse("source_register:index"), {"q": used.key.lower()})
    assert used.title in listing.content.decode().replace("&#x27;", "'")
    unused = durham_editor.get(reverse("source_register:index"), {"is_used": "false"})
    assert used not in unused.context["object_list"]
    html = durham_editor.get(reverse("source_register:inspect", args=[used.pk])).content.decode()
    assert "Used by" in html
    assert heart.title in html


def test_a_source_is_added_inside_the_chooser(durham_editor: Client, example: None) -> None:
    fields = {f"source-chooser-create-form-{k}": v for k, v in source_fields().items()}
    response = durham_editor.post(reverse("source_chooser:create"), fields | source_fields())
    assert response.json()["step"] == "chosen", response.content[:500]
    assert Source.objects.get(title="Year in review").added_by.username == "durham"


@pytest.mark.parametrize(
    ("chooser", "words"),
    [
        ("source_chooser", "cambridge"),
        ("topic_chooser", "dispatch"),
        ("metric_chooser", "calls"),
        ("program_chooser", "heart"),
    ],
)
def test_choosers_find_by_words(
    durham_editor: Client, example: None, chooser: str, words: str
) -> None:
    assert durham_editor.get(reverse(f"{chooser}:choose")).status_code == 200
    found = durham_editor.get(reverse(f"{chooser}:choose_results"), {"q": words})
    assert words in found.content.decode().lower()
    none = durham_editor.get(reverse(f"{chooser}:choose_results"), {"q": "zzzz"})
    assert words not in none.content.decode().lower()
    hostile = durham_editor.get(reverse(f"{chooser}:choose_results"), {"q": "zz\x00%zz"})
    assert hostile.status_code == 200
