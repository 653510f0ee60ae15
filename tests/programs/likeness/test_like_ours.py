"""The page of programs like ours."""

import json

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.pages.models import HomePage
from portal.pages.models.city_page import Population
from programs.models import ProgramPage
from programs.models.units import TeamRole
from tests.open_data.reading import content
from tests.records import city, make_private, program

pytestmark = pytest.mark.django_db

ADDRESS = "/programs/like-ours/"


def described(home: HomePage, name: str, people: int, dispatch: str = "") -> ProgramPage:
    place = city(home, name)
    place.populations.add(Population(count=people))
    place.save()
    page = program(place, f"{name} Response", dispatch_model=dispatch)
    page.team_roles.add(TeamRole(discipline="clinician"))
    page.save()
    return page


def read(query: str) -> BeautifulSoup:
    response = Client().get(f"{ADDRESS}?{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def entries(soup: BeautifulSoup) -> list[str]:
    return [" ".join(each.get_text(" ").split()) for each in soup.select("ol.row-list > li")]


def test_the_list_says_why_and_what_is_not_recorded(home: HomePage) -> None:
    described(home, "Near", 310_000, "embedded")
    described(home, "Far", 3_000_000)
    found = entries(read("population=286,000&dispatch=embedded&team=clinician&team=peer"))
    assert found[0].startswith("Near Response")
    assert "about the same size: 286,000 and 310,000 residents" in found[0]
    assert "same dispatch model: sent by a professional inside the 911 center" in found[0]
    assert "in both teams: mental health clinician" in found[0]
    assert "another size: 286,000 and 3,000,000 residents" in found[1]
    assert "Not recorded there: how calls reach the team" in found[1]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("population=300000&weight-population=0", "is set to “Does not matter”"),
        ("weight-hours=2", "Write at least one thing about your city"),
    ],
)
def test_where_nothing_is_asked_for_it_says_what_to_do(
    query: str, words: str, home: HomePage
) -> None:
    described(home, "Near", 310_000)
    soup = read(query)
    assert words in soup.select_one("main [role=status]").get_text()  # type: ignore[union-attr]
    assert not entries(soup)
    refused = Client().get(f"/programs/like-ours.csv?{query}")
    assert refused.status_code == 400
    assert "let some of it matter" in refused.content.decode()
    assert not read("").select("main [role=status]")


def test_the_list_as_a_file_has_all_that_record_any_of_it(home: HomePage) -> None:
    for number in range(22):
        described(home, f"City {number}", 100_000 + number)
    query = "population=100000&team=peer"
    rows = json.loads(content(f"/programs/like-ours.json?{query}"))["rows"]
    assert len(rows) == 22
    assert [row["agreement"] for row in rows] == sorted(
        (row["agreement"] for row in rows), reverse=True
    )
    shown = [entry.partition(" Response")[0] for entry in entries(read(query))]
    assert [row["name"].removesuffix(" Response") for row in rows][:20] == shown
    assert rows[0]["not_alike"]
    links = {str(link["href"]) for link in read(query).select(".downloads a[download]")}
    assert f"/programs/like-ours.csv?{query}" in links


def test_a_program_of_ours_fills_in_what_is_not_typed(home: HomePage) -> None:
    ours = described(home, "Ours", 100_000, "911")
    near = described(home, "Near", 90_000, "911")
    soup = read(f"like={ours.comparison_key}&population=90000")
    fields = {each["name"]: each.get("value") for each in soup.select("input.usa-input[id^=id_]")}
    assert fields["population"] == "90000"
    assert soup.select_one("#id_dispatch option[selected]")["value"] == "911"  # type: ignore[index]
    assert [entry.partition(" Response")[0] for entry in entries(soup)] == ["Near"]
    links = [str(link["href"]) for link in soup.select("a[href^='/compare/?']")]
    assert links[0] == (f"/compare/?program={ours.comparison_key}&program={near.comparison_key}")


def test_what_cannot_be_is_said_at_the_field_and_nothing_is_lost(home: HomePage) -> None:
    described(home, "Near", 90_000)
    soup = read("population=many&hours=500&density=nan&dispatch=%00&team=peer&weight-hours=2")
    assert not entries(soup)
    for name in ("population", "hours", "density"):
        assert soup.select_one(f"#id_{name}_error")
    typed = {each["name"]: each.get("value") for each in soup.select("input.usa-input[id^=id_]")}
    assert (typed["population"], typed["hours"], typed["density"]) == ("many", "500", "nan")
    assert soup.select_one("input[name=team][value=peer][checked]")
    assert soup.select_one("#id_weight-hours option[value='2'][selected]")


def test_an_empty_description_ranks_nobody(home: HomePage) -> None:
    described(home, "Near", 90_000)
    assert entries(read("")) == []
    assert entries(read("population=1000&weight-population=0")) == []


def test_hidden_programs_are_neither_offered_nor_listed(home: HomePage) -> None:
    hidden = described(home, "Hidden", 90_000)
    make_private(hidden)
    assert "Hidden" not in read("population=90000").get_text()


def test_queries_are_few_however_many_programs_there_are(home: HomePage) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as context:
            read("population=90000")
        return len(context)

    described(home, "One", 90_000)
    queries()
    few = queries()
    for number in range(4):
        described(home, f"City {number}", 90_000 + number)
    assert queries() == few
    assert few <= 8
