"""The page of a program and the list of programs, as readers get them."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.test.utils import WagtailPageTestCase

from playbooks.models import PlaybookIndexPage, PlaybookPage, Practice
from portal.pages.models import CityPage, HomePage
from portal.provenance.models import Citation
from programs.models import ProgramIndexPage, ProgramPage, Unit, UnitHours, UnitRole
from programs.selectors import ROWS
from site_visits.models import Party, SiteVisitPage
from tests.figures import figure, metric
from tests.reading import read, says
from tests.records import add_row, cite, city, make_private, program, source

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script> {{ 7|add:7 }} \"'& <img src=x onerror=alert(1)>"
OTHER_ROWS = {"citations", "page_topics", "serves"}
PLAIN_ROWS = [name for name in ROWS if "__" not in name and name not in OTHER_ROWS]


def facts_without_source(soup: BeautifulSoup) -> set[str]:
    """Names of values that rest on nothing; the title's are there because tests type it."""
    return {
        str(element["data-fact"])
        for element in soup.select("main [data-fact]")
        if not element.get("data-source") and not element.select_one(".gap")
    } - {"title", "serves", "emergency_number"}


class TestWhereItBelongs(WagtailPageTestCase):
    def test_editor_can_create_it_under_a_city_only(self) -> None:
        self.assertCanCreateAt(CityPage, ProgramPage)
        self.assertCanNotCreateAt(HomePage, ProgramPage)
        self.assertCanNotCreateAt(ProgramPage, ProgramPage)


def test_a_program_of_which_nothing_is_known_is_a_page_of_gaps(heart: ProgramPage) -> None:
    soup = read(heart)
    assert len(soup.select("h1")) == 1
    assert "2 of the 20 core facts are recorded" in soup.get_text(" ")
    for about in ("lead_department", "call_types/excluded", "hours", "metric/annual-budget"):
        gap = soup.select_one(f'[data-fact="{about}"] .gap')
        assert gap is not None, about
        assert "Not recorded" in gap.get_text()
        link = gap.select_one("a.invitation")
        assert link is not None
        assert f"page={heart.pk}" in str(link["href"])
        assert "field=" in str(link["href"])


def test_fields_beyond_the_core_twenty_are_missed_in_one_line(heart: ProgramPage) -> None:
    soup = read(heart)
    assert not soup.select('[data-fact="union"]')
    lines = [gap.get_text(" ") for gap in soup.select("p.gap") if "Union" in gap.get_text()]
    assert len(lines) == 1
    assert "Pay" in lines[0]


@pytest.mark.parametrize(
    ("says_so", "words", "css"),
    [
        ("not_found", "Not recorded", "gap--not-recorded"),
        ("not_measured", "Not measured", "gap--not-measured"),
        ("not_disclosed", "Not disclosed", "gap--not-disclosed"),
        ("not_applicable", "Not applicable", "gap--not-applicable"),
    ],
)
def test_each_kind_of_gap_is_drawn_as_what_it_is(
    heart: ProgramPage, says_so: str, words: str, css: str
) -> None:
    cite(heart, ["operator"], says=says_so, note="The office was asked.")
    heart.save()
    gap = read(heart).select_one('[data-fact="operator"] .gap')
    assert gap is not None
    assert css in gap["class"]
    assert words in gap.get_text()
    assert "The office was asked." in gap.get_text()


@pytest.mark.parametrize("relation", PLAIN_ROWS)
def test_every_kind_of_row_shows_its_words_and_its_source(
    heart: ProgramPage, relation: str
) -> None:
    given: dict[str, Any] = {"pattern": "Mo-Fr 08:00-16:00"} if relation == "hours" else {}
    if relation == "answer_topics":
        from portal.taxonomy.models import Topic

        given["topic"] = Topic.objects.create(code="99", name="Nights", slug="nights")
    row = add_row(heart, relation, "Said so", **given)
    heart.save()
    soup = read(heart)
    shown = soup.select_one(f'[data-fact="{row.key}"]')
    assert shown is not None
    assert shown["data-source"] == "SOURCE-1"
    if relation not in {"contacts", "milestones"}:
        assert str(row) in says(soup, row.key)
    assert 'href="/sources/SOURCE-1/"' in str(soup)
    assert facts_without_source(soup) == set()


def test_units_show_their_people_and_a_week_only_where_duty_is_stated(heart: ProgramPage) -> None:
    day, night = Unit(name="Day team"), Unit(name="Night team")
    heart.units = [day, night]
    day.roles = [UnitRole(discipline="emt", count=2)]
    day.hours = [UnitHours(pattern="Mo-Su 06:00-21:00", wording="6 am to 9 pm")]
    night.hours = [UnitHours(pattern="Mo-Su 00:00-24:00 unknown", wording="At night")]
    heart.save()
    soup = read(heart)
    teams = soup.select(".units > li")
    assert "2 EMT or paramedic" in teams[0].get_text(" ")
    drawn = teams[0].select_one("svg[role=img]")
    assert drawn is not None
    assert drawn["aria-label"] == "6 am to 9 pm"
    assert "At night" in teams[1].get_text(" ")
    assert not teams[1].select("svg")


def test_hostile_text_is_shown_as_text(heart: ProgramPage) -> None:
    for name in ("lead_department", "summary", "who_comes", "status_reason", "union"):
        setattr(heart, name, HOSTILE)
        cite(heart, [name], note=HOSTILE)
    heart.board_meetings = "https://example.org/?a=<b>&c='d'"
    for relation in ("partners", "call_types", "milestones", "contacts", "evaluations"):
        add_row(heart, relation, HOSTILE)
    heart.save()
    soup = read(heart)
    scripts = soup.select("script:not([src])")
    assert {script["type"] for script in scripts} == {"application/ld+json"}
    assert json.loads(scripts[0].string or "")["description"] == HOSTILE
    assert not soup.select("[onerror]")
    assert not [a for a in soup.select("a[href]") if str(a["href"]).startswith("javascript")]
    assert HOSTILE in says(soup, "lead_department")
    assert "{{ 7|add:7 }}" in says(soup, "union")


def test_sources_that_disagree_are_both_shown(heart: ProgramPage) -> None:
    heart.operator = "city"
    cite(heart, ["operator"])
    heart.citations.add(
        Citation(about="operator", source=source("OTHER"), says="another", stated="A clinic")
    )
    heart.save()
    soup = read(heart)
    assert "Sources disagree" in says(soup, "operator")
    assert "A clinic" in says(soup, "operator")
    shown = soup.select_one('[data-fact="operator"]')
    assert shown is not None
    assert str(shown["data-source"]).split() == ["SOURCE-1", "OTHER"]


def test_figures_that_disagree_stand_first_and_older_ones_are_folded(heart: ProgramPage) -> None:
    calls = metric()
    figure(calls, heart, 11_612)
    figure(calls, heart, 13_500, source=source("OTHER"), bound="more_than")
    figure(calls, heart, 9_000, period_start="2023-01-01", period_end="2023-12-31")
    figure(calls, heart, 28_000, period_start="2022-06-27", period_kind="cumulative")
    soup = read(heart)
    conflict = soup.select_one(".conflict")
    assert conflict is not None
    assert "11,612 calls" in conflict.get_text(" ")
    assert "more than 13,500 calls" in conflict.get_text(" ")
    older = soup.select_one("details.older")
    assert older is not None
    assert "9,000 calls" in older.get_text(" ")
    assert "28,000" not in older.get_text(" ")
    assert facts_without_source(soup) == set()


def test_local_figures_stand_apart_and_lead_to_no_dictionary(heart: ProgramPage) -> None:
    figure(metric("felt-safe", name="Felt safe", in_dictionary=False, program=heart), heart, 99)
    soup = read(heart)
    assert "Figures that only this program reports" in soup.get_text(" ")
    assert not soup.select('a[href="/metrics/felt-safe/"]')


def test_an_explained_gap_of_a_figure_is_named_with_its_metric(heart: ProgramPage) -> None:
    metric("response-time", name="Response time", kind="duration", unit="minutes")
    cite(heart, ["metric/response-time"], says="not_disclosed", note="Shown to visitors.")
    heart.save()
    shown = says(read(heart), "metric/response-time")
    assert "Response time" in shown
    assert "Not disclosed" in shown
    assert "Shown to visitors." in shown


@pytest.mark.parametrize(
    ("status", "words"), [("ended", "no longer answers"), ("paused", "paused")]
)
def test_a_program_that_stopped_says_so_and_is_not_offered(
    heart: ProgramPage, status: str, words: str
) -> None:
    heart.status, heart.status_since = status, "2025-04-07"
    heart.status_reason = "The contract ended."
    cite(heart, ["status", "status_reason"])
    add_row(heart, "contacts", "Office")
    heart.save()
    soup = read(heart)
    panel = soup.select_one(".ended-panel")
    assert panel is not None
    assert words in panel.get_text(" ")
    assert "The contract ended." in panel.get_text(" ")
    assert "April 7, 2025" in soup.select_one(".status-tag").get_text()  # type: ignore[union-attr]
    assert "911" in soup.select_one(".crisis-numbers").get_text()  # type: ignore[union-attr]
    assert "not offered for questions or visits" in soup.get_text(" ")
    assert not soup.select(".contact-box")


@pytest.mark.parametrize("status", ["ended", "paused"])
def test_a_program_that_stopped_is_told_of_in_the_past(heart: ProgramPage, status: str) -> None:
    heart.status, heart.who_comes, heart.transport = status, "A clinician came.", "yes"
    cite(heart, ["status", "who_comes", "transport"])
    heart.save()
    add_row(heart, "ways_to_ask", "Own line", kind="direct")
    heart.save()
    text = read(heart).get_text(" ")
    for words in ("Who came?", "Calls the team took", "Offered transport", "How a call got there"):
        assert words in text
    for words in ("Who comes?", "Calls the team may take", "Offers transport", "How to ask"):
        assert words not in text
    of_city = read(heart.home_city).get_text(" ")
    assert "Durham HEART" in of_city
    assert "way in:" not in of_city


def test_a_way_of_dispatch_that_is_no_term_of_ours_is_not_called_unknown(
    heart: ProgramPage,
) -> None:
    heart.dispatch_detail = "Fire dispatch"
    cite(heart, ["dispatch_detail"])
    heart.save()
    text = " ".join(read(heart).get_text(" ").split())
    assert "How calls reach the team, as one of our terms Not recorded" in text
    assert "How calls reach the team, in words Fire dispatch" in text


def test_visits_and_practices_stand_on_the_page(home: HomePage, heart: ProgramPage) -> None:
    elsewhere = city(home, "Cambridge")
    care = program(elsewhere, "Cambridge CARE")
    visit = elsewhere.add_child(instance=SiteVisitPage(title="A visit", starts="2024-01-22"))
    visit.parties = [Party(side="host", program=heart), Party(side="visitor", program=care)]
    visit.save()
    hidden = elsewhere.add_child(instance=SiteVisitPage(title="A draft", live=False))
    hidden.parties = [Party(side="host", program=heart)]
    hidden.save()
    books = home.add_child(instance=PlaybookIndexPage(title="Playbooks"))
    book = books.add_child(instance=PlaybookPage(title="Dispatch"))
    book.practices = [Practice(anchor="triage", title="Triage inside", text="…", program=heart)]
    book.save()
    text = read(heart).select_one("main")
    assert text is not None
    assert text.select_one(f'a[href="{visit.url}"]')
    assert text.select_one(f'a[href="{book.url}#triage"]')
    assert text.select_one(f'.lineage a[href="{care.url}"]')
    assert "A draft" not in text.get_text()


def test_the_citys_population_stands_among_the_key_facts(
    durham: CityPage, heart: ProgramPage
) -> None:
    row = add_row(durham, "populations", "", count=283_506, year=2020)
    durham.save()
    assert "283,506 (2020)" in says(read(heart), row.key)


def test_a_draft_is_previewed_with_the_rows_it_carries(heart: ProgramPage) -> None:
    heart.summary = "Not yet public."
    add_row(heart, "partners", "A new partner")
    revision = heart.save_revision()
    draft = revision.as_object()
    response = draft.make_preview_request(None, draft.default_preview_mode)
    response.render()
    assert "A new partner" in response.content.decode()
    assert "A new partner" not in str(read(heart))


class TestListOfPrograms:
    def test_it_shows_who_comes_when_and_how(
        self, list_of_programs: ProgramIndexPage, heart: ProgramPage
    ) -> None:
        add_row(heart, "team_roles", "Clinicians")
        add_row(heart, "hours", "6 am to 9 pm", pattern="", until="")
        add_row(heart, "ways_to_ask", "", kind="911", number="")
        heart.save()
        row = read(list_of_programs).select_one("tbody tr")
        assert row is not None
        words = row.get_text(" ")
        assert row.select_one(f'a[href="{heart.url}"]')
        for expected in ("Clinicians", "6 am to 9 pm", "911", "Durham"):
            assert expected in words

    def test_an_empty_cell_is_a_gap(
        self, list_of_programs: ProgramIndexPage, heart: ProgramPage
    ) -> None:
        row = read(list_of_programs).select_one("tbody tr")
        assert row is not None
        assert row.get_text(" ").count("Not recorded") == 3

    def test_drafts_and_private_programs_are_not_in_it(
        self, list_of_programs: ProgramIndexPage, durham: CityPage
    ) -> None:
        program(durham, "Seen")
        program(durham, "Draft", live=False)
        make_private(program(durham, "Private"))
        text = read(list_of_programs).get_text(" ")
        assert "Seen" in text
        assert "1 program" in text
        assert "Draft" not in text
        assert "Private" not in text

    def test_it_says_that_a_program_ended(
        self, list_of_programs: ProgramIndexPage, durham: CityPage
    ) -> None:
        program(durham, "Over", status="ended", status_since="2025-04-07")
        assert "Ended, April 7, 2025" in read(list_of_programs).get_text(" ")

    def test_it_takes_as_many_queries_for_many_as_for_one(
        self,
        client: Client,
        list_of_programs: ProgramIndexPage,
        durham: CityPage,
        django_assert_num_queries: Callable[..., Any],
    ) -> None:
        for number in range(2):
            for other in range(number * 7 + 1):
                add_row(page := program(durham, f"P {number} {other}"), "partners", "Somebody")
                page.save()
            # Keeps the rows of the programs; within a test's transaction no counts are kept.
            client.get(list_of_programs.url)
            with django_assert_num_queries(8):
                client.get(list_of_programs.url)

    def test_what_is_kept_of_it_follows_every_change(
        self, list_of_programs: ProgramIndexPage, durham: CityPage, heart: ProgramPage
    ) -> None:
        def words() -> str:
            return " ".join(read(list_of_programs).get_text(" ").split())

        assert "1 program " in words()
        heart.title = "Durham HEART, renamed"
        heart.save()
        assert "Durham HEART, renamed" in words()
        durham.city_name = "New Durham"
        durham.save()
        assert "New Durham, Ohio" in words()
        second = program(durham, "Second")
        assert "2 programs" in words()
        make_private(second)
        assert "1 program " in words()
        heart.unpublish()
        assert "No program is published yet" in words()

    def test_it_renders_empty(self, list_of_programs: ProgramIndexPage) -> None:
        assert "No program is published yet" in read(list_of_programs).get_text(" ")
