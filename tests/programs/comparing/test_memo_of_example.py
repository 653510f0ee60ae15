"""Memos of the example fit on one page, whichever programs they compare."""

import random
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from portal.memos import pdf
from programs.models import ProgramPage
from tests.example import example
from tests.printed import plain

__all__ = ["example"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]

# With most rows, with the longest names, and those of the drawing.
CHOSEN = [
    ["durham-nc/heart", "cambridge-ma/care"],
    ["durham-nc/heart", "denver-co/star", "new-york-ny/b-heard"],
    [
        "albuquerque-nm/acs",
        "denver-co/star",
        "new-york-ny/b-heard",
        "toronto-on/tccs",
        "portland-or/street-response",
    ],
    [
        "new-orleans-la/mciu",
        "albuquerque-nm/acs",
        "minneapolis-mn/bcr",
        "harris-county-tx/hart",
        "toronto-on/tccs",
    ],
]


def query(keys: list[str]) -> str:
    return "&".join(f"program={key}" for key in keys)


def printed(keys: list[str]) -> PdfReader:
    response = Client().get(f"/compare/memo.pdf?{query(keys)}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(response.content))


@pytest.mark.parametrize("keys", CHOSEN, ids=lambda keys: str(len(keys)))
def test_every_memo_is_one_letter_page_without_a_second_try(
    keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "SHARES", (1,))
    page = printed(keys).pages
    assert len(page) == 1
    assert [float(side) for side in page[0].mediabox[2:]] == [612, 792]


def test_any_programs_fit_without_a_second_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SHARES", (1,))
    programs = [page.comparison_key for page in ProgramPage.objects.readable()]
    choose = random.Random(2024)
    for count in (2, 3, 4, 5):
        keys = choose.sample(sorted(programs), count)
        assert len(printed(keys).pages) == 1, keys


def test_the_file_is_tagged_and_says_title_language_and_what_it_is_of() -> None:
    document = printed(CHOSEN[1])
    root = document.root_object
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"] == DictionaryObject({**root["/MarkInfo"]})
    assert "/StructTreeRoot" in root
    assert document.metadata is not None
    assert str(document.metadata.title).startswith("Council memo: three programs compared: Durham")
    response = Client().get(f"/compare/memo.pdf?{query(CHOSEN[1])}")
    name = response.headers["Content-Disposition"]
    assert 'filename="council-memo-durham-denver-new-york-20' in name


@pytest.mark.parametrize("keys", CHOSEN, ids=lambda keys: str(len(keys)))
def test_page_and_file_say_the_same_and_all_rows_are_shown_or_named(keys: list[str]) -> None:
    soup = BeautifulSoup(Client().get(f"/compare/memo/?{query(keys)}").content, "html.parser")
    sheet = soup.select_one(".memo")
    assert sheet is not None
    on_paper = plain(printed(keys).pages[0].extract_text())
    table = BeautifulSoup(Client().get(f"/compare/?{query(keys)}").content, "html.parser")
    on_page = plain(sheet.get_text(" "))
    for heading in table.select(".comparison__table tbody th[scope=row]"):
        label = plain(next(heading.stripped_strings))
        assert label in on_page, label
        assert label in on_paper, label


def test_every_figure_of_a_memo_stands_on_the_comparison_too() -> None:
    for keys in CHOSEN:
        shown, whole = (
            {
                (value["data-fact"], value["data-source"], value.contents[0].get_text())
                for value in BeautifulSoup(
                    Client().get(f"/compare/{below}?{query(keys)}").content, "html.parser"
                ).select("table .observation")
            }
            for below in ("memo/", "")
        )
        assert shown
        assert shown <= whole
