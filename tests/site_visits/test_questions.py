"""The question bank: every question of the field, a sheet for each discipline, and its editors."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from portal.demo.files import read_yaml
from site_visits.questions.models import Asked, Question
from tests.admin.conftest import accounts, administrator, durham_editor
from tests.demo_server import PROJECT, DemoSite
from tests.example import example
from tests.records import front_page

__all__ = ["accounts", "administrator", "durham_editor", "example"]

LISTED = PROJECT / "site_visits" / "questions" / "lists" / "questions.yaml"


def read(path: str) -> BeautifulSoup:
    response = Client().get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.django_db
@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("asked", Asked.values)
def test_each_discipline_has_its_page_with_its_questions_in_order(asked: str) -> None:
    listed = next(entry["questions"] for entry in read_yaml(LISTED) if entry["asked"] == asked)
    sheet = read(f"/questions/{asked}/")
    assert [li.get_text() for li in sheet.select("ol.questions li")] == listed
    for path in ("/questions/", "/questions/print/"):
        text = read(path).get_text()
        assert all(question in text for question in listed)


def test_every_discipline_and_question_of_the_field_is_there(shared: Path) -> None:
    text = (shared / "domain.md").read_text(encoding="utf-8")
    bank = text.partition("## 4. Question bank")[2].partition("## 5.")[0]
    lines = [line for line in bank.splitlines() if line.startswith("- **")]
    entries = read_yaml(LISTED)
    assert len(lines) == len(entries) == len(Asked)
    for line, entry in zip(lines, entries, strict=True):
        asked_for = line.partition(":** ")[2]
        theirs = " ".join(entry["questions"]).casefold().replace("“", '"').replace("”", '"')
        for words in re.findall(r"[a-z]{6,}", asked_for.casefold()):
            assert words[:4] in theirs.replace("’", "'"), (words, entry["asked"])


@pytest.mark.django_db
def test_an_unknown_discipline_and_an_empty_bank_are_answered_in_words() -> None:
    front_page()
    Question.objects.all().delete()
    assert Client().get("/questions/nobody/").status_code == 404
    assert "No question is listed yet" in read("/questions/").get_text()
    assert "No question is listed for this discipline yet." in read("/questions/data/").get_text()


@pytest.mark.django_db
def test_a_retired_question_is_off_the_sheets() -> None:
    front_page()
    Question.objects.all().delete()
    Question.objects.create(asked=Asked.DATA, text="Which systems?")
    Question.objects.create(asked=Asked.DATA, text="Old?", retired_on="2026-01-01")
    assert [li.get_text() for li in read("/questions/data/").select("ol.questions li")] == [
        "Which systems?"
    ]


@pytest.mark.django_db
def test_an_editor_s_question_comes_last_and_stays_when_others_delete(
    durham_editor: Client, administrator: Client
) -> None:
    data = {"asked": "data", "text": "Who may read the log?", "retired_on": ""}
    assert durham_editor.get(reverse("question_bank:index")).status_code == 200
    assert durham_editor.post(reverse("question_bank:add"), data).status_code == 302
    assert read("/questions/data/").select("ol.questions li")[-1].get_text() == data["text"]
    made = Question.objects.get(text=data["text"])
    delete = reverse("question_bank:delete", args=[made.pk])
    durham_editor.post(delete)
    assert Question.objects.filter(pk=made.pk).exists()
    administrator.post(delete)
    assert not Question.objects.filter(pk=made.pk).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("example")
def test_visits_and_programs_lead_to_the_questions() -> None:
    for path in (
        "/site-visits/",
        "/cities/cambridge-ma/durham-january-2024/",
        "/cities/durham-nc/heart/",
    ):
        assert read(path).select_one('main a[href="/questions/"]'), path


@pytest.mark.browser
def test_each_discipline_prints_on_one_page(chromium: Browser, demo_site: DemoSite) -> None:
    page = chromium.new_page()
    pages = {"/questions/print/": len(Asked)} | {
        f"/questions/{asked}/": 1 for asked in Asked.values
    }
    for path, expected in pages.items():
        page.goto(demo_site.url(path))
        for paper in ("Letter", "A4"):
            printed = page.pdf(format=paper)
            assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == expected, (path, paper)
    page.close()
