"""The list of sources and the page of a source, as readers get them."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.pages.models import CityPage
from portal.provenance.models import Source
from portal.provenance.uses import sources_in_use
from portal.provenance.views import SOURCES_PER_PAGE
from programs.models import ProgramPage
from site_visits.models import SiteVisitPage
from tests.figures import figure, metric
from tests.records import add_row, cite, city, front_page, make_private, program, source

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script> {{ 7|add:7 }} \"'&"


@pytest.fixture
def durham() -> CityPage:
    return city(front_page(), "Durham")


@pytest.fixture
def heart(durham: CityPage) -> ProgramPage:
    return program(durham, "Durham HEART")


def read(path: str) -> BeautifulSoup:
    response = Client().get(path)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    assert len(soup.select("h1")) == 1
    return soup


def cite_with(page: Any, made: Source, about: str = "summary") -> None:
    cite(page, [about], source=made)
    page.save()


def test_a_source_of_many_figures_shows_some_and_says_so(
    heart: ProgramPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = metric()
    for year in (2022, 2023, 2024):
        figure(calls, heart, year, period_start=f"{year}-01-01", period_end=f"{year}-12-31")
    monkeypatch.setattr("programs.metrics.source_uses.MOST_OF_A_SOURCE", 3)
    assert "More figures rest on this source" not in read("/sources/SOURCE-1/").get_text()
    monkeypatch.setattr("programs.metrics.source_uses.MOST_OF_A_SOURCE", 2)
    soup = read("/sources/SOURCE-1/")
    assert len(soup.select("main tbody tr")) == 2
    assert "More figures rest on this source" in soup.get_text()
    assert soup.select_one('main .more a[href="/metrics/figures/"]')


def test_a_source_names_each_fact_that_rests_on_it(heart: ProgramPage) -> None:
    heart.operator = "city"
    cite(heart, ["operator"], as_of="2025-04")
    row = add_row(heart, "partners", "A shelter")
    heart.save()
    soup = read("/sources/SOURCE-1/")
    text = " ".join(soup.get_text(" ").split())
    assert "City or county staff This value (April 2025)" in text
    assert "A shelter" in text
    targets = {str(a["href"]) for a in soup.select("main a[href]")}
    assert {f"{heart.url}#fact-operator", f"{heart.url}#fact-{row.key}"} <= targets
    page = BeautifulSoup(Client().get(heart.url).content, "html.parser")
    assert page.select_one("#fact-operator")
    assert page.find(id=f"fact-{row.key}")


def test_a_source_that_says_otherwise_is_told_with_its_words(heart: ProgramPage) -> None:
    heart.operator = "city"
    cite(heart, ["operator"], says="another", stated="A clinic")
    heart.save()
    assert "Another value: A clinic" in read("/sources/SOURCE-1/").get_text(" ")


def test_figures_and_definitions_that_rest_on_it_are_named(heart: ProgramPage) -> None:
    calls = metric(source=source("GUIDE"))
    figure(calls, heart, 11_612)
    assert "11,612 calls" in read("/sources/SOURCE-1/").get_text(" ")
    assert read("/sources/GUIDE/").select_one('a[href="/metrics/calls-responded/"]')
    assert {"SOURCE-1", "GUIDE"} == set(sources_in_use().values_list("key", flat=True))


def test_drafts_and_private_pages_are_not_named(durham: CityPage) -> None:
    hidden = [program(durham, "Draft", live=False), program(durham, "Private")]
    make_private(hidden[1])
    calls = metric()
    for page in hidden:
        cite_with(page, source())
        figure(calls, page, 4_711)
    text = read("/sources/SOURCE-1/").get_text(" ")
    for word in ("Draft", "Private", "4,711"):
        assert word not in text
    assert "Nothing that is published rests on it now." in text
    assert "A report" not in read("/sources/").get_text(" ")


def test_a_row_does_not_give_away_the_title_of_a_private_page(durham: CityPage) -> None:
    secret = program(durham, "Secret program")
    make_private(secret)
    visit = durham.add_child(instance=SiteVisitPage(title="A visit"))
    add_row(visit, "parties", "", program=secret, side="host", agency="", place="")
    visit.save()
    text = read("/sources/SOURCE-1/").get_text(" ")
    assert "A visit" in text
    assert "Secret program" not in text


def test_archived_copy_comes_first_and_no_link_stands_alone(heart: ProgramPage) -> None:
    made = source()
    made.address, made.archived_copy = "https://example.org/a", "https://archive.example.org/a"
    made.save()
    cite_with(heart, made)
    buttons = read("/sources/SOURCE-1/").select(".actions a")
    assert [str(a["href"]) for a in buttons] == [made.archived_copy, made.address]
    text = read("/sources/SOURCE-1/").get_text(" ")
    assert "it may have changed or gone since" in text


@pytest.mark.parametrize("address", ["http://[broken", ""])
def test_an_address_that_makes_no_sense_gives_no_link(heart: ProgramPage, address: str) -> None:
    made = source()
    Source.objects.filter(pk=made.pk).update(address=address)
    assert not read("/sources/SOURCE-1/").select(".actions a")


def test_hostile_text_is_shown_as_text(heart: ProgramPage) -> None:
    made = Source.objects.create(key="BAD", title=HOSTILE, publisher=HOSTILE, note=HOSTILE)
    cite(heart, ["summary"], source=made, says="another", stated=HOSTILE)
    heart.save()
    soup = read("/sources/BAD/")
    assert not soup.select('script:not([type="application/ld+json"], [src])')
    assert soup.select_one("h1").get_text() == HOSTILE  # type: ignore[union-attr]
    assert HOSTILE in read("/sources/").get_text()


def test_an_unknown_source_answers_404() -> None:
    front_page()
    for key in ("NO-SUCH", "a" * 3000, "%22"):
        assert Client().get(f"/sources/{key}/").status_code == 404


@pytest.mark.parametrize("number", ["-1", "abc", "0", "99999999999999999999", "", "%00", "1e5"])
def test_absurd_page_numbers_give_a_normal_page(heart: ProgramPage, number: str) -> None:
    for each in range(SOURCES_PER_PAGE + 1):
        cite(heart, ["summary"], source=source(f"S-{each:03}"))
    heart.save()
    soup = read(f"/sources/?page={number}")
    assert f"of {SOURCES_PER_PAGE + 1}" in soup.get_text(" ")


def test_lists_take_as_many_queries_for_many_as_for_one(
    client: Client, durham: CityPage, django_assert_num_queries: Callable[..., Any]
) -> None:
    for many in (1, 7):
        for number in range(many):
            page = program(durham, f"P {many} {number}")
            add_row(page, "partners", "Somebody")
            cite_with(page, source(f"S-{many}-{number}"))
            cite_with(page, source())
        client.get("/sources/SOURCE-1/")
        with django_assert_num_queries(4):
            client.get("/sources/")
        with django_assert_num_queries(7):  # also the total, and what of the choice exists
            client.get("/sources/?publisher=City+of+Dayton&year=undated")
        with django_assert_num_queries(9):
            client.get("/sources/SOURCE-1/")


class TestTheList:
    @pytest.fixture(autouse=True)
    def _three(self, heart: ProgramPage) -> None:
        for key, columns in {
            "S-1": {"title": "B", "publisher": "City of Dayton", "published": "2024-03"},
            "S-2": {"title": "C", "publisher": "City of Dayton", "kind": "report"},
            "S-3": {"title": "A", "publisher": "Äther News", "published": "2025", "kind": "news"},
        }.items():
            cite(heart, ["summary"], source=Source.objects.create(key=key, **columns))
        heart.save()

    def titles(self, query: str = "") -> list[str]:
        rows = read(f"/sources/?{query}").select("tbody tr th > a")
        return [row.get_text() for row in rows]

    def test_it_has_three_orders(self) -> None:
        assert self.titles() == ["B", "C", "A"]
        assert self.titles("sort=newest") == ["A", "B", "C"]
        assert self.titles("sort=title") == ["A", "B", "C"]

    def test_it_is_narrowed_by_publisher_kind_and_year(self) -> None:
        assert self.titles("publisher=City+of+Dayton") == ["B", "C"]
        assert self.titles("kind=report&kind=news") == ["C", "A"]
        assert self.titles("year=2025&year=undated") == ["C", "A"]
        assert self.titles("publisher=%C3%84ther+News&year=2025") == ["A"]

    def test_the_form_offers_publishers_with_their_counts(self) -> None:
        labels = read("/sources/").select(".facet")[0].select("label")
        words = [" ".join(label.get_text(" ").split()) for label in labels]
        assert words == ["City of Dayton 2", "Äther News 1"]

    def test_a_choice_is_told_and_can_be_dropped(self) -> None:
        soup = read("/sources/?year=2024&kind=other")
        assert "1 of 3 sources" in soup.get_text(" ")
        chips = {str(a["aria-label"]): str(a["href"]) for a in soup.select(".chips a[aria-label]")}
        assert chips == {
            "Remove: Kind: Other": "?year=2024",
            "Remove: Published: 2024": "?kind=other",
        }

    def test_those_without_a_date_are_offered_beside_a_year(self) -> None:
        link = read("/sources/?year=2024").select_one(".narrowed__list > .note a")
        assert link is not None
        assert "Undated (1)" in link.get_text()
        assert self.titles(str(link["href"])[1:]) == ["B", "C"]

    def test_an_empty_result_says_what_to_drop(self) -> None:
        soup = read("/sources/?year=2025&publisher=City+of+Dayton")
        ways = {str(a["href"]): a.get_text() for a in soup.select(".empty-state a")}
        assert ways == {
            "?publisher=City+of+Dayton": "Without Published: 2025",
            "?year=2025": "Without Publisher: City of Dayton",
            "?": "Show the whole list",
        }

    def test_an_unknown_publisher_is_named_as_such(self) -> None:
        soup = read("/sources/?publisher=Nobody")
        assert "“Nobody” is not known here" in soup.get_text(" ")
        assert len(soup.select("tbody tr")) == 3

    def test_a_publishers_name_leads_to_all_of_theirs(self) -> None:
        link = read("/sources/?sort=newest").select_one("tbody .source-link")
        assert link is not None
        assert str(link["href"]) == "?publisher=%C3%84ther%20News"


class TestADeadAddress:
    @pytest.fixture(autouse=True)
    def _dead(self, heart: ProgramPage) -> None:
        made = source()
        made.address, made.address_state = "https://example.org/report", "gone"
        made.state_since = made.checked_at = datetime.datetime(
            2026, 11, 20, 12, tzinfo=datetime.UTC
        )
        made.save()
        cite_with(heart, made)
        heart.operator = "city"
        cite_with(heart, made, "operator")
        figure(metric(), heart, 5)

    def links(self, path: str) -> list[str]:
        return [str(a["href"]) for a in read(path).select("main a[href]")]

    def test_nobody_is_sent_there(self, heart: ProgramPage) -> None:
        for path in ("/sources/SOURCE-1/", "/sources/", heart.url):
            assert "https://example.org/report" not in self.links(path)
        text = " ".join(read("/sources/SOURCE-1/").get_text(" ").split())
        assert "It no longer answers; last asked on November 20, 2026 ." in text
        assert "No archived copy is known." in text
        assert "A report" in text
        assert "City of Dayton" in text
        assert "November 23, 2026" in text
        assert "Its address is gone" in read("/sources/").get_text(" ")
        assert "no longer at its address" in read(heart.url).get_text(" ")

    def test_the_archived_copy_takes_its_place(self, heart: ProgramPage) -> None:
        copy = "https://archive.example.org/report"
        Source.objects.update(archived_copy=copy)
        for path in ("/sources/SOURCE-1/", "/sources/", heart.url):
            assert copy in self.links(path)
            assert "https://example.org/report" not in self.links(path)
        assert "The archived copy holds what was read." in read("/sources/SOURCE-1/").get_text(" ")

    def test_a_server_that_is_silent_for_a_day_is_not_taken_for_dead(
        self, heart: ProgramPage
    ) -> None:
        Source.objects.update(address_state="unreachable")
        assert "https://example.org/report" in self.links("/sources/SOURCE-1/")
        assert "https://example.org/report" in self.links(heart.url)
        assert "that may pass" in read("/sources/SOURCE-1/").get_text(" ")
