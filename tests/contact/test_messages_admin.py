"""Editors see messages about their pages; administrators see and erase all of them."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from portal.contact.models import Message
from portal.pages.models import CityIndexPage, CityPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def cities() -> dict[str, CityPage]:
    root = Page.get_first_root_node().add_child(instance=CityIndexPage(title="C", slug="c"))
    return {
        name: root.add_child(instance=CityPage(title=name, slug=name, city_name=name, state="X"))
        for name in ("durham", "cambridge")
    }


@pytest.fixture
def editor(cities: dict[str, CityPage]) -> User:
    group = Group.objects.create(name="Durham")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=cities["durham"], permission=change)
    user = User.objects.create_user("durham", password="x")
    user.groups.add(group)
    return user


def test_an_editor_sees_only_messages_about_own_pages(
    client: Client, cities: dict[str, CityPage], editor: User
) -> None:
    own = Message.objects.create(page=cities["durham"], text="About Durham")
    other = Message.objects.create(page=cities["cambridge"], text="About Cambridge")
    client.force_login(editor)
    listing = client.get("/admin/messages/").content.decode()
    assert "About Durham" in listing
    assert "About Cambridge" not in listing
    assert client.get(f"/admin/messages/edit/{own.pk}/").status_code == 200
    assert client.get(f"/admin/messages/edit/{other.pk}/").status_code == 404
    assert client.post(f"/admin/messages/delete/{own.pk}/").status_code in {302, 403}
    assert Message.objects.filter(pk=own.pk).exists()
    assert "About Cambridge" not in client.get("/admin/messages/?export=csv").getvalue().decode()


def test_messages_stand_beside_the_form_of_their_page(
    client: Client, cities: dict[str, CityPage], editor: User
) -> None:
    durham = cities["durham"]
    message = Message.objects.create(page=durham, text="Open since May", about_label="Status")
    Message.objects.create(page=durham, text="Said and done", is_done=True)
    Message.objects.create(page=cities["cambridge"], text="About Cambridge")
    client.force_login(editor)
    form = BeautifulSoup(client.get(f"/admin/pages/{durham.pk}/edit/").content, "html.parser")
    beside = form.select_one(".overview")
    link = beside.select_one(f'a[href="/admin/messages/edit/{message.pk}/"]')
    assert link.get_text() == "Question: Status"
    assert "1 message from readers" in beside.get_text()
    assert "Open since May" in beside.get_text()
    assert "Said and done" not in beside.get_text()
    assert "About Cambridge" not in beside.get_text()
    assert "1 message from readers waits" in client.get("/admin/").content.decode()


def test_marking_as_done_changes_nothing_else(
    client: Client, cities: dict[str, CityPage], editor: User
) -> None:
    message = Message.objects.create(page=cities["durham"], text="About Durham")
    client.force_login(editor)
    client.post(f"/admin/messages/edit/{message.pk}/", {"is_done": "on", "text": "Forged"})
    message.refresh_from_db()
    assert message.is_done
    assert message.text == "About Durham"


def test_an_administrator_erases(client: Client, admin_user: User) -> None:
    message = Message.objects.create(text="About nothing", email="ada@example.org")
    client.force_login(admin_user)
    assert "About nothing" in client.get("/admin/messages/?q=ada").content.decode()
    client.post(f"/admin/messages/delete/{message.pk}/")
    assert not Message.objects.exists()
