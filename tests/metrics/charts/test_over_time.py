"""A program's own page shows the years of its figures, and the picture at the same address."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.pages.models import HomePage
from programs.metrics.models import Definition, MetricIndexPage
from programs.models import ProgramPage
from tests.figures import figure, metric
from tests.records import city, make_private, program

pytestmark = pytest.mark.django_db


def year(number: int) -> dict[str, str]:
    return {"period_start": f"{number}-01-01", "period_end": f"{number}-12-31"}


def pictures_of(page: ProgramPage) -> list[Tag]:
    soup = BeautifulSoup(Client().get(page.url).content, "html.parser")
    return soup.select("[aria-labelledby=over-time] figure.picture")


def test_two_years_of_one_definition_are_drawn_with_their_words_and_table(
    calls: Definition, heart: ProgramPage
) -> None:
    figure(calls, heart, 9_100, **year(2022))
    figure(calls, heart, 11_612, **year(2023))
    [shown] = pictures_of(heart)
    title = shown.select_one("figcaption b")
    assert title is not None
    assert title.text == (
        "Calls responded to over time: Durham, calendar years, from 9,100 (2022) to 11,612 (2023)"
    )
    image = shown.img
    assert image is not None
    assert image["loading"] == "lazy"
    assert {"width", "height"} <= set(image.attrs)
    assert "9,100 (2022) to 11,612 (2023)" in str(image["alt"])
    assert "Sources: City of Dayton." in shown.text
    values = [cell.text for cell in shown.select("table .observation__value")]
    assert values == ["11,612 calls", "9,100 calls"]
    drawn = Client().get(str(image["src"]))
    assert drawn.status_code == 200
    assert "max-age=31536000" in drawn["Cache-Control"]
    for value in ("9,100", "11,612"):
        assert value in drawn.content.decode()


def test_every_picture_of_the_page_says_how_to_cite_it(
    calls: Definition, heart: ProgramPage
) -> None:
    for number in (2022, 2023):
        figure(calls, heart, number, **year(number))
    [shown] = pictures_of(heart)
    address = "http://testserver/metrics/calls-responded.svg?over=years&program=durham/durham-heart"
    assert address in shown.text
    assert "As of" in shown.text
    assert "@misc{" in shown.text
    assert Client().get(address.removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize(
    "periods",
    [
        [year(2023)],
        [year(2023), {"period_start": "2022-06-27", "period_kind": "cumulative"}],
        [
            {"period_start": "2023-01-01", "period_end": "2023-03-31", "period_kind": "quarter"},
            {"period_start": "2023-04-01", "period_end": "2023-06-30", "period_kind": "quarter"},
        ],
    ],
    ids=["one year", "a year and a sum since the start", "quarters"],
)
def test_less_than_two_years_are_no_picture(
    calls: Definition, heart: ProgramPage, periods: list[dict[str, Any]]
) -> None:
    for number, period in enumerate(periods, start=1):
        figure(calls, heart, number, **period)
    assert pictures_of(heart) == []


def test_years_on_two_definitions_never_share_a_picture(
    calls: Definition, heart: ProgramPage
) -> None:
    own = Definition.objects.create(metric=calls.metric, name="Calls received")
    figure(calls, heart, 9_100, **year(2022))
    figure(own, heart, 13_500, **year(2023))
    assert pictures_of(heart) == []
    figure(own, heart, 14_000, **year(2024))
    [shown] = pictures_of(heart)
    assert "Calls received" in shown.text
    assert "9,100" not in shown.text


def test_times_of_one_program_are_drawn_though_nobody_says_when_the_clock_starts(
    dictionary: MetricIndexPage, heart: ProgramPage
) -> None:
    timed = metric("response-time", kind="duration", unit="minutes")
    Definition.objects.create(metric=timed.metric, name="From the call", clock_start="the call")
    for number in (2022, 2023):
        figure(timed, heart, number - 2000, **year(number))
    [shown] = pictures_of(heart)
    assert shown.img is not None
    address = str(shown.img["src"])
    assert Client().get(address).status_code == 200
    # Beside other programs they may not stand.
    assert Client().get(address.replace("program=", "other=")).status_code == 404


def test_one_of_several_areas_is_not_drawn_as_the_whole(
    calls: Definition, heart: ProgramPage
) -> None:
    for number in (2022, 2023):
        for beat in ("North", "South"):
            figure(calls, heart, number, geography=beat, **year(number))
    assert not pictures_of(heart)
    for number in (2022, 2023):
        figure(calls, heart, 10 * number, geography="City of Durham", **year(number))
    [picture] = pictures_of(heart)
    assert "20,230" in picture.get_text()
    assert "2,023" not in picture.get_text()


@pytest.mark.parametrize("bound", ["more_than", "less_than", "nearly"])
def test_no_line_leads_to_a_number_that_nobody_knows(
    calls: Definition, heart: ProgramPage, bound: str
) -> None:
    figure(calls, heart, 9_100, **year(2022))
    figure(calls, heart, 11_612, bound=bound, **year(2023))
    [shown] = pictures_of(heart)
    assert "Without a line between them" in shown.text


def test_a_picture_of_a_hidden_program_is_not_there(
    calls: Definition, heart: ProgramPage, home: HomePage
) -> None:
    denver = city(home, "Denver")
    hidden = program(denver, "Draft", live=False)
    private = program(denver, "Private")
    make_private(private)
    for page in (hidden, private, heart):
        for number in (2022, 2023):
            figure(calls, page, number, **year(number))
        asked = f"/metrics/calls-responded.svg?over=years&program={page.comparison_key}"
        assert Client().get(asked).status_code == (200 if page is heart else 404)


def test_pictures_take_no_query_of_their_own(
    calls: Definition, heart: ProgramPage, django_assert_num_queries: Any
) -> None:
    figure(calls, heart, 9_100, **year(2022))
    Client().get(heart.url)
    with CaptureQueriesContext(connection) as before:
        Client().get(heart.url)
    for number in (2023, 2024):
        figure(calls, heart, number, **year(number))
    with django_assert_num_queries(len(before)):
        assert len(pictures_of(heart)) == 1
