"""Playbooks that share a topic lead to one another."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from playbooks.models import PlaybookIndexPage, PlaybookPage, SeeAlso
from portal.taxonomy.models import Topic
from tests.reading import read
from tests.records import make_private

pytestmark = pytest.mark.django_db


@pytest.fixture
def dispatch(db: None) -> Topic:
    return Topic.objects.create(code="4", name="Dispatch", slug="dispatch")


@pytest.fixture
def questions(dispatch: Topic) -> Topic:
    return Topic.objects.create(code="4.1", name="Questions", slug="questions", parent=dispatch)


@pytest.fixture
def codes(dispatch: Topic) -> Topic:
    return Topic.objects.create(code="4.2", name="Codes", slug="codes", parent=dispatch)


@pytest.fixture
def add(playbook_index: PlaybookIndexPage) -> Callable[..., PlaybookPage]:
    def added(title: str, *topics: Topic) -> PlaybookPage:
        page: PlaybookPage = playbook_index.add_child(instance=PlaybookPage(title=title))
        for position, topic in enumerate(topics):
            page.page_topics.create(topic=topic, sort_order=position)
        page.save()
        return page

    return added


def told(page: PlaybookPage) -> Any:
    """The part of the page that leads on; None where there is none."""
    return read(page).select_one('section[aria-labelledby="see-also"]')


def listed(page: PlaybookPage) -> list[str]:
    section = told(page)
    return [" ".join(row.get_text(" ").split()) for row in section.select("li")] if section else []


def test_playbooks_of_one_topic_lead_to_one_another(
    add: Callable[..., PlaybookPage], questions: Topic, codes: Topic
) -> None:
    triage, hours = add("Triage", codes, questions), add("Hours", questions)
    add("Elsewhere")
    assert told(triage).h3.get_text() == "Same topic elsewhere"
    assert told(triage).select_one(f'a[href="{hours.url}"]')
    assert listed(triage) == ["Hours Questions"]
    assert listed(hours) == ["Triage Questions"]


def test_what_shares_the_primary_topic_comes_first_and_each_stands_once(
    add: Callable[..., PlaybookPage], questions: Topic, codes: Topic
) -> None:
    triage = add("Triage", codes, questions)
    add("A second", questions)
    add("Both", questions, codes)
    assert listed(triage) == ["Both Codes; Questions", "A second Questions"]


def test_without_a_shared_topic_those_under_the_broader_one_are_listed(
    add: Callable[..., PlaybookPage], dispatch: Topic, questions: Topic, codes: Topic
) -> None:
    triage = add("Triage", questions)
    add("Hours", codes)
    add("All of it", dispatch)
    assert told(triage).h3.get_text() == "Also under “Dispatch”"
    assert listed(triage) == ["All of it Dispatch", "Hours Codes"]


def test_what_an_editor_named_is_not_named_twice(
    add: Callable[..., PlaybookPage], questions: Topic
) -> None:
    triage, hours = add("Triage", questions), add("Hours", questions)
    triage.see_also.add(SeeAlso(other=hours, why="The next step."))
    triage.save()
    assert listed(triage) == ["Hours The next step. Same topic: Questions"]
    assert told(triage).h3 is None


def test_drafts_and_private_playbooks_are_not_listed(
    add: Callable[..., PlaybookPage], questions: Topic
) -> None:
    triage = add("Triage", questions)
    add("Draft", questions).unpublish()
    make_private(add("Private", questions))
    assert told(triage) is None


def test_many_playbooks_of_one_topic_take_no_more_queries(
    add: Callable[..., PlaybookPage],
    questions: Topic,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    triage = add("Triage", questions)
    for number in range(5):
        add(f"Playbook {number}", questions)
    client = Client()
    client.get(triage.url)
    with django_assert_max_num_queries(7):
        client.get(triage.url)
    assert len(listed(triage)) == 5
