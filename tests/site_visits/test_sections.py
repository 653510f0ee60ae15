"""What visits bring to the pages of cities, programs and topics."""

from typing import Any

import pytest

from portal.pages.models import CityPage, HomePage
from portal.pages.sections import Section, sections_of
from portal.taxonomy.models import Topic
from programs.models import ProgramPage
from site_visits.models import AgendaItem, Lesson, Party, SiteVisitIndexPage, SiteVisitPage
from tests.reading import read
from tests.records import city, make_private, program

pytestmark = pytest.mark.django_db


@pytest.fixture
def durham(home: HomePage) -> CityPage:
    return city(home, "Durham")


@pytest.fixture
def heart(durham: CityPage) -> ProgramPage:
    return program(durham, "Durham HEART")


def add_visit(
    parent: Any, title: str, hosts: list[Party], visitors: list[Party], **columns: Any
) -> SiteVisitPage:
    page: SiteVisitPage = parent.add_child(instance=SiteVisitPage(title=title, **columns))
    for side, parties in (("host", hosts), ("visitor", visitors)):
        for party in parties:
            party.side = side
            page.parties.add(party)
    page.save()
    return page


def places(*names: str) -> list[Party]:
    return [Party(place=name) for name in names]


def section(page: Any, anchor: str) -> Section | None:
    return next((each for each in sections_of(page) if each.anchor == anchor), None)


def words_of(page: Any, anchor: str) -> str:
    heading = read(page).select_one(f"#{anchor}")
    assert heading is not None
    part = heading.find_parent("section")
    assert part is not None
    return " ".join(part.get_text(" ").split())


def test_visits_and_exchanges_are_listed_with_their_kind(
    durham: CityPage, heart: ProgramPage, visit_index: SiteVisitIndexPage
) -> None:
    add_visit(visit_index, "A visit", [Party(program=heart)], places("Akron"), kind="in_person")
    add_visit(visit_index, "A cohort", places("A lab"), [Party(program=heart)], kind="cohort")
    add_visit(visit_index, "A webinar", [Party(program=heart)], [], kind="webinar")
    words = words_of(durham, "visits")
    assert "Hosted: 1. Made: 0. Cohorts, webinars and other exchanges: 2." in words
    assert "A visit Site visit · Host" in words
    assert "A cohort Cohort · Member" in words
    assert "A webinar Webinar · Host" in words
    assert "A cohort Cohort · Member" in " ".join(read(heart).get_text(" ").split())


@pytest.mark.parametrize(
    ("hosts", "headline", "is_shown"),
    [
        ([], "Respect is a method", True),
        (["Austin"], "Respect is a method", False),
        (["Austin"], "Durham asks first", True),
    ],
)
def test_city_shows_lessons_of_other_hosts_only_where_they_name_it(
    durham: CityPage,
    heart: ProgramPage,
    visit_index: SiteVisitIndexPage,
    hosts: list[str],
    headline: str,
    is_shown: bool,
) -> None:
    page = add_visit(
        visit_index, "A visit", [Party(program=heart), *places(*hosts)], places("Akron")
    )
    page.lessons.add(Lesson(anchor="a", headline=headline, text="They said so."))
    page.save()
    assert (headline in words_of(durham, "learned")) == is_shown


def test_long_side_is_named_by_its_first_with_a_link_to_all(
    durham: CityPage, heart: ProgramPage, visit_index: SiteVisitIndexPage
) -> None:
    hosts = places("Austin", "Atlanta", "Houston", "Denver")
    page = add_visit(visit_index, "Many", hosts, [Party(program=heart)], kind="peer_exchange")
    link = read(durham).select_one(f'.lineage a[href="{page.url}#parties"]')
    assert link is not None
    assert link.get_text() == "Austin and 3 more"
    assert read(page).select_one("#parties")


class TestTopic:
    @pytest.fixture
    def topic(self) -> Topic:
        above = Topic.objects.create(code="90", name="Above", slug="above")
        return Topic.objects.create(code="90.1", name="Below", slug="below", parent=above)

    def test_it_shows_visits_that_say_so_themselves(
        self, topic: Topic, visit_index: SiteVisitIndexPage
    ) -> None:
        found = add_visit(visit_index, "On it", [], [])
        found.lessons.add(Lesson(anchor="a", headline="One", text="…", topic=topic))
        found.agenda.add(AgendaItem(kind="topic", text="Both", topic=topic))
        found.save()
        add_visit(visit_index, "Below", [], [])
        for each in (topic, topic.parent):
            shown = section(each, "visits")
            assert shown is not None
            assert shown.title == "Visits that looked at this"
            assert [visit.page.title for visit in shown.context["visits"]] == ["On it"]

    def test_private_visits_are_not_named(
        self, topic: Topic, visit_index: SiteVisitIndexPage
    ) -> None:
        page = add_visit(visit_index, "Private", [], [])
        page.lessons.add(Lesson(anchor="a", headline="One", text="…", topic=topic))
        page.save()
        make_private(page)
        assert section(topic, "visits") is None
