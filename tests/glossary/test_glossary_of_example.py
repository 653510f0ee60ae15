"""The glossary with the example's terms and acronyms, and who keeps it."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from portal.glossary.models import GlossaryTerm
from programs.models import ProgramPage
from tests.admin.conftest import accounts, administrator, durham_editor
from tests.example import example
from tests.reading import read

__all__ = ["accounts", "administrator", "durham_editor", "example"]

pytestmark = pytest.mark.django_db


def glossary() -> BeautifulSoup:
    response = Client().get("/glossary/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def entry(slug: str) -> str:
    found = glossary().find(id=slug)
    assert found is not None
    return " ".join(found.get_text(" ").split())


@pytest.mark.usefixtures("example")
def test_the_example_explains_the_field_s_acronyms() -> None:
    ids = {str(element["id"]) for element in glossary().select("dl.glossary > div")}
    wanted = (
        "heart care cit psap ecc cad rms mou sop emt 988 211 311 star acs cahoots psr b-heard tccs "
        "bcr macro cru hart call mru pic cress scrt mciu sud hipaa rfp co-response warm-hand-off"
    )
    assert set(wanted.split()) <= ids
    assert "3 programs use these letters" in entry("care")


@pytest.mark.usefixtures("example")
def test_every_link_to_the_glossary_leads_to_a_term() -> None:
    ids = {str(element["id"]) for element in glossary().select("dl.glossary > div")}
    targets = set()
    for page in ProgramPage.objects.live():
        targets |= {str(a["href"]).partition("#")[2] for a in read(page).select("a.term")}
    assert targets
    assert targets <= ids


def test_any_editor_adds_a_term_and_only_administrators_remove_one(
    durham_editor: Client, administrator: Client
) -> None:
    data = {"term": "CAD2", "expansion": "Something", "meaning": "", "also_written": ""}
    assert durham_editor.get(reverse("glossary:index")).status_code == 200
    assert durham_editor.post(reverse("glossary:add"), data).status_code == 302
    made = GlossaryTerm.objects.get(term="CAD2")
    delete = reverse("glossary:delete", args=[made.pk])
    durham_editor.post(delete)
    assert GlossaryTerm.objects.filter(pk=made.pk).exists()
    administrator.post(delete)
    assert not GlossaryTerm.objects.filter(pk=made.pk).exists()
