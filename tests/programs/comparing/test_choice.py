"""Which programs stand beside each other, and what is said where the address is no good."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from portal.pages.models import CityPage, HomePage
from programs.comparing import choice as choices
from programs.models import ProgramIndexPage, ProgramPage
from tests.records import city, make_private, program

pytestmark = pytest.mark.django_db

HEART, STAR = "durham/durham-heart", "denver/star"


@pytest.fixture
def denver(home: HomePage) -> CityPage:
    return city(home, "Denver")


@pytest.fixture
def star(denver: CityPage) -> ProgramPage:
    return program(denver, "STAR", slug="star")


def read(*programs: str, **others: str) -> BeautifulSoup:
    query = urlencode([*(("program", name) for name in programs), *others.items()])
    response = Client().get(f"/compare/?{query}")
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    assert len(soup.select("h1")) == 1
    return soup


def title(soup: BeautifulSoup) -> str:
    return soup.select("h1")[0].get_text()


def told(soup: BeautifulSoup) -> str:
    return " ".join(" ".join(box.get_text(" ").split()) for box in soup.select(".notice"))


def checked(soup: BeautifulSoup) -> list[str]:
    return [str(box["value"]) for box in soup.select("input[name=program][checked]")]


def heads(soup: BeautifulSoup) -> list[str]:
    return [link.get_text() for link in soup.select("thead th a")]


def test_without_programs_it_offers_all_that_are_public(
    heart: ProgramPage, star: ProgramPage, durham: CityPage
) -> None:
    program(durham, "Draft", live=False)
    make_private(program(durham, "Private"))
    soup = read()
    assert title(soup) == "Compare programs"
    assert [box["value"] for box in soup.select("input[name=program]")] == [STAR, HEART]
    assert not soup.select("table")
    assert "Draft" not in soup.get_text()
    assert "Private" not in soup.get_text()


def test_two_programs_stand_side_by_side_in_the_order_of_the_address(
    heart: ProgramPage, star: ProgramPage
) -> None:
    assert heads(read(STAR, HEART)) == ["Denver STAR", "Durham HEART"]
    soup = read(HEART, STAR)
    assert title(soup) == "Two programs side by side"
    assert heads(soup) == ["Durham HEART", "Denver STAR"]
    assert told(soup) == ""
    chips = [str(link["href"]) for link in soup.select(".chips a")]
    assert chips == [f"?program={STAR}", f"?program={HEART}", "/compare/"]
    assert checked(soup) == [HEART, STAR]


def test_a_short_name_is_enough_where_one_program_has_it(
    heart: ProgramPage, star: ProgramPage
) -> None:
    soup = read("durham-heart", "star")
    assert heads(soup) == ["Durham HEART", "Denver STAR"]
    canonical = soup.select("link[rel=canonical]")[0]["href"]
    assert str(canonical).endswith(f"/compare/?program={HEART}&program={STAR}")


def test_two_programs_of_one_name_are_told_apart_by_their_cities(
    star: ProgramPage, durham: CityPage
) -> None:
    program(durham, "Other STAR", slug="star")
    assert heads(read("durham/star", STAR)) == ["Durham Other STAR", "Denver STAR"]
    soup = read("star")
    assert "Several programs are called “star”" in told(soup)
    assert checked(soup) == []


def test_one_program_is_kept_while_another_is_looked_for(
    heart: ProgramPage, star: ProgramPage
) -> None:
    soup = read(HEART)
    assert "Durham HEART is chosen. Check at least one more" in told(soup)
    assert checked(soup) == [HEART]
    found = read(HEART, find="denv")
    boxes = [box["value"] for box in found.select("input[name=program]")]
    assert boxes == [HEART, STAR]
    assert checked(found) == [HEART]
    nothing = read(HEART, find="nowhere")
    assert "No other program fits “nowhere”" in nothing.get_text()
    assert nothing.select("#find")[0]["value"] == "nowhere"


def test_six_programs_are_too_many_and_none_is_lost(denver: CityPage) -> None:
    keys = [program(denver, f"P{number}").comparison_key for number in range(6)]
    soup = read(*keys)
    assert "6 programs are chosen. At most 5" in told(soup)
    assert checked(soup) == keys
    assert not soup.select("table")
    five = read(*keys[:5])
    assert title(five) == "Five programs side by side"
    assert "Remove one to add another" in five.get_text()


def test_a_program_named_twice_is_shown_once(heart: ProgramPage, star: ProgramPage) -> None:
    soup = read(HEART, STAR, "durham-heart", HEART)
    assert told(soup) == "Durham HEART was named twice and is shown once."
    assert heads(soup) == ["Durham HEART", "Denver STAR"]


HOSTILE = [
    "nobody",
    "durham/nobody",
    "\x00",
    "\ud83d",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "x" * 5_000,
    "٢" * 70,
    "%",
    "/",
    "a/b/c/d",
]


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_an_unknown_program_is_named_and_left_out(
    heart: ProgramPage, star: ProgramPage, name: str
) -> None:
    encoded = name.encode("utf-8", "surrogatepass")
    query = urlencode(
        [("program", HEART), ("program", encoded), ("program", STAR), ("find", encoded)]
    )
    response = Client().get(f"/compare/?{query}")
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    assert heads(soup) == ["Durham HEART", "Denver STAR"]
    assert ("is no program here and was left out" in told(soup)) is bool(name.strip("/"))
    assert not soup.select('main script:not([type="application/ld+json"])')
    assert len(told(soup)) < 300


def test_drafts_and_private_programs_are_unknown(
    heart: ProgramPage, star: ProgramPage, durham: CityPage
) -> None:
    keys = [program(durham, title).comparison_key for title in ("Draft", "Private")]
    ProgramPage.objects.get(title="Draft").unpublish()
    make_private(ProgramPage.objects.get(title="Private"))
    soup = read(HEART, STAR, *keys)
    assert told(soup).count("is no program here") == 2
    assert heads(soup) == ["Durham HEART", "Denver STAR"]


def test_a_program_that_ended_is_compared_and_says_so(heart: ProgramPage, denver: CityPage) -> None:
    ended = program(denver, "Gone", status="ended", status_since="2025-04-07")
    soup = read(HEART, ended.comparison_key)
    head = " ".join(soup.select("thead th")[1].get_text(" ").split())
    assert "Ended, April 7, 2025" in head
    assert "Facts as of its time." in head
    assert "(Ended)" in soup.select(".choose-form")[0].get_text()


def test_a_program_that_was_renamed_is_found_by_its_old_name(
    heart: ProgramPage, star: ProgramPage
) -> None:
    Redirect.objects.create(old_path="/cities/denver/old-star", redirect_page=star)
    assert heads(read(HEART, "denver/old-star")) == ["Durham HEART", "Denver STAR"]


def test_more_names_than_are_looked_for_are_said_to_be_left(
    heart: ProgramPage, star: ProgramPage
) -> None:
    soup = read(HEART, STAR, *(f"none-{number}" for number in range(300)))
    assert "The address names too many programs" in told(soup)
    assert heads(soup) == ["Durham HEART", "Denver STAR"]


def test_of_many_programs_the_first_are_offered_and_a_search_finds_the_rest(
    denver: CityPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choices, "MOST_OFFERED", 2)
    for name in ("A", "B", "C"):
        program(denver, name)
    soup = read()
    assert len(soup.select("input[name=program]")) == 2
    assert "There are more; search to find them." in soup.get_text()


def test_a_programs_page_and_the_list_lead_to_it(
    heart: ProgramPage, star: ProgramPage, list_of_programs: ProgramIndexPage
) -> None:
    page = BeautifulSoup(Client().get(heart.url).content, "html.parser")
    assert page.select(f'a[href="/compare/?program={HEART}"]')
    found = BeautifulSoup(Client().get(list_of_programs.url).content, "html.parser")
    boxes = found.select("input[name=program][form=compare]")
    assert {box["value"] for box in boxes} == {HEART, STAR}
    form = found.select("form#compare[action='/compare/']")
    assert form[0].select("button[type=submit]")


def test_it_takes_as_many_queries_whatever_is_asked(
    client: Client,
    home: HomePage,
    heart: ProgramPage,
    star: ProgramPage,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    for query in ("", f"program={HEART}", f"program={HEART}&program=x/y&program=z", "find=a"):
        with django_assert_max_num_queries(12):
            client.get(f"/compare/?{query}")
