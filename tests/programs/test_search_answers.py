"""Answers above the hits, asked of the example."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from portal.search.answers import Answer, answer_to
from portal.search.query import build_query
from portal.search.spelling.correction import correct
from portal.search.words.expansion import Synonyms
from programs.metrics.models import Observation
from programs.models import ProgramPage
from tests.example import example

__all__ = ["example"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


def answer(text: str) -> Answer | None:
    return answer_to(build_query(text))


def told(text: str) -> tuple[str, str, str]:
    """The program, the metric, and the value or the kind of gap."""
    found = answer(text)
    assert found is not None
    context = found.context
    gap = context.get("gap")
    value = gap.code if gap else str(context["figures"][0])
    return context["program"].title, context["metric"].slug, value


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("HEART", "Durham HEART"),
        ("heart", "Durham HEART"),
        ("Durham HEART", "Durham HEART"),
        ("Denver STAR", "Denver STAR"),
        ("Holistic Empathetic Assistance Response Teams", "Durham HEART"),
    ],
)
def test_program_is_found_by_name_and_acronym(text: str, title: str) -> None:
    found = answer(text)
    assert found is not None
    assert found.context["program"].title == title
    assert f">{title}</a>" in found.html


def test_program_that_ended_says_so() -> None:
    found = answer("CAHOOTS")
    assert found is not None
    assert "status-tag--ended" in found.html


@pytest.mark.parametrize(
    ("text", "title", "value"),
    [
        ("is CAHOOTS still running in Eugene", "CAHOOTS", "Ended"),
        ("Is Denver STAR still active?", "Denver STAR", "Operating"),
        ("Denver STAR weekend hours", "Denver STAR", "6 am to 10 pm, seven days a week"),
        (
            "does the crisis team come at night in Durham?",
            "Durham HEART",
            "No HEART response from midnight to 6 am",
        ),
    ],
)
def test_question_about_one_fact_is_told_it_with_its_source(
    text: str, title: str, value: str
) -> None:
    found = answer(text)
    assert found is not None
    assert found.context["program"].title == title
    assert value in found.html
    assert '<details class="source">' in found.html


@pytest.mark.parametrize(
    "text", ["Durham", "hearts and minds", "training", "HEART uniform color", "response time", "?"]
)
def test_other_questions_have_hits_only(text: str) -> None:
    assert answer(text) is None


@pytest.mark.parametrize("text", ["Durham response time", "HEART average response time"])
def test_gap_says_which_kind_it_is(text: str) -> None:
    assert told(text) == ("Durham HEART", "response-time-avg", "not_recorded")
    found = answer(text)
    assert found is not None
    assert "Not recorded" in found.html
    assert "/contact/?page=" in found.html


@pytest.mark.parametrize("text", ["Denver STAR budget", "annual budget of Denver", "STAR budget"])
def test_figure_is_the_latest(text: str) -> None:
    program, metric, value = told(text)
    assert (program, metric) == ("Denver STAR", "annual-budget")
    ends = Observation.objects.filter(
        program__title=program, definition__metric__slug=metric
    ).order_by("-period_end", "-period_start")
    latest = ends.first()
    assert latest is not None
    assert value in {str(each) for each in ends if each.period_end == latest.period_end}


def test_figure_is_printed_with_period_and_source() -> None:
    found = answer("Denver STAR budget")
    assert found is not None
    assert 'class="observation observation--large"' in found.html
    assert "observation__period" in found.html
    assert '<details class="source">' in found.html


def test_metric_needs_most_of_its_name() -> None:
    assert answer("Durham response") is None


def test_hidden_program_answers_nothing() -> None:
    program = ProgramPage.objects.get(title="Durham HEART")
    PageViewRestriction.objects.create(page=program, restriction_type="login")
    asked = ("HEART", "Durham HEART", "HEART hours", "HEART response time", "Durham response time")
    for text in asked:
        found = answer(text)
        assert found is None or "HEART" not in found.html


def test_answer_stands_above_the_hits(client: Client) -> None:
    html = client.get("/search/", {"q": "Durham response time"}).content.decode()
    assert html.index("Answer from the figures") < html.index('class="hit"')


def test_every_program_of_the_example_answers_to_its_name() -> None:
    titles = list(ProgramPage.objects.readable().values_list("title", flat=True))
    assert len(titles) == 20
    silent = [title for title in titles if answer(title) is None]
    assert silent == []


@pytest.mark.parametrize(
    "text",
    [
        "dispatch",
        "HEART",
        "Durham response time",
        "Durham at night",
        "Denver STAR budget",
        "how do dispachers decide which calls",
        "my neighbor is suicidal",
        "body camera footage retention",
        "xylophone",
        "911 welfare check peer naloxone",
    ],
)
def test_results_take_no_more_than_fifteen_queries(
    client: Client,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[Any]],
    text: str,
) -> None:
    client.get("/search/", {"q": text})
    with django_assert_max_num_queries(15):
        client.get("/search/", {"q": text})
    chosen = {"kind": "program", "city": "durham-nc", "state": "North Carolina"}
    with django_assert_max_num_queries(15):
        client.get("/search/", {"q": text, **chosen, "topic": "dispatch-and-911"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("paramedik", "paramedic"),
        ("nalaxone", "naloxone"),
        ("dispachers", "dispatcher"),
        ("Durhm", "Durham"),
        ("Albuquerqe", "Albuquerque"),
        ("suiside", "suicide"),
        ("trespasing", None),
        ("trespaser", None),
        ("clinicain", "clinician"),
        ("evalution", "evaluation"),
        ("coresponder", None),
        ("welfare", None),
    ],
)
def test_words_of_the_field_are_put_right(typed: str, meant: str | None) -> None:
    correction = correct(build_query(typed), Synonyms("en").words)
    assert (correction.text if correction else None) == meant


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("welfare check", "wellness check"),
        ("CIT", "crisis intervention team"),
        ("911", "PSAP"),
        ("homeless", "unhoused"),
        ("MOU", "memorandum of understanding"),
    ],
)
def test_words_of_the_field_find_one_another(text: str, added: str) -> None:
    assert added in Synonyms("en").expand(build_query(text)).added


def test_links_of_hits_lead_to_their_pages(client: Client) -> None:
    html = client.get("/search/", {"q": "dispatch training"}).content.decode()
    links = re.findall(r'<h3 class="hit__title"><a href="([^"]*)"', html)
    assert len(links) == 10
    for link in links:
        assert client.get(link, follow=True).status_code == 200
