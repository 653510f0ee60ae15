"""Home, the list of cities, a city and a page of text, as readers get them."""

import json

import pytest
from django.test import Client
from wagtail.test.utils import WagtailPageTestCase

from playbooks.models import PlaybookIndexPage, PlaybookPage, Practice
from portal.pages.models import CityIndexPage, CityPage, HomePage, StandardPage
from programs import sections
from programs.models import ProgramPage
from site_visits.models import Lesson, Party, SiteVisitPage
from tests.figures import figure, metric
from tests.reading import read, says
from tests.records import add_row, cite, city, make_private, program

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script> {{ 7|add:7 }} \"'&"


@pytest.fixture
def heart(durham: CityPage) -> ProgramPage:
    return program(durham, "Durham HEART", acronym="HEART", status="operating")


@pytest.fixture
def visit(home: HomePage, heart: ProgramPage) -> SiteVisitPage:
    """Cambridge, which has no page of a program, visits Durham."""
    page: SiteVisitPage = city(home, "Cambridge").add_child(
        instance=SiteVisitPage(title="A visit to Durham", starts="2024-01-22", ends="2024-01-24")
    )
    page.parties = [
        Party(side="host", program=heart),
        Party(side="visitor", place="Cambridge, Massachusetts"),
    ]
    page.lessons = [Lesson(anchor="respect", headline="Respect is a method", text="They said so.")]
    page.save()
    return page


class TestWhereTheyBelong(WagtailPageTestCase):
    def test_editor_can_create_them_where_they_belong_only(self) -> None:
        self.assertCanCreateAt(HomePage, StandardPage)
        self.assertCanCreateAt(StandardPage, StandardPage)
        self.assertCanCreateAt(CityIndexPage, CityPage)
        self.assertCanNotCreateAt(HomePage, CityPage)
        self.assertCanNotCreateAt(CityPage, StandardPage)


class TestHome:
    def test_an_empty_portal_says_so(self, home: HomePage) -> None:
        soup = read(home)
        assert len(soup.select("h1")) == 1
        assert "Nothing is published yet" in soup.get_text(" ")
        assert not soup.select('main a[href^="/search/?q="]')

    def test_its_first_sentence_is_the_summary(self, home: HomePage) -> None:
        home.summary = "Cities learn from one another."
        home.save()
        assert read(home).select_one("h1").get_text() == "Cities learn from one another"  # type: ignore[union-attr]

    def test_of_more_programs_than_fit_it_shows_those_checked_last(
        self, home: HomePage, durham: CityPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sections, "PROGRAMS_ON_HOME", 2)
        for title, reviewed in (("Old", "2024"), ("New", "2026-11"), ("Newer", "2026-12")):
            program(durham, title, reviewed_on=reviewed)
        section = read(home).select_one('section[aria-labelledby="programs"]')
        assert section is not None
        assert [entry.get_text() for entry in section.select("li span.soft")] == ["New", "Newer"]
        links = {link["href"]: link.get_text() for link in section.select("p a")}
        assert links == {"/programs/": "All 3 programs", "/cities/": "All cities"}

    def test_it_shows_the_newest_visit_the_playbooks_and_every_program(
        self, home: HomePage, heart: ProgramPage, visit: SiteVisitPage
    ) -> None:
        book = home.add_child(instance=PlaybookIndexPage(title="Playbooks")).add_child(
            instance=PlaybookPage(title="Dispatch")
        )
        book.practices = [Practice(anchor="a", title="One", text="…", program=heart)]
        book.save()
        main = read(home).select_one("main")
        assert main is not None
        words = " ".join(main.get_text(" ").split())
        assert main.select_one(f'.lead-story a[href="{visit.url}"]')
        assert "January 22–24, 2024" in words
        assert "Host Durham HEART Visitor Cambridge, Massachusetts" in words
        assert main.select_one(f'a[href="{book.url}"]')
        assert main.select_one(f'a[href="{heart.url}"]')
        for link in ("1 site visit", "1 playbook, 1 practice", "1 program"):
            assert link in words

    def test_drafts_and_private_pages_are_nowhere_on_it(
        self, home: HomePage, durham: CityPage, visit: SiteVisitPage
    ) -> None:
        program(durham, "Draft", live=False, acronym="DRAFT")
        make_private(program(durham, "Private", acronym="PRIVATE"))
        make_private(visit)
        text = read(home).get_text(" ")
        for word in ("DRAFT", "PRIVATE", "A visit to Durham"):
            assert word not in text

    def test_an_ended_program_stays_in_the_list_and_says_so(
        self, home: HomePage, durham: CityPage
    ) -> None:
        program(durham, "Over", status="ended", status_since="2025")
        assert "Ended, 2025" in read(home).get_text(" ")

    def test_every_link_leads_somewhere(self, home: HomePage, visit: SiteVisitPage) -> None:
        later = {"/site-visits/", "/playbooks/", "/programs/", "/metrics/", "/about/"}
        later |= {"/privacy/", "/accessibility/"}
        for link in read(home).select("main a[href^='/']"):
            path = str(link["href"]).partition("#")[0]
            if path not in later:
                assert Client().get(path).status_code == 200, path


class TestCity:
    def test_it_shows_its_program_visits_lessons_figures_and_what_is_asked(
        self, durham: CityPage, heart: ProgramPage, visit: SiteVisitPage
    ) -> None:
        figure(metric(), heart, 11_612)
        soup = read(durham)
        words = " ".join(soup.get_text(" ").split())
        assert [h.get_text() for h in soup.select("h1")] == ["Durham"]
        assert soup.select_one(f'h3 a[href="{heart.url}"]')
        assert soup.select_one(f'a[href="{visit.url}#respect"]')
        assert "Hosted: 1. Made: 0." in words
        assert "11,612 calls" in words
        asked = [str(a["href"]) for a in soup.select(".asked a")]
        assert f"/contact/?page={heart.pk}&field=operator" in asked

    def test_its_facts_carry_sources_and_its_gaps_invitations(self, durham: CityPage) -> None:
        durham.center_name = "Durham Emergency Communications Center"
        cite(durham, ["center_name"])
        row = add_row(durham, "populations", "", count=283_506, year=2020)
        link = add_row(durham, "links", "City website")
        durham.save()
        soup = read(durham)
        assert "283,506 (2020)" in says(soup, row.key)
        assert "City website" in says(soup, link.key)
        assert soup.select_one('[data-fact="center_name"]')["data-source"] == "SOURCE-1"  # type: ignore[index]
        gap = soup.select_one('[data-fact="service_number"] .gap a')
        assert gap is not None
        assert f"page={durham.pk}&field=service_number" in str(gap["href"])

    def test_a_city_without_anything_renders(self, durham: CityPage) -> None:
        assert len(read(durham).select("h1")) == 1

    def test_drafts_and_private_pages_are_nowhere_on_it(
        self, durham: CityPage, visit: SiteVisitPage
    ) -> None:
        program(durham, "Draft", live=False)
        make_private(program(durham, "Private"))
        visit.unpublish()
        text = read(durham).get_text(" ")
        for word in ("Draft", "Private", "A visit to Durham", "Respect is a method"):
            assert word not in text

    def test_hostile_text_is_shown_as_text(self, durham: CityPage) -> None:
        durham.summary = durham.center_name = durham.contact = HOSTILE
        durham.save()
        soup = read(durham)
        scripts = soup.select("script:not([src])")
        assert {script["type"] for script in scripts} == {"application/ld+json"}
        assert json.loads(scripts[0].string or "")["description"] == HOSTILE
        assert HOSTILE in says(soup, "center_name")

    def test_list_of_cities_names_public_ones(self, home: HomePage, durham: CityPage) -> None:
        index = CityIndexPage.objects.get()
        make_private(city(home, "Private city"))
        soup = read(index)
        assert soup.select_one(f'a[href="{durham.url}"]')
        assert "Private city" not in soup.get_text(" ")


class TestPageOfText:
    @pytest.fixture
    def about(self, home: HomePage) -> StandardPage:
        page: StandardPage = home.add_child(
            instance=StandardPage(title="About", slug="about", summary=HOSTILE)
        )
        page.body = [
            ("heading", "Where the facts come from"),
            ("text", "<p>Each fact names its source.</p>"),
            ("heading", HOSTILE),
            ("notice", {"heading": HOSTILE, "text": "<p>Read this.</p>"}),
        ]
        page.save()
        return page

    def test_headings_have_addresses_that_search_knows(self, about: StandardPage) -> None:
        heading = read(about).select_one("h2#where-the-facts-come-from")
        assert heading is not None
        assert heading.get_text() == "Where the facts come from"

    def test_editors_text_stays_text(self, about: StandardPage) -> None:
        soup = read(about)
        assert not soup.select('script:not([type="application/ld+json"], [src])')
        assert HOSTILE in soup.select_one(".notice b").get_text()  # type: ignore[union-attr]
        assert "<p>Each fact names its source.</p>" in str(soup.select_one(".prose"))
