"""From an upload to a hit: what is read when, what is found, and what editors are told."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from playbooks.models import PlaybookIndexPage, PlaybookPage
from playbooks.models.rows import PlaybookDocument
from portal.pages.models import HomePage, StandardPage
from portal.search.attachments import extraction, keeping
from portal.search.attachments.forms import in_search
from portal.search.attachments.models import FileText
from portal.search.drift import drift
from portal.search.engines import get_engine
from portal.search.models import Passage

from ..pages import text_page
from .files import bomb, link_to, locked, pdf, replace_file, uploaded, word

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def found(client: Client, text: str) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = client.get("/search.json", {"q": text}).json()["results"]
    return results


def offering(home: HomePage, document: Document) -> StandardPage:
    return text_page(home, "Supplies", ("text", f"Take {link_to(document)}."))


def test_row_of_a_playbook_leads_to_where_the_file_is_listed(
    client: Client, home: HomePage
) -> None:
    index = home.add_child(instance=PlaybookIndexPage(title="Playbooks"))
    page = PlaybookPage(title="Dispatch")
    document = uploaded(word(("Questions", "Is anybody armed?")), "script.docx")
    page.documents = [PlaybookDocument(kind="form", title="Call script", document=document)]
    index.add_child(instance=page)
    [hit] = found(client, "armed")
    assert hit["title"] == "Dispatch"
    [passage] = hit["passages"]
    assert passage["heading"] == "Call script (Word): Questions"
    assert passage["url"].endswith("/dispatch/#documents")
    assert "<mark>armed</mark>" in passage["html"]


def test_upload_is_read_at_once_and_a_content_only_once(
    home: HomePage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = pdf("Naloxone.")
    offering(home, uploaded(content))
    monkeypatch.setattr(keeping, "extract", lambda *_args: pytest.fail("read again"))
    text_page(home, "Elsewhere", ("text", link_to(uploaded(content, "copy.pdf", "Copy"))))
    assert [hit["title"] for hit in found(client, "naloxone")] == ["Supplies", "Elsewhere"]


def test_what_takes_long_is_left_to_the_worker(
    home: HomePage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "SMALL_BYTES", 10)
    document = uploaded(pdf("Naloxone."))
    offering(home, document)
    assert found(client, "naloxone") == []
    assert "has not read this file yet" in str(in_search(document))
    call_command("search_worker", "--once")
    assert len(found(client, "naloxone")) == 1
    assert drift(get_engine()) == []


def test_reader_that_hangs_is_given_up_and_publishing_goes_on(
    home: HomePage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def hang(*_args: Any) -> None:
        raise extraction.OutOfTimeError

    monkeypatch.setattr(keeping, "extract", hang)
    with caplog.at_level(logging.ERROR):
        document = uploaded(pdf("Naloxone."))
        page = offering(home, document)
    assert page.live
    assert not FileText.objects.exists()
    assert keeping.read_waiting() == 1
    assert FileText.objects.get().outcome == FileText.Outcome.TOO_SLOW
    assert keeping.read_waiting() == 0


def test_fault_of_the_reader_is_no_fault_of_the_upload(
    home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any) -> None:
        raise AttributeError

    monkeypatch.setattr(keeping, "extract", fail)
    document = uploaded(pdf("Naloxone."))
    assert offering(home, document).live
    assert keeping.read_waiting() == 1
    assert FileText.objects.get().outcome == FileText.Outcome.BROKEN


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: b"not a PDF", "damaged, or is no PDF"),
        (lambda: locked(pdf("Naloxone."), "secret"), "protected by a password"),
        (lambda: pdf(""), "seems to be scanned"),
        (bomb, "too large"),
        (lambda: pdf("Naloxone."), "found by search, on public pages"),
    ],
)
def test_editor_is_told_what_search_makes_of_the_file(
    home: HomePage, admin_client: Client, made: Callable[[], bytes], words: str
) -> None:
    file = SimpleUploadedFile("form.pdf", made())
    values = {"title": "Form", "collection": Collection.get_first_root_node().pk, "file": file}
    assert admin_client.post(reverse("wagtaildocs:add"), values).status_code == 302
    document = Document.objects.get()
    page = offering(home, document)
    assert page.live
    html = admin_client.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
    assert words in html


def test_missing_file_is_told_and_another_upload_is_another_try(
    home: HomePage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "SMALL_BYTES", 10)
    document = uploaded(pdf("Naloxone."))
    offering(home, document)
    Path(document.file.path).unlink()
    keeping.read_waiting()
    assert "Upload it again" in str(in_search(document))
    replace_file(document, pdf("Naloxone."))
    keeping.read_waiting()
    assert len(found(client, "naloxone")) == 1


def test_replacing_and_deleting_a_file_changes_what_is_found(
    home: HomePage, client: Client
) -> None:
    document = uploaded(pdf("Naloxone."))
    offering(home, document)
    replace_file(document, pdf("Gloves."))
    assert (len(found(client, "naloxone")), len(found(client, "gloves"))) == (0, 1)
    assert FileText.objects.count() == 1
    document.delete()
    assert found(client, "gloves") == []
    assert not FileText.objects.exists()
    assert drift(get_engine()) == []


def test_file_of_a_private_collection_is_not_found(home: HomePage, client: Client) -> None:
    document = uploaded(pdf("Naloxone."))
    offering(home, document)
    private = Collection.get_first_root_node().add_child(instance=Collection(name="Private"))
    below = private.add_child(instance=Collection(name="Below"))
    restriction = CollectionViewRestriction.objects.create(
        collection=private, restriction_type="login"
    )
    document.collection = below
    document.save()
    assert found(client, "naloxone") == []
    assert not Passage.objects.filter(text__contains="Naloxone").exists()
    restriction.delete()
    assert len(found(client, "naloxone")) == 1


def test_files_put_into_a_private_collection_together_are_not_found(
    home: HomePage, admin_client: Client
) -> None:
    document = uploaded(pdf("Naloxone."))
    offering(home, document)
    private = Collection.get_first_root_node().add_child(instance=Collection(name="Private"))
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    address = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "add_to_collection"])
    admin_client.post(f"{address}?id={document.pk}", {"collection": private.pk})
    document.refresh_from_db()
    assert document.collection == private
    assert found(admin_client, "naloxone") == []
