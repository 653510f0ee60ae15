"""Pictures as readers get them: drawn, kept, and never of what may not be compared or seen."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.pages.models import CityPage, HomePage
from programs.metrics.charts.kept_files import Picture, make_room
from programs.metrics.charts.rendering import PROGRAM, DrawingError, Renderer, renderer
from programs.metrics.models import Definition
from programs.models import ProgramPage
from tests.figures import figure
from tests.records import city, make_private, program

pytestmark = pytest.mark.django_db

ADDRESS = "/metrics/calls-responded"
POINT = {"mark": "point", "data": {"values": [{"a": 1}]}}


def svg(query: str = "") -> str:
    response = Client().get(f"{ADDRESS}.svg{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    return response.content.decode()


def test_a_picture_has_its_title_its_values_and_where_it_comes_from(
    calls: Definition, heart: ProgramPage, home: HomePage
) -> None:
    figure(calls, heart, 11_612)
    figure(calls, program(city(home, "Denver"), "STAR"), 7_000, bound="more_than")
    drawn = svg()
    for words in ("11,612", "more than 7,000", "Denver", "2024", "Sources: City of Dayton."):
        assert words in drawn
    assert "testserver/metrics/calls-responded/" in drawn
    assert 'style="' not in drawn
    png = Client().get(f"{ADDRESS}.png")
    assert png["Content-Type"] == "image/png"
    assert png.content.startswith(b"\x89PNG")


def test_other_counts_and_sums_since_the_start_stand_in_no_picture_with_years(
    calls: Definition, heart: ProgramPage
) -> None:
    own = Definition.objects.create(metric=calls.metric, name="Calls received")
    figure(calls, heart, 11_612)
    figure(calls, heart, 28_000, period_start="2022-06-27", period_kind="cumulative")
    figure(own, heart, 13_500)
    assert "13,500" in svg("?counted=calls-received")
    for other in ("28,000", "13,500"):
        assert other not in svg()


def test_years_that_follow_are_joined_and_a_missing_one_breaks_the_line(
    calls: Definition, heart: ProgramPage
) -> None:
    for year in (2020, 2021, 2023):
        period = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        figure(calls, heart, year, **period)
    drawn = svg("?over=years")
    assert drawn.count(">no figure<") == 1
    assert "2,020" in drawn


def test_what_cannot_be_drawn_says_so_or_is_not_found(
    calls: Definition, heart: ProgramPage, durham: CityPage
) -> None:
    assert "No city has reported a figure yet" in svg()
    figure(calls, heart, 9, period_start="2022-06-27", period_kind="cumulative")
    assert "may be set beside each other" in svg()
    for missing in ("/metrics/nothing.svg", f"{ADDRESS}.svg?counted=x", f"{ADDRESS}.svg?over=days"):
        assert Client().get(missing).status_code == 404
    assert Client().get(f"{ADDRESS}.svg?form=%00&v=%FF").status_code == 200


def test_drafts_and_private_programs_are_in_no_picture(
    calls: Definition, durham: CityPage, heart: ProgramPage
) -> None:
    figure(calls, heart, 5)
    for hidden in (program(durham, "Draft", live=False), program(durham, "Private")):
        figure(calls, hidden, 4_711)
    make_private(hidden)
    assert "4,711" not in svg()


def test_a_browser_is_told_when_it_has_the_picture_already(
    calls: Definition, heart: ProgramPage
) -> None:
    figure(calls, heart, 5)
    first = Client().get(f"{ADDRESS}.svg")
    again = Client().get(f"{ADDRESS}.svg", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    figure(calls, heart, 6, period_start="2025-01-01", period_end="2025-12-31")
    assert Client().get(f"{ADDRESS}.svg")["ETag"] != first["ETag"]


def test_the_page_shows_the_picture_with_its_words_for_phones_too(
    calls: Definition, heart: ProgramPage, home: HomePage
) -> None:
    figure(calls, heart, 5)
    figure(calls, program(city(home, "Denver"), "STAR"), 7)
    soup = BeautifulSoup(Client().get(f"{ADDRESS}/").content, "html.parser")
    [shown] = soup.select("figure.picture")
    image, narrow = shown.select_one("img"), shown.select_one("source")
    assert image is not None
    assert narrow is not None
    assert "Most: Denver, 2024: 7" in str(image["alt"])
    assert soup.select_one(str(shown.select("a[href^='#']")[0]["href"]))
    for address in (image["src"], narrow["srcset"]):
        answer = Client().get(str(address))
        assert answer.status_code == 200
        assert "max-age=31536000" in answer["Cache-Control"]


def test_a_picture_is_drawn_once_and_the_oldest_make_room(pictures: Path) -> None:
    picture = Picture.of(POINT | {"usermeta": {"title": "A point"}, "description": "One."})
    drawn = picture.content("svg")
    renderer.stop()
    assert picture.content("svg") == drawn
    assert [file.name for file in pictures.iterdir()] == [f"{picture.key}.svg"]
    make_room(pictures, most=0)
    assert list(pictures.iterdir()) == []


def test_what_a_picture_says_of_itself_breaks_no_markup(
    calls: Definition, heart: ProgramPage
) -> None:
    calls.metric.name = 'Calls <b> & "others"'
    calls.metric.save()
    figure(calls, heart, 5)
    soup = BeautifulSoup(svg(), "xml")
    assert soup.svg is not None
    assert soup.svg["role"] == "img"
    assert soup.svg.title is not None
    assert soup.svg.title.text == 'Calls <b> & "others": 5 (Durham)'
    assert soup.svg.desc is not None
    assert "1 program" in soup.svg.desc.text


def test_a_drawing_process_that_died_is_started_again_and_faults_are_told() -> None:
    own = Renderer()
    assert own.svg(POINT).startswith(b"<svg")
    assert own._process is not None
    own._process.kill()
    own._process.wait()
    assert own.svg(POINT).startswith(b"<svg")
    with pytest.raises(DrawingError):
        own.png(b"no picture")
    own.stop()


def test_workers_do_not_hold_the_drawing_library() -> None:
    assert "vl_convert" in PROGRAM.read_text()
    for module in PROGRAM.parent.glob("*.py"):
        assert module == PROGRAM or "import vl_convert" not in module.read_text()
