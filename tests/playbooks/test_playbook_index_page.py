from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from playbooks.listing import PER_PAGE
from playbooks.models import PlaybookIndexPage, PlaybookPage, Practice
from portal.pages.models import CityPage
from portal.taxonomy.models import Topic
from programs.models import ProgramPage
from tests.reading import read
from tests.records import make_private, program

pytestmark = pytest.mark.django_db


@pytest.fixture
def heart(durham: CityPage) -> ProgramPage:
    return program(durham, "Durham HEART")


def topic(code: str, name: str, position: int, parent: Topic | None = None) -> Topic:
    return Topic.objects.create(
        code=code, name=name, slug=name.lower(), position=position, parent=parent
    )


def add_playbook(
    parent: Any, title: str, about: Topic | None = None, whose: ProgramPage | None = None
) -> PlaybookPage:
    page: PlaybookPage = parent.add_child(
        instance=PlaybookPage(title=title, phase="planning", summary=f"How to do {title}.")
    )
    if about:
        page.page_topics.create(topic=about)
    page.practices.add(Practice(anchor="a", title="Do", text="So.", program=whose, place="Akron"))
    page.save()
    return page


def test_list_without_playbooks_says_so(playbook_index: PlaybookIndexPage) -> None:
    soup = read(playbook_index)
    assert "No playbook is published yet" in soup.get_text(" ")
    assert len(soup.select("h1")) == 1


def test_card_says_topic_phase_and_whose_practices(
    playbook_index: PlaybookIndexPage, heart: ProgramPage
) -> None:
    dispatch = topic("4", "Dispatch", 1)
    add_playbook(playbook_index, "Triage", topic("4.1", "Questions", 2, dispatch), heart)
    soup = read(playbook_index)
    card = " ".join(soup.select_one(".list-row").get_text(" ").split())
    for words in ("Triage", "How to do Triage.", "Questions", "1 practice: Durham HEART"):
        assert words in card
    assert "Phase: Planning" in card
    assert soup.select_one("section h3").get_text(strip=True) == "Dispatch"


def test_playbooks_stand_in_the_order_of_topics(
    playbook_index: PlaybookIndexPage, durham: CityPage
) -> None:
    late, early = topic("9", "Later", 20), topic("2", "Earlier", 10)
    add_playbook(playbook_index, "Without")
    add_playbook(playbook_index, "Second", late)
    add_playbook(durham, "First", topic("2.1", "Part", 11, early))
    soup = read(playbook_index)
    assert [card.get_text(strip=True) for card in soup.select(".list-row h4")] == [
        "First", "Second", "Without",
    ]  # fmt: skip
    headings = [heading.get_text(strip=True) for heading in soup.select(".narrowed__group h3")]
    assert headings == ["Earlier", "Later", "Without a topic"]


def test_drafts_and_what_is_private_are_not_named(
    playbook_index: PlaybookIndexPage, durham: CityPage, heart: ProgramPage
) -> None:
    add_playbook(playbook_index, "Draft").unpublish()
    make_private(add_playbook(playbook_index, "Private"))
    add_playbook(playbook_index, "Shown", whose=heart)
    make_private(heart)
    text = read(playbook_index).get_text(" ")
    assert "Shown" in text
    assert "1 practice: Akron" in text
    for hidden in ("Draft", "Private", "Durham HEART"):
        assert hidden not in text


def test_list_takes_as_many_queries_for_many_playbooks_as_for_one(
    playbook_index: PlaybookIndexPage,
    heart: ProgramPage,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    about = topic("4", "Dispatch", 1)
    client = Client()
    for count in (1, 4):
        for number in range(count):
            add_playbook(playbook_index, f"Playbook {count} {number}", about, heart)
        client.get(playbook_index.url)
        with django_assert_num_queries(11):
            client.get(playbook_index.url)


def test_long_list_has_pages(playbook_index: PlaybookIndexPage) -> None:
    for number in range(PER_PAGE + 1):
        playbook_index.add_child(instance=PlaybookPage(title=f"Playbook {number}"))
    soup = read(playbook_index)
    assert len(soup.select(".list-row")) == PER_PAGE
    assert soup.select_one('.usa-pagination a[href="?page=2"]')


@pytest.mark.parametrize("page", ["-1", "0", "abc", "2", "9" * 5000, "%00", "1&page=x", ""])
def test_absurd_page_is_a_page(playbook_index: PlaybookIndexPage, page: str) -> None:
    add_playbook(playbook_index, "Triage")
    response = Client().get(f"{playbook_index.url}?page={page}")
    assert response.status_code in {200, 400}
