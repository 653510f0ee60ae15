"""What others rest on cannot be deleted from under them, whichever way is tried."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import models
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Page

from playbooks.models import PlaybookDocument, PlaybookIndexPage, PlaybookPage, SeeAlso
from portal.pages.models import CityIndexPage, CityPage
from portal.provenance.models import Citation, Source
from portal.taxonomy.models import Topic
from programs.metrics.models import Metric, Observation
from programs.models import ProgramPage, ServedPlace
from site_visits.models import Party, SiteVisitPage
from tests.admin.conftest import edit_address, open_form
from tests.admin.forms import send


def delete_address(page: Page) -> str:
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def bulk_delete(client: Client, *pages: Page, method: str = "post") -> Any:
    query = "&".join(f"id={page.pk}" for page in pages)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return getattr(client, method)(f"{address}?{query}&next=/admin/")


def exists(instance: models.Model) -> bool:
    return type(instance)._default_manager.filter(pk=instance.pk).exists()


@pytest.fixture
def akron(example: None, db: None) -> CityPage:
    cities = CityIndexPage.objects.get()
    city = cities.add_child(
        instance=CityPage(title="Akron, OH", slug="akron-oh", city_name="Akron", state="Ohio")
    )
    city.save_revision().publish()
    return city


@pytest.fixture
def mediators(akron: CityPage) -> ProgramPage:
    program = akron.add_child(instance=ProgramPage(title="Mediation", slug="mediation"))
    program.save_revision().publish()
    return program


@pytest.fixture
def playbook(example: None, db: None) -> PlaybookPage:
    index = PlaybookIndexPage.objects.get()
    page = index.add_child(instance=PlaybookPage(title="Mediate", slug="mediate"))
    page.save_revision().publish()
    return page


def rest_on(playbook: PlaybookPage, page: Page) -> None:
    playbook.see_also.add(SeeAlso(other_id=page.pk))
    playbook.save_revision().publish()


def forget(playbook: PlaybookPage) -> None:
    playbook.see_also.clear()
    playbook.save_revision().publish()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_program_that_others_name_is_not_deleted(
    administrator: Client, heart: ProgramPage, method: str
) -> None:
    response = getattr(administrator, method)(delete_address(heart))
    html = response.content.decode()
    assert response.status_code == 200
    assert "Nothing was deleted" in html
    assert SiteVisitPage.objects.get(slug="durham-january-2024").title in html
    assert exists(heart)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_city_is_not_deleted_while_others_rest_on_its_pages(
    administrator: Client, durham: CityPage, heart: ProgramPage, method: str
) -> None:
    html = getattr(administrator, method)(delete_address(durham)).content.decode()
    assert "Nothing was deleted" in html
    assert SiteVisitPage.objects.get(slug="durham-january-2024").title in html
    assert exists(durham)
    assert exists(heart)


@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_are_not_deleted_in_bulk_from_under_others(
    administrator: Client, durham: CityPage, mediators: ProgramPage, method: str
) -> None:
    response = bulk_delete(administrator, durham, mediators, method=method)
    assert "Nothing was deleted" in response.content.decode()
    assert exists(durham)
    assert exists(mediators)


def test_what_a_draft_names_is_not_deleted(
    administrator: Client, mediators: ProgramPage, playbook: PlaybookPage
) -> None:
    playbook.see_also.add(SeeAlso(other_id=mediators.pk))
    playbook.save_revision()
    assert not SeeAlso.objects.filter(page=playbook.pk).exists()
    for response in (
        administrator.post(delete_address(mediators)),
        bulk_delete(administrator, mediators),
    ):
        html = response.content.decode()
        assert "a draft or an earlier version names it" in html
        assert playbook.title in html
    assert exists(mediators)
    assert administrator.get(edit_address(playbook)).status_code == 200


def test_what_nothing_rests_on_is_deleted(
    administrator: Client, mediators: ProgramPage, akron: CityPage
) -> None:
    assert administrator.get(delete_address(mediators)).status_code == 200
    assert administrator.post(delete_address(mediators)).status_code == 302
    assert not exists(mediators)
    assert bulk_delete(administrator, akron).status_code == 302
    assert not exists(akron)


@pytest.mark.parametrize("in_bulk", [False, True])
def test_a_city_goes_with_pages_that_only_name_one_another(
    administrator: Client, akron: CityPage, mediators: ProgramPage, in_bulk: bool
) -> None:
    mediators.serves.add(ServedPlace(city=akron))
    mediators.save_revision().publish()
    visit = akron.add_child(instance=SiteVisitPage(title="At home", slug="at-home"))
    visit.parties.add(Party(side="host", program=mediators))
    visit.save_revision().publish()

    if in_bulk:
        asked = bulk_delete(administrator, akron, method="get")
        assert "Yes, delete" in asked.content.decode()
        assert bulk_delete(administrator, akron).status_code == 302
    else:
        asked = administrator.get(delete_address(akron))
        assert "Yes, delete it" in asked.content.decode()
        assert administrator.post(delete_address(akron)).status_code == 302
    assert not any(exists(page) for page in (akron, mediators, visit))


def test_figures_hold_their_program(
    administrator: Client, mediators: ProgramPage, example: None
) -> None:
    metric = Metric.objects.get(slug="calls-responded")
    figure = Observation.objects.create(
        program=mediators,
        definition=metric.definitions.first(),
        value=3,
        period_kind="undated",
        source=Source.objects.first(),
    )
    assert "Nothing was deleted" in administrator.post(delete_address(mediators)).content.decode()
    figure.delete()
    assert administrator.post(delete_address(mediators)).status_code == 302


def test_a_row_that_a_citation_is_about_is_removed_without_harm(
    administrator: Client, heart: ProgramPage
) -> None:
    form = open_form(administrator, heart)
    for name in form.names("units-", "-DELETE"):
        form[name] = "1"
    assert send(administrator, edit_address(heart), form).status_code == 302
    assert administrator.get(edit_address(heart)).status_code == 200


SHARED = [("source_register", Source), ("topic_register", Topic), ("metric_register", Metric)]


def used(model: Any) -> Any:
    if model is Source:
        return Citation.objects.exclude(source=None).first().source
    if model is Topic:
        return Topic.objects.filter(page_topics__isnull=False).first()
    return Metric.objects.get(slug="calls-responded")


def unused(model: Any) -> Any:
    if model is Source:
        return Source.objects.create(key="NEW", title="New", publisher="Nobody")
    if model is Topic:
        return Topic.objects.create(code="12", name="New", slug="new")
    return Metric.objects.create(slug="new", name="New", unit="calls", kind="count")


@pytest.mark.parametrize(("register", "model"), SHARED)
def test_what_is_shared_and_in_use_is_retired_not_deleted(
    administrator: Client, example: None, db: None, register: str, model: Any
) -> None:
    record = used(model)
    address = reverse(f"{register}:delete", args=[record.pk])
    for response in (administrator.get(address), administrator.post(address)):
        assert response.status_code == 200
        assert "cannot be deleted" in response.content.decode()
    assert exists(record)

    assert administrator.post(address, {"retire": "1"}).status_code == 302
    record.refresh_from_db()
    assert record.retired_on is not None
    assert record not in model.objects.current()


@pytest.mark.parametrize(("register", "model"), SHARED)
def test_what_is_shared_and_free_is_deleted(
    administrator: Client, example: None, db: None, register: str, model: Any
) -> None:
    record = unused(model)
    address = reverse(f"{register}:delete", args=[record.pk])
    assert "Are you sure" in administrator.get(address).content.decode()
    assert administrator.post(address).status_code == 302
    assert not exists(record)


def test_a_source_that_only_a_draft_cites_stays(
    administrator: Client, playbook: PlaybookPage
) -> None:
    source = unused(Source)
    playbook.citations.add(Citation(about="in_one_minute", source=source))
    playbook.save_revision()
    address = reverse("source_register:delete", args=[source.pk])
    html = administrator.post(address).content.decode()
    assert "a draft or an earlier version names it" in html
    assert exists(source)
    assert administrator.get(edit_address(playbook)).status_code == 200


def test_a_retired_source_stays_on_the_pages_that_cite_it(
    durham_editor: Client, administrator: Client, heart: ProgramPage
) -> None:
    source = heart.citations.exclude(source=None).first().source
    address = reverse("source_register:delete", args=[source.pk])
    administrator.post(address, {"retire": "1"})
    response = send(durham_editor, edit_address(heart), open_form(durham_editor, heart))
    assert response.status_code == 302, response.context["errors_debug"]
    chooser = durham_editor.get(reverse("source_chooser:choose_results"), {"q": source.key})
    assert source.title not in chooser.content.decode()


def test_a_document_that_a_page_names_stays(
    administrator: Client, playbook: PlaybookPage, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    document = get_document_model().objects.create(
        title="Questions", file=ContentFile(b"Who is there?", "questions.txt")
    )
    row = PlaybookDocument(kind="form", title="Questions", document=document)
    playbook.documents.add(row)
    playbook.save_revision()
    address = reverse("wagtaildocs:delete", args=[document.pk])
    upload = reverse("wagtaildocs:delete_multiple", args=[document.pk])
    bulk = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "delete"])
    for response in (
        administrator.get(address),
        administrator.post(address),
        administrator.post(upload, headers={"x-requested-with": "XMLHttpRequest"}),
        administrator.post(f"{bulk}?id={document.pk}"),
    ):
        assert "a draft or an earlier version names it" in response.content.decode()
    playbook.save_revision().publish()
    assert "Document to reuse" in administrator.post(address).content.decode()
    assert administrator.post(f"{bulk}?id={document.pk}").status_code in {200, 302}
    assert exists(document)
