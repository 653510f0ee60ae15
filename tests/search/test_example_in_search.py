"""The example's pages as search knows them, beside the pages as they are rendered."""

import re

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from playbooks.models import PlaybookPage
from portal.pages.models import CityPage
from portal.search.drift import drift
from portal.search.engines import get_engine
from portal.search.models import Entry, Passage
from portal.search.query import build_query
from portal.search.results import SearchResults, search
from programs.metrics.models import Metric, MetricIndexPage, Observation
from programs.models import ProgramPage
from site_visits.models import SiteVisitPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


def ask(text: str) -> SearchResults:
    return search(build_query(text))


def passages_of(page_id: int) -> str:
    texts = Passage.objects.filter(page=page_id).values_list("heading", "text")
    return "\n".join(f"{heading}: {text}" for heading, text in texts)


def test_index_is_in_step_after_loading() -> None:
    assert drift(get_engine()) == []


def test_every_passage_leads_to_a_heading_of_the_rendered_page(client: Client) -> None:
    missing = []
    rendered: dict[str, str] = {}
    for passage in Passage.objects.select_related("page"):
        address = f"{passage.page.url}{passage.path}"
        if address not in rendered:
            response = client.get(address)
            assert response.status_code == 200, address
            rendered[address] = response.content.decode()
        if passage.anchor and f'id="{passage.anchor}"' not in rendered[address]:
            missing.append(f"{address}#{passage.anchor}")
    assert missing == []


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("how do dispatchers decide which calls", "Call triage and dispatch"),
        ("twelve-week academy with ride-alongs", "Training curriculum"),
        ("which Cambridge departments traveled to Durham", "Cambridge CARE visits Durham HEART"),
        ("Holistic Empathetic Assistance", "Durham HEART"),
        ("needle pick-up", "Cambridge CARE Team"),
        ("choose among dispatch models", "Call triage and dispatch"),
        ("privacy cookies", "Privacy"),
        ("training", "Training curriculum"),
        ("Cambridge CARE", "Cambridge CARE Team"),
        ("heart", "Durham HEART"),
        ("metrics", "Metrics"),
    ],
)
def test_question_finds_its_page_first(question: str, title: str) -> None:
    assert ask(question).hits[0].title == title


def test_a_name_that_several_programs_share_finds_them_all() -> None:
    titles = {hit.title for hit in ask("CARE").hits}
    assert titles >= {
        "Cambridge CARE Team",
        "Chicago CARE",
        "Seattle CARE Community Crisis Responders",
    }


def test_each_practice_and_lesson_is_found_under_its_own_address() -> None:
    practices = [
        (practice.title, f"{page.url}#{practice.anchor}")
        for page in PlaybookPage.objects.all()
        for practice in page.practices.all()
    ]
    lessons = [
        (lesson.headline, f"{page.url}#{lesson.anchor}")
        for page in SiteVisitPage.objects.all()
        for lesson in page.lessons.all()
    ]
    for title, url in practices + lessons:
        urls = [passage.url for hit in ask(title).hits for passage in hit.passages]
        assert url in urls


def test_figures_of_a_program_are_found_by_metric() -> None:
    program = next(hit for hit in ask("Durham calls responded to").hits if hit.kind == "program")
    assert program.title == "Durham HEART"
    assert any(re.search(r"32,000", passage.html) for passage in program.passages)


def test_metric_is_found_under_its_own_address() -> None:
    metrics = next(hit for hit in ask("police back-up rate").hits if hit.title == "Metrics")
    assert metrics.passages[0].url == "/metrics/police-backup-rate/"


def test_gap_that_somebody_explained_is_found() -> None:
    heart = ProgramPage.objects.get(slug="heart")
    assert "Average response time: Not recorded. No response-time figure" in passages_of(heart.pk)


def test_what_says_nothing_of_a_visit_is_no_words_of_it() -> None:
    """Labels that every visit has are found by questions on other subjects."""
    told = passages_of(SiteVisitPage.objects.get(slug="durham-january-2024").pk)
    assert "January 22 to 24, 2024" in told
    assert "First day" not in told
    assert "How it is known: not recorded" not in told


def test_of_a_city_nobody_searches_by_codes_and_coordinates() -> None:
    told = passages_of(CityPage.objects.get(slug="durham-nc").pk)
    assert "State: NC" in told
    assert "Latitude" not in told
    assert " code" not in told


def test_new_figure_is_found_and_a_deleted_one_is_not() -> None:
    heart = ProgramPage.objects.get(slug="heart")
    figure = Observation.objects.filter(program=heart).first()
    assert figure is not None
    figure.pk, figure.value, figure.geography = None, 987654, "Testburg"
    figure.save()
    assert "987,654" in passages_of(heart.pk)
    figure.delete()
    assert "987,654" not in passages_of(heart.pk)


def test_renamed_metric_is_found_in_the_dictionary_and_on_programs() -> None:
    metric = Metric.objects.get(slug="calls-responded")
    metric.name = "Xylophone calls"
    metric.save()
    for page in (MetricIndexPage.objects.get(), ProgramPage.objects.get(slug="heart")):
        assert "Xylophone calls" in passages_of(page.pk)
    assert drift(get_engine()) == []


def test_renamed_program_is_renamed_where_others_name_it() -> None:
    heart = ProgramPage.objects.get(slug="heart")
    heart.title = "Durham XYLOPHONE"
    heart.save_revision().publish()
    assert "XYLOPHONE" in passages_of(PlaybookPage.objects.get(slug="call-triage-dispatch").pk)
    assert drift(get_engine()) == []


def test_private_playbook_leaves_no_words_on_its_programs_passages() -> None:
    playbook = PlaybookPage.objects.get(slug="call-triage-dispatch")
    heart = ProgramPage.objects.get(slug="heart")
    title = "Put clinicians inside the 911 center"
    assert title in passages_of(heart.pk)
    restriction = PageViewRestriction.objects.create(page=playbook, restriction_type="login")
    assert title not in passages_of(heart.pk)
    assert drift(get_engine()) == []
    restriction.delete()
    assert title in passages_of(heart.pk)


def test_unpublished_visit_leaves_no_words_on_its_programs_passages() -> None:
    visit = SiteVisitPage.objects.get(slug="durham-january-2024")
    visit.unpublish()
    heart = ProgramPage.objects.get(slug="heart")
    assert visit.title not in passages_of(heart.pk)
    assert drift(get_engine()) == []


def test_ended_program_says_so_beside_its_hit() -> None:
    heart = ProgramPage.objects.get(slug="heart")
    heart.status = "ended"
    heart.save_revision().publish()
    hit = next(hit for hit in ask("Durham HEART").hits if hit.kind == "program")
    assert (hit.status, hit.status_label) == ("ended", "Ended")
    assert not Passage.objects.filter(page=heart.pk, anchor="checked").exists()


def test_hits_say_where_they_are() -> None:
    places = dict(Entry.objects.values_list("page__slug", "place"))
    assert places["heart"] == "Durham, North Carolina"
    assert places["durham-january-2024"] == "Cambridge visits Durham"
    assert places["gpl-cohort-2023-24"] == "Cohort: Alexandria and 13 more"
    assert places["scaling-webinar"] == "Webinar: Durham and 3 more"
    assert places["call-triage-dispatch"] == "Durham, Dayton, Field guidance"
