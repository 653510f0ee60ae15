"""Memos of the example's visits: one page each, and nothing that the visit's page does not say."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pypdf import PdfReader

from portal.memos import pdf
from site_visits.models import SiteVisitPage
from tests.example import example
from tests.printed import plain

__all__ = ["example"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]

CAMBRIDGE = "/cities/cambridge-ma/durham-january-2024/"


def test_every_visit_fits_on_one_page_without_a_second_try(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "SHARES", (1,))
    visits = list(SiteVisitPage.objects.live())
    assert len(visits) > 10
    for visit in visits:
        response = Client().get(f"{visit.url}memo.pdf")
        assert len(PdfReader(BytesIO(response.content)).pages) == 1, visit.url


def test_a_memo_says_who_when_what_was_adopted_and_what_rests_on_what() -> None:
    soup = BeautifulSoup(Client().get(f"{CAMBRIDGE}memo/").content, "html.parser")
    memo = soup.select_one(".memo")
    assert memo is not None
    headings = [heading.get_text() for heading in memo.select("h2")]
    assert headings[:2] == ["Who, and why", "What was seen and learned"]
    text = " ".join(memo.get_text(" ").split())
    for words in (
        "Durham HEART",
        "January 22 to 24, 2024",
        "Sources: 1",
        "Not recorded: Documents",
    ):
        assert words in text
    visit = SiteVisitPage.objects.get(slug="durham-january-2024")
    for row in [*visit.adoptions.all(), *visit.open_questions.all()]:
        assert plain(str(row)) in plain(text)


def test_every_paragraph_stands_on_the_page_of_the_visit() -> None:
    """Word by word: names of parties and numbers of delegates stand in other places there."""
    for visit in SiteVisitPage.objects.live():
        page = plain(BeautifulSoup(Client().get(visit.url).content, "html.parser").get_text(" "))
        memo = BeautifulSoup(Client().get(f"{visit.url}memo/").content, "html.parser")
        for paragraph in memo.select(".memo__items li"):
            for mark in paragraph.select("sup, b, .memo__soft"):
                mark.extract()
            words = plain(paragraph.get_text(" "))
            assert all(word in page for word in words.split()), words


def test_what_is_not_public_has_no_memo() -> None:
    visit = SiteVisitPage.objects.get(slug="durham-january-2024")
    visit.unpublish()
    for below in ("memo/", "memo.pdf"):
        assert Client().get(f"{CAMBRIDGE}{below}").status_code == 404


def test_other_addresses_below_a_visit_or_a_program_are_not_found() -> None:
    for address in (f"{CAMBRIDGE}other/", f"{CAMBRIDGE}memo/more/", "/cities/durham-nc/memo.pdf"):
        assert Client().get(address).status_code == 404
