from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from portal.pages.models import CityPage, HomePage
from programs.models import ProgramPage
from site_visits.listing import PER_PAGE
from site_visits.models import Lesson, Party, SiteVisitIndexPage, SiteVisitPage
from tests.reading import read
from tests.records import city, make_private, program

pytestmark = pytest.mark.django_db


def add_visit(parent: Any, title: str, host: ProgramPage | None = None, **columns: Any) -> Any:
    visit = parent.add_child(instance=SiteVisitPage(title=title, **columns))
    visit.parties.add(Party(side="host", program=host, place="Durham"))
    visit.parties.add(Party(side="visitor", place="Akron"))
    visit.lessons.add(Lesson(anchor="bring-911", headline="Bring 911", text="And police."))
    visit.save()
    return visit


@pytest.fixture
def heart(home: HomePage) -> ProgramPage:
    return program(city(home, "Durham"), "Durham HEART")


def test_list_without_visits_says_so(visit_index: SiteVisitIndexPage) -> None:
    soup = read(visit_index)
    assert "No site visit is published yet" in soup.get_text(" ")
    assert len(soup.select("h1")) == 1


def test_visit_is_listed_with_host_visitor_dates_and_lessons(
    visit_index: SiteVisitIndexPage, dayton: CityPage, heart: ProgramPage
) -> None:
    visit = add_visit(
        dayton, "A visit", heart, starts="2024-01-22", ends="2024-01-24", summary="Three days."
    )
    entry = read(visit_index).select_one("article")
    text = " ".join(entry.get_text(" ").split())
    for words in ("January 22–24, 2024", "Host Durham HEART", "Visitor Akron", "Three days."):
        assert words in text
    assert entry.select_one(f'a[href="{visit.url}#bring-911"]').get_text() == "Bring 911"
    assert entry.select_one(f'a[href="{heart.url}"]')


def test_first_of_many_is_named_with_a_link_to_all(visit_index: SiteVisitIndexPage) -> None:
    visit = add_visit(visit_index, "A cohort", kind="cohort", starts="2023", status="running")
    for place in ("Toledo", "Canton"):
        visit.parties.add(Party(side="visitor", place=place))
    visit.save()
    entry = read(visit_index).select_one("article")
    text = " ".join(entry.get_text(" ").split())
    assert "Cohort · since 2023 · Running" in text
    assert "Organizer Durham" in text
    assert "Member Akron and 2 more" in text
    assert entry.select_one(f'a[href="{visit.url}#parties"]')
    assert read(visit).select_one("#parties")


def test_newest_visit_comes_first_and_undated_ones_last(
    visit_index: SiteVisitIndexPage, dayton: CityPage
) -> None:
    add_visit(dayton, "Undated")
    add_visit(dayton, "Older", starts="2021")
    add_visit(visit_index, "Newer", starts="2024-01")
    titles = [title.get_text(strip=True) for title in read(visit_index).select("article h3")]
    assert titles == ["Newer", "Older", "Undated"]


def test_drafts_and_private_visits_are_not_listed(
    visit_index: SiteVisitIndexPage, dayton: CityPage, heart: ProgramPage
) -> None:
    add_visit(dayton, "Draft", live=False)
    make_private(add_visit(dayton, "Private"))
    make_private(heart)
    add_visit(visit_index, "Shown", heart)
    text = read(visit_index).get_text(" ")
    assert "Shown" in text
    assert "Draft" not in text
    assert "Private" not in text
    assert "Durham HEART" not in text


def test_list_takes_as_many_queries_for_many_visits_as_for_one(
    visit_index: SiteVisitIndexPage,
    dayton: CityPage,
    heart: ProgramPage,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    client = Client()
    for count in (1, 4):
        for number in range(count):
            add_visit(dayton, f"Visit {count} {number}", heart)
        client.get(visit_index.url)
        with django_assert_num_queries(10):
            client.get(visit_index.url)


def test_long_list_has_pages(visit_index: SiteVisitIndexPage, dayton: CityPage) -> None:
    for number in range(PER_PAGE + 1):
        dayton.add_child(instance=SiteVisitPage(title=f"Visit {number}"))
    soup = read(visit_index)
    assert len(soup.select("article")) == PER_PAGE
    assert soup.select_one('.usa-pagination a[href="?page=2"]')


@pytest.mark.parametrize("page", ["-1", "0", "abc", "2", "9" * 5000, "%00", "1&page=x", ""])
def test_absurd_page_is_a_page(
    visit_index: SiteVisitIndexPage, dayton: CityPage, page: str
) -> None:
    add_visit(dayton, "A visit")
    response = Client().get(f"{visit_index.url}?page={page}")
    assert response.status_code in {200, 400}
