"""The form of a page of facts: nothing is lost, and each citation stays with its fact."""

import uuid
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db.models import Count
from django.test import Client
from modelcluster.models import get_all_child_relations

from portal.pages.models import CityPage, KnowledgePage
from portal.provenance.models import Citation, FactRow, Source
from programs.models import ProgramPage
from tests.admin.conftest import edit_address, open_form, publish
from tests.admin.forms import FilledForm, send

CITATION = ["about", "source_id", "sentence", "as_of", "says", "stated", "note", "confirmed_by"]


def recorded(page: Any) -> dict[str, Any]:
    """All that a page says: its columns, its rows with their keys, its citations."""
    columns = {
        field.name: field.value_to_string(page)
        for field in type(page)._meta.local_fields
        if not field.primary_key and not field.is_relation
    }
    citations = sorted(
        [str(getattr(citation, name)) for name in CITATION] for citation in page.citations.all()
    )
    return {"columns": columns, "rows": _rows(page), "citations": citations}


def _rows(owner: Any) -> dict[str, list[Any]]:
    return {
        relation.get_accessor_name(): [
            {
                field.name: field.value_to_string(row)
                for field in row._meta.local_fields
                if not field.primary_key
                and field is not relation.field
                and field.name != "sort_order"
            }
            | {"rows": _rows(row)}
            for row in getattr(owner, relation.get_accessor_name()).all()
        ]
        for relation in get_all_child_relations(type(owner))
        if issubclass(relation.related_model, FactRow)
    }


def latest(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def save_draft(client: Client, page: Any, form: FilledForm) -> Any:
    return send(client, edit_address(page), form)


def cited(page: Any, about: object) -> list[Citation]:
    return [citation for citation in page.citations.all() if citation.about == str(about)]


@pytest.mark.parametrize("save", [save_draft, publish])
def test_saving_durhams_whole_form_loses_no_row_key_or_citation(
    durham_editor: Client, heart: ProgramPage, save: Any
) -> None:
    before = recorded(heart)
    response = save(durham_editor, heart, open_form(durham_editor, heart))
    assert response.status_code == 302, response.context["errors_debug"]
    assert recorded(latest(heart)) == before
    page = ProgramPage.objects.get(pk=heart.pk)
    assert recorded(page) == before
    assert page.has_unpublished_changes == (save is save_draft)


def test_the_fullest_and_the_emptiest_page_of_each_kind_are_saved_without_loss(
    administrator: Client, durham: CityPage
) -> None:
    by_citations = KnowledgePage.objects.filter(depth__gt=3).annotate(n=Count("citations"))
    pages = list(by_citations.order_by("n", "pk").specific())
    emptiest = {type(page): page for page in reversed(pages)}
    fullest = {type(page): page for page in pages}
    for page in [*emptiest.values(), *fullest.values()]:
        before = recorded(page)
        response = send(administrator, edit_address(page), open_form(administrator, page))
        assert response.status_code == 302, (page, response.context["errors_debug"])
        assert recorded(latest(page)) == before, page


def test_a_full_program_opens_in_little_more_than_a_megabyte(
    durham_editor: Client, heart: ProgramPage
) -> None:
    html = durham_editor.get(edit_address(heart)).content
    assert len(html) < 1_150_000


def test_each_citation_is_drawn_once_and_with_its_own_fact(
    durham_editor: Client, heart: ProgramPage
) -> None:
    soup = BeautifulSoup(durham_editor.get(edit_address(heart)).content, "html.parser")
    for template in soup.select("template"):
        template.decompose()
    drawn = [
        (place["data-citations"], about["value"])
        for place in soup.select("[data-citations]")
        for about in place.select(":scope > [data-citation-list] > [data-citation] [name$=-about]")
    ]
    assert all(place == about for place, about in drawn)
    assert len(drawn) == heart.citations.count()
    assert "Sources of facts that are gone" not in soup.text


def test_a_citation_that_is_added_belongs_to_its_fact(
    durham_editor: Client, heart: ProgramPage
) -> None:
    source = Source.objects.current().first()
    form = open_form(durham_editor, heart)
    form.add(
        "citations",
        about="supervision",
        source=source.pk,
        says="this",
        as_of="2024-06",
        sentence="",
        stated="",
        note="Told twice.",
        confirmed_by="",
    )
    send(durham_editor, edit_address(heart), form)
    assert [c.note for c in cited(latest(heart), "supervision")] == ["Told twice."]


def test_a_value_needs_the_source_that_says_so(durham_editor: Client, heart: ProgramPage) -> None:
    form = open_form(durham_editor, heart)
    form.add("citations", about="supervision", source="", says="this", as_of="June 2024")
    response = send(durham_editor, edit_address(heart), form)
    html = response.content.decode()
    assert response.status_code == 200
    assert "Choose the source that says so." in html
    assert "Write a year, a month or a day" in html
    fact = BeautifulSoup(html, "html.parser").select_one("#fact-supervision")
    assert fact is not None
    assert fact.has_attr("open")


def test_a_new_row_keeps_the_key_that_the_form_gave_it_and_its_citation(
    durham_editor: Client, heart: ProgramPage
) -> None:
    unit_key, role_key = uuid.uuid4(), uuid.uuid4()
    source = Source.objects.current().first()
    form = open_form(durham_editor, heart)
    unit = form.add("units", key=unit_key, name="Night team", purpose="", teams="", area="")
    for nested in ("roles", "hours"):
        form[f"{unit}-{nested}-TOTAL_FORMS"] = form[f"{unit}-{nested}-INITIAL_FORMS"] = 0
    form.add(f"{unit}-roles", key=role_key, discipline="nurse", count="2", wording="")
    form.add("citations", about=role_key, source=source.pk, says="this")
    response = send(durham_editor, edit_address(heart), form)
    assert response.status_code == 302, response.context["errors_debug"]

    # Once more as a draft: rows that only a draft has are known by their key alone.
    send(durham_editor, edit_address(heart), open_form(durham_editor, heart))
    page = latest(heart)
    [added] = [row for row in page.units.all() if row.name == "Night team"]
    assert added.key == unit_key
    assert [role.key for role in added.roles.all()] == [role_key]
    assert len(cited(page, role_key)) == 1


def test_a_stored_row_keeps_its_key_whatever_is_posted(
    durham_editor: Client, heart: ProgramPage
) -> None:
    keys = [row.key for row in heart.units.all()]
    form = open_form(durham_editor, heart)
    form["units-0-key"] = uuid.uuid4()
    send(durham_editor, edit_address(heart), form)
    assert [row.key for row in latest(heart).units.all()] == keys


def test_a_row_takes_its_citations_with_it(durham_editor: Client, heart: ProgramPage) -> None:
    unit = next(unit for unit in heart.units.all() if unit.roles.exists())
    keys = [unit.key, *[role.key for role in unit.roles.all()]]
    assert all(cited(heart, key) for key in keys)
    form = open_form(durham_editor, heart)
    form[form.prefix_of("-key", unit.key) + "-DELETE"] = "1"
    response = send(durham_editor, edit_address(heart), form)
    assert response.status_code == 302, response.context["errors_debug"]
    page = latest(heart)
    assert not any(cited(page, key) for key in keys)
    assert page.citations.count() < heart.citations.count()


@pytest.mark.parametrize("answer", ["not_found", "not_measured", "not_disclosed", "not_applicable"])
def test_a_gap_is_kept_as_the_kind_that_was_chosen(
    durham_editor: Client, heart: ProgramPage, answer: str
) -> None:
    form = open_form(durham_editor, heart)
    assert form["answer-operator"] == ""
    form["answer-operator"] = answer
    send(durham_editor, edit_address(heart), form)
    assert [c.says for c in cited(latest(heart), "operator")] == [answer]
    again = open_form(durham_editor, heart)
    assert again["answer-operator"] == answer
    send(durham_editor, edit_address(heart), again)
    assert [c.says for c in cited(latest(heart), "operator")] == [answer]


def test_a_gap_of_rows_is_kept_too(durham_editor: Client, heart: ProgramPage) -> None:
    form = open_form(durham_editor, heart)
    form["answer-call_types/excluded"] = "not_disclosed"
    send(durham_editor, edit_address(heart), form)
    page = latest(heart)
    assert [c.says for c in cited(page, "call_types/excluded")] == ["not_disclosed"]


def test_a_gap_ends_when_a_value_is_written(durham_editor: Client, heart: ProgramPage) -> None:
    form = open_form(durham_editor, heart)
    form["answer-operator"] = "not_found"
    send(durham_editor, edit_address(heart), form)
    form = open_form(durham_editor, heart)
    form["operator"] = "city"
    send(durham_editor, edit_address(heart), form)
    page = latest(heart)
    assert page.operator == "city"
    assert cited(page, "operator") == []


def test_a_value_and_a_gap_at_once_are_refused_in_words(
    durham_editor: Client, heart: ProgramPage
) -> None:
    form = open_form(durham_editor, heart)
    form["answer-lead_department"] = "not_disclosed"
    response = send(durham_editor, edit_address(heart), form)
    assert "Empty the value, or choose" in response.content.decode()


def test_what_is_missing_stands_first_and_leads_to_its_field(
    durham_editor: Client, heart: ProgramPage
) -> None:
    soup = BeautifulSoup(durham_editor.get(edit_address(heart)).content, "html.parser")
    overview = soup.select_one(".overview")
    assert overview is not None
    missing = [fact for fact in heart.core_fact_list() if not fact.value]
    assert f"{20 - len(missing)} of 20 core facts" in overview.text
    for fact in missing:
        assert fact.label in overview.text
    for link in overview.select("a[data-jump]"):
        assert soup.select_one(f'[id="{str(link["href"])[1:]}"]'), link
