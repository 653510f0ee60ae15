"""What a comparison draws: only what may stand together, with the values of its table."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from portal.pages.models import HomePage
from programs.metrics.models import Definition
from programs.models import ProgramPage
from tests.figures import figure
from tests.programs.comparing.addresses import query
from tests.records import city, make_private, program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pictures_dir")]

PICTURE = "/compare/calls-responded"


def svg(*programs: ProgramPage, more: str = "") -> str:
    response = Client().get(f"{PICTURE}.svg?{query(*programs)}{more}")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    return response.content.decode()


def drawn(*programs: ProgramPage) -> list[Tag]:
    """The pictures of the page, below its heading “Drawn”."""
    soup = BeautifulSoup(Client().get(f"/compare/?{query(*programs)}").content, "html.parser")
    return soup.select("[aria-labelledby=pictures] figure.picture")


def test_a_picture_says_what_it_shows_for_eyes_and_for_ears(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 11_612)
    figure(calls, star, 7_000, bound="more_than")
    found = svg(heart, star)
    for words in (
        "<title>Calls responded to: more than 7,000 (Denver) to 11,612 (Durham)</title>",
        "Comparable with care",
        "Sources: City of Dayton.",
        "testserver/compare/?program=",
    ):
        assert words in found
    described = re.search(r"<desc>([^<]*)</desc>", found)
    assert described is not None
    assert "Most: Durham, 2024: 11,612." in described[1]
    png = Client().get(f"{PICTURE}.png?{query(heart, star)}")
    assert png.content.startswith(b"\x89PNG")


def test_the_page_draws_each_measure_and_leads_to_its_row_with_the_same_values(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 11_612)
    figure(calls, star, 7_431)
    [shown] = drawn(heart, star)
    image, link = shown.img, shown.select_one("a[href^='#']")
    assert image is not None
    assert link is not None
    assert {"width", "height"} <= set(image.attrs)
    page = BeautifulSoup(Client().get(f"/compare/?{query(heart, star)}").content, "html.parser")
    row = page.select_one(str(link["href"]))
    assert row is not None
    values = {value.text.split()[0] for value in row.select("td .observation__value")}
    assert values == {"11,612", "7,431"}
    for value in values:
        assert value in str(image["alt"])
        assert value in Client().get(str(image["src"])).content.decode()
    cited = [each.text for each in shown.select("details code")]
    assert any(f"url = {{http://testserver{PICTURE}.svg?" in each for each in cited)


def test_what_may_not_be_compared_stands_in_no_picture_with_it(
    calls: Definition, heart: ProgramPage, star: ProgramPage, beheard: ProgramPage
) -> None:
    own = Definition.objects.create(metric=calls.metric, name="Calls received")
    figure(calls, heart, 11_612)
    figure(calls, star, 7_431)
    figure(own, beheard, 15_000)
    found = svg(heart, star, beheard)
    assert "15,000" not in found
    assert "Not in this picture: New York" in found
    assert len(drawn(heart, star, beheard)) == 1
    assert drawn(heart, beheard) == []
    assert Client().get(f"{PICTURE}.svg?{query(heart, beheard)}").status_code == 404


def test_each_group_that_may_be_compared_has_its_own_picture(
    calls: Definition,
    heart: ProgramPage,
    star: ProgramPage,
    beheard: ProgramPage,
    home: HomePage,
) -> None:
    own = Definition.objects.create(metric=calls.metric, name="Calls received")
    other = program(city(home, "Eugene"), "CAHOOTS")
    figure(calls, heart, 11_612)
    figure(calls, star, 7_431)
    figure(own, beheard, 15_000)
    figure(own, other, 24_000)
    four = (heart, star, beheard, other)
    addresses = [str(shown.img["src"]) for shown in drawn(*four) if shown.img]
    found = [Client().get(address).content.decode() for address in addresses]
    assert [("11,612" in each, "24,000" in each) for each in found] == [
        (True, False),
        (False, True),
    ]
    assert "Calls received" in svg(*four, more="&group=2")


def test_hidden_programs_are_never_drawn(
    calls: Definition, heart: ProgramPage, star: ProgramPage, beheard: ProgramPage
) -> None:
    for page, value in ((heart, 11_612), (star, 7_431), (beheard, 4_711)):
        figure(calls, page, value)
    make_private(beheard)
    assert "4,711" not in svg(heart, star, beheard)
    [shown] = drawn(heart, star, beheard)
    assert "4,711" not in str(shown)
    star.unpublish()
    assert Client().get(f"{PICTURE}.svg?{query(heart, star, beheard)}").status_code == 404


@pytest.mark.parametrize("group", ["0", "2", "99", "-1", "x", "%C2%B2", "%00", "1e9", ""])
def test_a_group_that_there_is_not_is_answered_in_words(
    calls: Definition, heart: ProgramPage, star: ProgramPage, group: str
) -> None:
    figure(calls, heart, 11_612)
    figure(calls, star, 7_431)
    response = Client().get(f"{PICTURE}.svg?{query(heart, star)}&group={group}")
    assert response.status_code == 404
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "can be compared" in response.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "?program=durham/durham-heart",
        "?program=%00&program=%FF",
        "?program=durham/durham-heart&program=durham/durham-heart",
        "?" + "&".join(f"program=a{number}" for number in range(30)),
        "?program=" + "a" * 5_000,
    ],
)
def test_programs_that_make_no_comparison_are_answered_in_words(
    calls: Definition, heart: ProgramPage, star: ProgramPage, asked: str
) -> None:
    figure(calls, heart, 11_612)
    response = Client().get(f"{PICTURE}.svg{asked}")
    assert response.status_code == 404
    assert response.content.decode() == "Name two to five public programs."


def test_unknown_forms_versions_and_measures(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 11_612)
    figure(calls, star, 7_431)
    assert "11,612" in svg(heart, star, more="&form=poster&v=%00")
    response = Client().get(f"/compare/no-such-measure.svg?{query(heart, star)}")
    assert response.status_code == 404
    assert "can be compared" in response.content.decode()


def test_a_picture_is_another_as_soon_as_a_figure_is(
    calls: Definition,
    heart: ProgramPage,
    star: ProgramPage,
    pictures_dir: Path,
) -> None:
    own = figure(calls, heart, 11_612)
    figure(calls, star, 7_431)
    address = f"{PICTURE}.svg?{query(heart, star)}"
    first = Client().get(address)
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert len(list(pictures_dir.iterdir())) == 1
    own.value = 12_000
    own.save()
    changed = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    assert "12,000" in changed.content.decode()
    assert "11,612" not in changed.content.decode()
    assert len(list(pictures_dir.iterdir())) == 2


def test_the_address_on_the_page_is_kept_by_browsers_until_the_figures_change(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    own = figure(calls, heart, 11_612)
    figure(calls, star, 7_431)
    [shown] = drawn(heart, star)
    assert shown.img is not None
    before = str(shown.img["src"])
    assert "max-age=31536000" in Client().get(before)["Cache-Control"]
    own.value = 12_000
    own.save()
    [shown] = drawn(heart, star)
    assert shown.img is not None
    assert str(shown.img["src"]) != before
    # What the old address leads to now is not kept for a year.
    assert "max-age=300" in Client().get(before)["Cache-Control"]
