"""The picture of a council memo: which one, on the page and in the file, and when there is none."""

from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from portal.pages.models import HomePage
from programs.metrics.charts.rendering import DrawingError, renderer
from programs.metrics.models import Definition
from programs.models import ProgramPage
from tests.figures import figure, metric
from tests.programs.comparing.addresses import query
from tests.reading import words
from tests.records import city, make_private, program, source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pictures_dir")]

SINCE_THE_START = {"period_kind": "cumulative", "period_start": "2021-06-27"}


@pytest.fixture
def care(home: HomePage) -> ProgramPage:
    return program(city(home, "Cambridge"), "CARE", slug="care")


def sheet(*programs: ProgramPage) -> BeautifulSoup:
    response = Client().get(f"/compare/memo/?{query(*programs)}")
    assert response.status_code == 200
    found = BeautifulSoup(response.content, "html.parser").select_one(".memo")
    assert found is not None
    return BeautifulSoup(str(found), "html.parser")


def chart(*programs: ProgramPage) -> Tag:
    (found,) = sheet(*programs).select("figure")
    return found


def printed(*programs: ProgramPage) -> str:
    """The words of the file, which is one page."""
    response = Client().get(f"/compare/memo.pdf?{query(*programs)}")
    (page,) = PdfReader(BytesIO(response.content)).pages
    return " ".join(page.extract_text().split())


def many_metrics(programs: list[ProgramPage], **columns: Any) -> None:
    for number in range(50):
        definition = metric(f"metric-{number}", name=f"Metric {number}")
        first, *others = programs
        figure(definition, first, number)
        for page in others:
            figure(definition, page, number + 1, **columns)


def test_it_says_what_is_drawn_of_when_and_by_which_sources(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 84)
    figure(calls, star, 112, bound="more_than", source=source("OTHER"))
    found = chart(heart, star)
    title, about, key = (words(each) for each in found.select("b, figcaption span, p"))
    assert title == "Calls responded to: 84 (Durham) to more than 112 (Denver)"
    assert about.startswith("Calls. 2024. 2 programs. Comparable with care")
    assert about.endswith("1 2")
    assert key == "Arrow: a bound; the number lies on that side."
    image, narrow = found.select("img")
    assert (image["alt"], image["height"]) != ("", narrow["height"])
    assert (narrow["alt"], narrow["class"]) == (image["alt"], ["memo__narrow", "no-print"])
    assert "Least: Durham, 2024: 84." in image["alt"]
    drawn = Client().get(str(image["src"]))
    assert drawn["Content-Type"] == "image/svg+xml"
    assert f'width="{image["width"]}" height="{image["height"]}"' in drawn.content.decode()
    assert "max-age=31536000" in drawn["Cache-Control"]


def test_the_file_has_the_picture_itself_on_one_page(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 84)
    figure(calls, star, 112)
    text = printed(heart, star)
    assert "Calls responded to: 84 (Durham) to 112 (Denver)" in text
    # Nothing but the scale of the picture says these.
    assert "0 25 50 75 100 125" in text


def test_the_metric_that_most_programs_share_is_drawn(
    calls: Definition, heart: ProgramPage, star: ProgramPage, care: ProgramPage
) -> None:
    shared = metric("hours", name="Hours a week")
    for number, page in enumerate([heart, star, care]):
        figure(calls, page, 10 + number, **(SINCE_THE_START if page is care else {}))
        figure(shared, page, 40 + number)
    assert words(chart(heart, star, care)).startswith("Hours a week: 40 (Durham) to 42 (Cambridge)")


def test_of_several_that_many_share_one_that_differs_is_drawn_then_one_without_care(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    for page in (heart, star):
        figure(calls, page, 7)
    assert words(chart(heart, star)).startswith("Calls responded to: 7 (2 programs)")
    with_care = metric("staff", name="Staff")
    figure(with_care, heart, 5)
    figure(with_care, star, 9, bound="more_than")
    assert words(chart(heart, star)).startswith("Staff: 5 (Durham) to more than 9 (Denver)")
    plainly = metric("teams", name="Teams")
    figure(plainly, heart, 2)
    figure(plainly, star, 3)
    assert words(chart(heart, star)).startswith("Teams: 2 (Durham) to 3 (Denver)")


def test_it_names_who_may_not_stand_in_it(
    calls: Definition, heart: ProgramPage, star: ProgramPage, care: ProgramPage
) -> None:
    figure(calls, heart, 84)
    figure(calls, star, 112)
    figure(calls, care, 9_000, **SINCE_THE_START)
    found = chart(heart, star, care)
    assert "Not in this picture: Cambridge" in words(found)
    drawn = Client().get(str(found.select("img")[0]["src"])).content.decode()
    assert "Durham" in drawn
    assert "9,000" not in drawn


def test_where_no_two_programs_can_be_compared_nothing_is_drawn(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 84)
    figure(calls, star, 9_000, **SINCE_THE_START)
    assert not sheet(heart, star).select("figure, img")
    assert "the picture of" not in words(sheet(heart, star))


def test_it_gives_way_to_figures_that_may_be_compared_and_the_memo_says_so(
    heart: ProgramPage, star: ProgramPage
) -> None:
    many_metrics([heart, star])
    found = sheet(heart, star)
    assert not found.select("figure, img")
    assert "the picture of Metric 0. All of it stands at the address below." in words(found)
    assert len(found.select("tbody th[scope=row]")) >= 15
    text = printed(heart, star)
    assert "the picture of Metric 0" in text
    assert "Metric 0: 0 (Durham)" not in text


def test_figures_that_may_not_be_compared_give_way_to_it(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 84)
    figure(calls, star, 112)
    many_metrics([heart, star], **SINCE_THE_START)
    found = sheet(heart, star)
    assert "Calls responded to: 84 (Durham)" in words(found.select("figure")[0])
    assert "the picture of" not in words(found)
    assert "Metric 49 (× Not comparable" in words(found)
    assert "0 25 50 75 100 125" in printed(heart, star)


def test_a_program_that_is_not_public_is_never_drawn(
    calls: Definition, heart: ProgramPage, star: ProgramPage, care: ProgramPage
) -> None:
    for number, page in enumerate([heart, star, care]):
        figure(calls, page, 84 + number)
    before = str(chart(heart, star, care).select("img")[0]["src"])
    assert "Cambridge" in Client().get(before).content.decode()
    make_private(care)
    found = chart(heart, star, care)
    assert "Cambridge" not in str(found)
    assert "care" not in str(found.select("img")[0]["src"])
    for address in (before, str(found.select("img")[0]["src"])):
        assert "Cambridge" not in Client().get(address).content.decode()
    assert "Cambridge" not in printed(heart, star, care)


def test_where_it_cannot_be_drawn_now_the_file_has_its_words_and_later_the_picture(
    monkeypatch: pytest.MonkeyPatch, calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    def failing(spec: dict[str, Any]) -> bytes:
        raise DrawingError("the drawing process ended without an answer")

    figure(calls, heart, 84)
    figure(calls, star, 112)
    with monkeypatch.context() as patch:
        patch.setattr(renderer, "svg", failing)
        text = printed(heart, star)
    assert "Most: Denver, 2024: 112." in text
    assert "0 25 50 75 100 125" not in text
    assert "0 25 50 75 100 125" in printed(heart, star)


def test_it_takes_as_many_queries_for_many_programs_and_figures_as_for_few(
    calls: Definition, home: HomePage, heart: ProgramPage, star: ProgramPage
) -> None:
    pages = [heart, star]
    for page in pages:
        figure(calls, page, 5)
    few = _queries(pages)
    pages += [program(city(home, f"Town {n}"), f"Program {n}") for n in range(3)]
    for number in range(10):
        other = metric(f"metric-{number}", name=f"Metric {number}")
        for page in pages:
            figure(other, page, number)
    many = _queries(pages)
    assert few == many
    assert many <= 12


def _queries(pages: list[ProgramPage]) -> int:
    address = f"/compare/memo/?{query(*pages)}"
    Client().get(address)
    with CaptureQueriesContext(connection) as queries:
        assert "<figure" in Client().get(address).content.decode()
    return len(queries)
