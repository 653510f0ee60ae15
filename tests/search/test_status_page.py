"""What `search_index status` prints, as a page of the admin."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from portal.pages.models import HomePage
from portal.search.engines import get_server
from portal.search.models import IndexBuild, Outgoing

from .attachments.files import uploaded
from .odd_search_servers import refusing
from .pages import text_page
from .servers import guarded

pytestmark = pytest.mark.django_db

PAGE = "/admin/reports/search-status/"


def shown(client: Client) -> str:
    return " ".join(client.get(PAGE).content.decode().split())


@pytest.fixture
def _server_is_away(settings: Any) -> None:
    settings.SEARCH_ENGINE = guarded({"addresses": [refusing()]})


def set_aside(page_id: int) -> None:
    Outgoing.objects.update_or_create(
        pk=page_id,
        defaults={
            "version": 7,
            "marked_at": timezone.now(),
            "is_set_aside": True,
            "attempts": 5,
            "error": "mapper_parsing_exception <b>",
        },
    )


def test_database_alone_has_neither_queue_nor_server(admin_client: Client, home: HomePage) -> None:
    text_page(home, "Hours")
    html = shown(admin_client)
    assert "SQLiteEngine" in html or "PostgreSQLEngine" in html
    assert "the database searches by itself" in html
    assert "Pages set aside" not in html


@pytest.mark.usefixtures("_server_is_away")
def test_what_is_wrong_with_a_server_is_said(admin_client: Client, home: HomePage) -> None:
    page, other = text_page(home, "Hours"), text_page(home, "Days")
    Outgoing.objects.exclude(pk=other.pk).update(is_pending=False)
    set_aside(page.pk)
    IndexBuild.objects.create(
        pk=1, started_at=timezone.now(), heard_at=timezone.now(), finished_at=timezone.now()
    )
    server = get_server()
    assert server
    for _time in range(3):
        server.breaker.failed(ConnectionError("no route to it"))
    html = shown(admin_client)
    assert "the database answers in its place" in html
    assert "this process leaves it alone for a while" in html
    assert "no route to it" in html
    assert "1 change, for " in html
    assert "mapper_parsing_exception &lt;b&gt;" in html
    assert f"/admin/pages/{page.pk}/edit/" in html
    assert f"/admin/pages/{other.pk}/edit/" not in html


@pytest.mark.usefixtures("_server_is_away")
@pytest.mark.parametrize("named", [True, False])
def test_pages_set_aside_are_tried_again(admin_client: Client, home: HomePage, named: bool) -> None:
    page, gone = text_page(home, "Hours"), 10_000_000
    set_aside(page.pk)
    set_aside(gone)
    response = admin_client.post(PAGE, {"page": page.pk} if named else {}, follow=True)
    assert "wait for the next try" in response.content.decode()
    assert Outgoing.objects.filter(is_set_aside=True).count() == (1 if named else 0)
    assert Outgoing.objects.get(pk=page.pk).attempts == 0


@pytest.mark.usefixtures("_server_is_away")
@pytest.mark.parametrize("page", ["x", "-1", "9" * 40, "²"])
def test_what_is_no_page_changes_nothing(admin_client: Client, page: str) -> None:
    set_aside(1)
    assert admin_client.post(PAGE, {"page": page}).status_code == 302
    assert Outgoing.objects.get().is_set_aside


def test_files_without_text_are_named_here_and_on_the_command_line(
    admin_client: Client, settings: Any, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MEDIA_ROOT = tmp_path
    document = uploaded(b"no PDF", title="Call script")
    assert "the search worker reads them" in shown(admin_client)
    call_command("search_worker", "--once")
    html = shown(admin_client)
    assert f"/admin/documents/edit/{document.pk}/" in html
    assert "damaged, or is no PDF" in html
    call_command("search_index", "status")
    assert "File without text: Call script (not readable)" in capsys.readouterr().out


def test_only_administrators_see_it(client: Client, django_user_model: Any) -> None:
    assert client.get(PAGE).status_code == 302
    editor = django_user_model.objects.create_user("editor", is_staff=True)
    client.force_login(editor)
    assert client.get(PAGE).status_code == 302
    assert client.post(PAGE).status_code == 302
