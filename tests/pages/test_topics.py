"""Topic pages: what apps bring to them, honestly empty ones, and links that lead there."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from playbooks.models import PlaybookIndexPage, PlaybookPage
from portal.pages import sections, topic_counts
from portal.pages.models import CityPage, HomePage
from portal.pages.sections import Section, brings_to, sections_of
from portal.pages.topic_counts import Pairs, counted_on_topics, topics_listed
from portal.taxonomy.models import Topic
from programs.models import ProgramPage
from site_visits.models import SiteVisitPage
from tests.figures import figure, metric
from tests.reading import read as read_page
from tests.reading import words
from tests.records import add_row, city, make_private, program

pytestmark = pytest.mark.django_db


@pytest.fixture
def dispatch(home: HomePage) -> Topic:
    return Topic.objects.create(code="4", name="Dispatch", slug="dispatch", position=1)


@pytest.fixture
def codes(dispatch: Topic) -> Topic:
    return Topic.objects.create(
        code="4.1", name="Call types", slug="call-types", parent=dispatch, position=2
    )


@pytest.fixture
def heart(durham: CityPage) -> ProgramPage:
    return program(durham, "Durham HEART")


def playbook(home: HomePage, title: str, topics: list[Topic], whose: Any = None) -> PlaybookPage:
    index = PlaybookIndexPage.objects.first() or home.add_child(
        instance=PlaybookIndexPage(title="Playbooks", slug="playbooks")
    )
    page: PlaybookPage = index.add_child(instance=PlaybookPage(title=title))
    for topic in topics:
        page.page_topics.create(topic=topic)
    add_row(
        page,
        "practices",
        "A practice",
        text="What they do. And why.",
        anchor="a",
        program=whose,
        place="Elsewhere",
    )
    page.save()
    return page


def visit(parent: Any, title: str, lesson_on: Topic | None = None) -> SiteVisitPage:
    page: SiteVisitPage = parent.add_child(instance=SiteVisitPage(title=title))
    if lesson_on:
        add_row(page, "lessons", "A lesson", anchor="a-lesson", topic=lesson_on)
    page.save()
    return page


def read(path: str) -> BeautifulSoup:
    response = Client().get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def links(soup: BeautifulSoup) -> set[str]:
    return {str(a["href"]) for a in soup.select("main a[href]")}


def test_a_wider_topic_shows_what_is_on_its_narrower_ones(
    home: HomePage, durham: CityPage, heart: ProgramPage, dispatch: Topic, codes: Topic
) -> None:
    book = playbook(home, "Which calls", [codes], heart)
    seen = visit(durham, "A visit", lesson_on=codes)
    answering = program(durham, "Answering program")
    add_row(answering, "answer_topics", "", topic=codes)
    answering.save()
    for topic in (dispatch, codes):
        soup = read(topic.get_absolute_url())
        assert {
            book.url,
            f"{book.url}#a",
            f"{seen.url}#a-lesson",
            heart.url,
            answering.url,
        } <= links(soup)
        assert "Has a practice in a playbook" in words(soup)
        assert "Answers questions" in words(soup)
    assert codes.get_absolute_url() in links(read("/topics/dispatch/"))


def test_a_practice_stands_with_its_city_and_its_first_sentence(
    home: HomePage, heart: ProgramPage, codes: Topic
) -> None:
    playbook(home, "Which calls", [codes], heart)
    table = read("/topics/call-types/").find("caption", string="Practices by city: Call types")
    assert table is not None
    text = words(table.find_parent("table"))  # type: ignore[arg-type]
    assert "Durham Durham HEART" in text
    assert "What they do." in text
    assert "And why." not in text


def test_playbooks_whose_main_topic_it_is_come_first(
    home: HomePage, dispatch: Topic, codes: Topic
) -> None:
    other = Topic.objects.create(code="1", name="Start", slug="start", position=0)
    playbook(home, "Also", [other, codes])
    playbook(home, "Mainly", [codes])
    titles = [h3.get_text() for h3 in read("/topics/dispatch/").select("h3")]
    assert titles[:2] == ["Mainly", "Also"]


def test_metrics_are_those_that_the_playbooks_watch(
    home: HomePage, heart: ProgramPage, codes: Topic
) -> None:
    calls = metric()
    figure(calls, heart, 5)
    book = playbook(home, "Which calls", [codes], heart)
    add_row(book, "measures", "", metric=calls.metric)
    book.save()
    soup = read("/topics/call-types/")
    assert "/metrics/calls-responded/" in links(soup)
    assert "1 figure" in words(soup)


def test_a_topic_without_anything_says_so_and_invites(home: HomePage, dispatch: Topic) -> None:
    text = words(read("/topics/dispatch/"))
    assert "Nothing on this topic is published yet." in text
    assert "/contact/" in links(read("/topics/dispatch/"))
    listed = read("/topics/")
    assert "Nothing yet." in words(listed)
    assert {"/topics/dispatch/", "/contact/"} <= links(listed)


def test_drafts_and_private_pages_are_neither_shown_nor_counted(
    home: HomePage, durham: CityPage, codes: Topic
) -> None:
    hidden = [
        playbook(home, "Hidden book", [codes], program(durham, "Told in a hidden book")),
        visit(durham, "Hidden visit", lesson_on=codes),
        program(durham, "Hidden program"),
    ]
    hidden[2].page_topics.create(topic=codes)
    for page in hidden:
        page.save()
        make_private(page)
    text = words(read("/topics/call-types/"))
    assert "Hidden" not in text
    assert "Told in" not in text
    assert words(read("/topics/")).count("Nothing yet.") == 2


def test_a_practice_of_a_private_program_does_not_give_its_name_away(
    home: HomePage, durham: CityPage, codes: Topic
) -> None:
    secret = program(durham, "Secret program")
    make_private(secret)
    playbook(home, "Which calls", [codes], secret)
    text = words(read("/topics/call-types/"))
    assert "Elsewhere" in text
    assert "Secret" not in text


def test_a_thing_on_two_narrower_topics_counts_once_on_the_wider_one(
    home: HomePage, dispatch: Topic, codes: Topic
) -> None:
    second = Topic.objects.create(code="4.2", name="Radio", slug="radio", parent=dispatch)
    playbook(home, "Both", [codes, second])
    [wider] = topics_listed()
    assert wider.counts == ["1 playbook", "1 practice"]
    assert [entry.counts for entry in wider.narrower] == [["1 playbook", "1 practice"]] * 2


def test_a_retired_topic_keeps_its_page_and_leaves_the_list_when_empty(
    home: HomePage, dispatch: Topic, codes: Topic
) -> None:
    Topic.objects.filter(pk=codes.pk).update(retired_on="2026-01-01")
    assert "no longer used" in words(read("/topics/call-types/"))
    assert "/topics/call-types/" not in links(read("/topics/"))
    playbook(home, "Which calls", [codes])
    assert "/topics/call-types/" in links(read("/topics/"))


def test_an_unknown_topic_answers_404(home: HomePage) -> None:
    for slug in ("no-such", "%00", "a" * 3000):
        assert Client().get(f"/topics/{slug}/").status_code in {400, 404}


def test_lists_take_as_many_queries_for_much_as_for_little(
    client: Client,
    home: HomePage,
    durham: CityPage,
    codes: Topic,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    calls = metric()
    for many in (1, 5):
        for number in range(many):
            whose = program(city(home, f"City {many} {number}"), f"Program {many} {number}")
            whose.page_topics.create(topic=codes)
            whose.save()
            book = playbook(home, f"Book {many} {number}", [codes], whose)
            add_row(book, "measures", "", metric=calls.metric)
            book.save()
            visit(durham, f"Visit {many} {number}", lesson_on=codes)
        client.get("/topics/dispatch/")
        with django_assert_num_queries(9):
            client.get("/topics/dispatch/")
        with django_assert_num_queries(5):
            client.get("/topics/")


def test_topics_on_pages_lead_to_the_topic_s_page(
    home: HomePage, durham: CityPage, heart: ProgramPage, codes: Topic
) -> None:
    book = playbook(home, "Which calls", [codes], heart)
    seen = visit(durham, "A visit", lesson_on=codes)
    add_row(seen, "grid", "They do it", topic=codes)
    seen.save()
    heart.page_topics.create(topic=codes)
    heart.save()
    for page in (book, seen, heart):
        assert codes.get_absolute_url() in links(read_page(page)), page.title


def test_the_sitemap_names_topics_and_lists(client: Client, codes: Topic) -> None:
    for part, path in (
        ("topics", "/topics/call-types/"),
        ("lists", "/topics/"),
        ("lists", "/glossary/"),
        ("lists", "/questions/"),
    ):
        assert f"{path}</loc>" in client.get(f"/sitemap-{part}.xml").content.decode()


def test_home_leads_to_topics_glossary_and_questions(home: HomePage, durham: CityPage) -> None:
    program(durham, "Durham HEART")
    assert {"/topics/", "/glossary/", "/questions/"} <= links(read("/"))


def test_another_app_brings_parts_and_counts_without_being_known(
    monkeypatch: pytest.MonkeyPatch, home: HomePage, dispatch: Topic, codes: Topic
) -> None:
    monkeypatch.setattr(sections, "_builders", sections.defaultdict(list))
    monkeypatch.setattr(topic_counts, "_counters", [])

    @brings_to("taxonomy.Topic", position=1)
    def songs(topic: Topic) -> Iterator[Section]:
        yield Section(anchor="songs", title=f"Songs on {topic.name}")

    @counted_on_topics(position=1, words=lambda count: f"{count} songs")
    def songs_by_topic() -> Pairs:
        return [(codes.pk, "a"), (codes.pk, "b")]

    assert [section.title for section in sections_of(dispatch)] == ["Songs on Dispatch"]
    assert [entry.counts for entry in topics_listed()] == [["2 songs"]]
