"""The glossary's page, its terms in pages, and who keeps it."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client

from portal.glossary.models import GlossaryTerm
from portal.pages.models import CityPage, HomePage
from portal.provenance.uses import sources_in_use
from programs.models import ProgramPage
from tests.reading import read
from tests.records import cite, city, front_page, make_private, program, source

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(db: None) -> HomePage:
    return front_page()


@pytest.fixture
def durham(home: HomePage) -> CityPage:
    return city(home, "Durham")


def named(parent: CityPage, title: str, acronym: str, expansion: str) -> ProgramPage:
    page = program(parent, title, acronym=acronym, acronym_expansion=expansion)
    cite(page, ["acronym_expansion"])
    page.save()
    return page


def glossary() -> BeautifulSoup:
    response = Client().get("/glossary/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def entry(slug: str) -> str:
    found = glossary().find(id=slug)
    assert found is not None
    return " ".join(found.get_text(" ").split())


def test_letters_that_programs_share_are_told_of_each_with_its_source(
    home: HomePage, durham: CityPage
) -> None:
    named(durham, "Durham CARE", "CARE", "Care and Respect")
    named(city(home, "Dayton"), "Dayton CARE", "CARE", "Calls Answered")
    text = entry("care")
    assert "2 programs use these letters" in text
    for words in ("Care and Respect", "Calls Answered", "Durham CARE", "City of Dayton"):
        assert words in text


def test_acronyms_of_drafts_and_private_programs_stay_unknown(durham: CityPage) -> None:
    make_private(named(durham, "Secret", "SECRET", "Something"))
    named(durham, "Draft", "DRAFT", "Something").unpublish()
    page = program(durham, "Open", summary="With SECRET and DRAFT here.")
    assert "SECRET" not in glossary().get_text()
    assert not glossary().find(id="draft")
    assert not read(page).select("a.term")


def test_a_term_without_a_source_is_marked_as_ours_and_others_name_it(home: HomePage) -> None:
    GlossaryTerm.objects.create(term="MOU", expansion="Memorandum of understanding")
    made = source()
    GlossaryTerm.objects.create(term="co-response", meaning="Together.", source=made)
    assert "Our wording." in entry("mou")
    assert "Our wording." not in entry("co-response")
    assert "A report, City of Dayton" in entry("co-response")
    assert list(sources_in_use()) == [made]
    link = 'a[href="/glossary/#co-response"]'
    page = BeautifulSoup(Client().get(made.get_absolute_url()).content, "html.parser")
    assert page.select_one(link)


def test_a_term_has_to_say_something() -> None:
    with pytest.raises(ValidationError):
        GlossaryTerm(term="MOU").full_clean()


def test_first_use_on_a_program_is_linked_in_one_query_more(
    client: Client, durham: CityPage, django_assert_num_queries: Callable[..., Any]
) -> None:
    page = program(durham, "Durham HEART", summary="An MOU, and an MOU. A warm hand-off too.")
    client.get(page.url)
    for number in range(3):
        GlossaryTerm.objects.create(term=f"T{number}", meaning="Something.")
    GlossaryTerm.objects.create(term="MOU", meaning="An agreement.")
    GlossaryTerm.objects.create(term="warm hand-off", meaning="In person.")
    soup = read(page)
    assert [a.get_text() for a in soup.select("a.term")] == ["MOU,", "warm hand-off"]
    assert "An MOU, and an MOU." in " ".join(soup.select_one(".lede").get_text(" ").split())  # type: ignore[union-attr]


def test_hostile_terms_are_shown_as_text(durham: CityPage) -> None:
    hostile = '<script>alert("x")</script>'
    GlossaryTerm.objects.create(term=hostile, meaning=hostile)
    page = program(durham, "Durham HEART", summary=f"Say {hostile} now.")
    assert not glossary().select('main script:not([type="application/ld+json"])')
    assert not read(page).select('main script:not([type="application/ld+json"])')


def test_an_empty_glossary_says_so(home: HomePage) -> None:
    assert "No term is explained yet" in glossary().get_text()


def test_the_glossary_takes_a_fixed_number_of_queries(
    client: Client, home: HomePage, durham: CityPage, django_assert_num_queries: Callable[..., Any]
) -> None:
    for many in (1, 6):
        for number in range(many):
            named(durham, f"Program {many} {number}", f"P{many}{number}", "Something")
            GlossaryTerm.objects.create(term=f"T{many}{number}", meaning="X", source=source())
        client.get("/glossary/")
        with django_assert_num_queries(3):
            client.get("/glossary/")
