"""The example's lists, programs and comparisons as files: the same rows as their pages."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from programs.metrics.columns import FIGURE_COLUMNS
from programs.metrics.models import Observation
from programs.models import ProgramPage
from tests.open_data.reading import content, csv_rows, xlsx_rows
from tests.records import make_private

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]

COMPARISON = "program=durham-nc/heart&program=denver-co/star&program=new-york-ny/b-heard"
# Lists, and the column with the address of each row's page.
LISTS = {
    "/cities/?state=North+Carolina": "url",
    "/programs/": "url",
    "/programs/?status=operating&sort=population": "url",
    "/playbooks/": "url",
    "/playbooks/?sort=title&phase=operating": "url",
    "/site-visits/?sort=oldest": "url",
    "/sources/?kind=news&sort=newest": "page",
}
KINDS = ("csv", "xlsx", "json")


def file_address(page: str, kind: str) -> str:
    path, sign, query = page.partition("?")
    return f"{path.rstrip('/')}.{kind}{sign}{query}"


def page_of(address: str) -> BeautifulSoup:
    return BeautifulSoup(Client().get(address).content, "html.parser")


def test_the_glossary_is_a_file_with_a_row_for_each_meaning() -> None:
    rows = csv_rows("/glossary.csv")
    soup = page_of("/glossary/")
    terms = [term.get_text(strip=True) for term in soup.select("dl.glossary dt")]
    assert list(dict.fromkeys(row["term"] for row in rows)) == terms
    heart = next(row for row in rows if row["term"] == "HEART")
    assert heart["stands_for"] == "Holistic Empathetic Assistance Response Teams"
    assert heart["sources"]
    assert heart["page"].endswith("/cities/durham-nc/heart/")
    links = [str(link["href"]) for link in soup.select(".downloads a[download]")]
    assert links == ["/glossary.csv", "/glossary.xlsx", "/glossary.json"]


@pytest.mark.parametrize("page", LISTS)
def test_a_file_has_the_rows_of_its_page_in_the_same_order(page: str) -> None:
    addresses = [urlsplit(row[LISTS[page]]).path for row in csv_rows(file_address(page, "csv"))]
    soup = page_of(page)
    linked = dict.fromkeys(str(link["href"]) for link in soup.select("main a[href]"))
    shown = [address for address in linked if address in addresses]
    assert shown
    assert shown == addresses[: len(shown)]
    heading = soup.select_one("#list")
    if heading is not None:
        assert re.match(r"\d+", heading.get_text()).group() == str(len(addresses))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "page",
    [
        *LISTS,
        "/metrics/",
        "/questions/",
        "/metrics/figures/?program=heart",
        "/metrics/calls-responded/",
        "/cities/durham-nc/heart/",
        f"/compare/?{COMPARISON}",
    ],
)
def test_every_page_links_its_files_which_say_the_same(page: str) -> None:
    links = [str(link["href"]) for link in page_of(page).select(".downloads a[download]")]
    own = links[:3]
    assert [urlsplit(link).path.rpartition(".")[2] for link in own] == list(KINDS)
    as_csv, (names, *as_xlsx) = csv_rows(own[0]), xlsx_rows(own[1])
    as_json = json.loads(content(own[2]))
    assert as_csv
    assert len(as_csv) == len(as_xlsx) == len(as_json["rows"])
    assert list(as_csv[0]) == list(names) == [field["name"] for field in as_json["fields"]]
    for line, cells, row in zip(as_csv, as_xlsx, as_json["rows"], strict=True):
        assert [bool(cell) for cell in line.values()] == [is_there(cell) for cell in cells]
        assert [is_there(value) for value in row.values()] == [is_there(cell) for cell in cells]


def is_there(value: Any) -> bool:
    return value not in (None, "", [])


def test_a_program_s_figures_are_a_file_that_the_import_reads() -> None:
    rows = csv_rows("/cities/durham-nc/heart/figures.csv")
    assert list(rows[0]) == [column.name for column in FIGURE_COLUMNS]
    assert len(rows) == Observation.objects.filter(program__slug="heart").count()
    assert {row["program"] for row in rows} == {"durham-nc/heart"}


def test_a_program_s_file_has_its_facts_with_sources_and_the_kinds_of_its_gaps() -> None:
    facts = {row["fact"]: row for row in csv_rows("/cities/durham-nc/heart.csv")}
    assert facts["lead_department"]["value"] == "Durham Community Safety Department (DCSD)"
    assert facts["lead_department"]["sources"]
    figure = facts["metric/response-time-median"]
    assert (figure["value"], figure["gap"]) == ("", "not_recorded")
    assert all(row["gap"] for row in facts.values() if not row["value"])


def test_a_comparison_s_file_says_what_its_page_says() -> None:
    rows = csv_rows(f"/compare.csv?{COMPARISON}")
    soup = page_of(f"/compare/?{COMPARISON}")
    shown = soup.select(".comparison__table tr[id]")
    assert len(rows) == len(shown)
    for row, on_page in zip(rows, shown, strict=True):
        words = " ".join(on_page.get_text(" ").split())
        assert row["row"] in words
        assert row["verdict"] in words
    assert "durham-nc/heart sources" in rows[0]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/programs.csv?status=nonsense", "“nonsense” is not known (Status)."),
        ("/compare.csv", "Name 2 to 5 programs"),
        ("/compare.json?program=no/such&program=durham-nc/heart", "There is no program “no/such”."),
    ],
)
def test_a_file_that_cannot_be_made_says_why_in_words(address: str, words: str) -> None:
    assert words in content(address, 400).decode()


@pytest.mark.parametrize(
    "address",
    ["/nothing.csv", "/metrics/none.csv", "/programs/x.csv", "/cities/durham-nc.csv", "/.csv"],
)
def test_an_address_without_a_list_has_no_file(address: str) -> None:
    content(address, 404)


def test_a_hidden_program_has_no_file_and_is_in_none() -> None:
    make_private(ProgramPage.objects.get(slug="heart"))
    for kind in KINDS:
        content(f"/cities/durham-nc/heart.{kind}", 404)
        content(f"/cities/durham-nc/heart/figures.{kind}", 404)
    for address in ("/programs.csv", "/metrics/figures.csv", "/playbooks.csv", "/site-visits.csv"):
        assert b"durham-nc/heart" not in content(address), address


def test_a_list_s_file_takes_few_queries_however_many_rows() -> None:
    content("/programs.csv")
    with CaptureQueriesContext(connection) as queries:
        content("/programs.csv")
    assert len(queries) <= 8


def test_files_say_how_they_may_be_used_elsewhere() -> None:
    response = Client().get("/programs.csv")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Disposition"] == 'attachment; filename="programs.csv"'
    assert "/data/#programs" in response["Link"]
    assert b"".join(response).startswith(b"\xef\xbb\xbf")  # type: ignore[arg-type]
