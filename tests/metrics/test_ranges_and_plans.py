"""What a source leaves open is shown as it says it: ranges, "about", and plans."""

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client

from programs.metrics.comparison import contradict
from programs.metrics.models import Definition, Observation
from programs.models import ProgramPage
from tests.figures import figure
from tests.metrics.comparison.figures import figure as plain
from tests.programs.comparing.addresses import query
from tests.reading import words
from tests.records import source

pytestmark = pytest.mark.django_db


def page(address: str) -> BeautifulSoup:
    response: Any = Client().get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def compared(*programs: ProgramPage) -> str:
    return words(page(f"/compare/?{query(*programs)}"))


def test_a_range_stands_as_its_source_gives_it_and_is_never_its_middle(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 50, value_to=Decimal(60))
    figure(calls, star, 100)
    text = compared(heart, star)
    assert "50 to 60 calls" in text
    assert "a source gives a range" in text
    assert "55" not in text
    # No difference is worked out from a number that nobody gave.
    assert "less than" not in text
    picture = words(page("/metrics/calls-responded/"))
    assert "50–60" in picture
    assert "Two marks and a bar" in picture


def test_a_number_within_a_range_does_not_contradict_it() -> None:
    assert not contradict(plain(50, value_to=Decimal(60)), plain(55, key=2))
    assert contradict(plain(50, value_to=Decimal(60)), plain(61, key=2))


@pytest.mark.parametrize("most", [50, 49])
def test_a_range_ends_above_where_it_begins(
    calls: Definition, heart: ProgramPage, most: int
) -> None:
    found = figure(calls, heart, 50)
    found.value_to = Decimal(most)
    with pytest.raises(ValidationError, match="A range ends above where it begins"):
        found.clean()


def test_what_is_worked_out_from_estimates_is_compared_as_one(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    given = {"quality": "derived", "note": "Of about 4,000 and more than 10."}
    figure(calls, heart, 400, bound="about", **given)
    figure(calls, star, 500)
    text = compared(heart, star)
    assert "about 400 calls (worked out by the portal)" in text
    assert "“about” is an estimate" in text
    assert "are bounds" not in text
    assert "100 calls less" not in text


def planned(calls: Definition, program: ProgramPage) -> Observation:
    early = source("EARLY")
    early.published = "2024-05"
    early.save()
    return figure(calls, program, 12, source=early)


def test_a_plan_is_called_one_wherever_its_number_stands(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    plan = planned(calls, heart)
    figure(calls, star, 500)
    assert "12 calls, planned" in compared(heart, star)
    assert "12 calls, planned" in words(page("/metrics/calls-responded/"))
    assert "12 calls, planned" in words(page(f"/metrics/figures/{plan.pk}/"))
    file: Any = Client().get("/metrics/calls-responded.csv")
    rows = csv.DictReader(io.StringIO(file.getvalue().decode("utf-8-sig")))
    assert {row["value"]: row["is_planned"] for row in rows} == {"12": "true", "500": "false"}
    records = Client().get("/api/v1/observations").json()["results"]
    assert {record["value"]: record["is_planned"] for record in records} == {12: True, 500: False}


def test_of_two_numbers_that_disagree_the_plan_alone_is_called_one(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    planned(calls, heart)
    figure(calls, heart, 14)
    figure(calls, star, 500)
    assert "12, planned or 14" in words(page("/metrics/calls-responded/"))
