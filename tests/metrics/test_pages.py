"""The metric dictionary and the page of a metric, as readers get them."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.pages.models import CityPage
from programs.metrics import selectors
from programs.metrics.models import Definition, MetricIndexPage
from programs.models import ProgramPage
from tests.figures import figure, metric
from tests.records import cite, make_private, program, source

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script> {{ 7|add:7 }} \"'&"


@pytest.fixture
def calls() -> Definition:
    return metric(question="How many calls did the program answer?")


def read(dictionary: MetricIndexPage, slug: str = "") -> BeautifulSoup:
    address = slug if "?" in slug or not slug else f"{slug}/"
    response = Client().get(f"{dictionary.url}{address}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def group(soup: BeautifulSoup, title: str) -> str:
    """The words of the table under a heading."""
    heading = next(h for h in soup.select("h2") if title in h.get_text())
    section = heading.find_parent("section")
    assert section is not None
    return " ".join(section.get_text(" ").split())


def test_the_dictionary_names_each_metric_with_how_many_figures_it_has(
    dictionary: MetricIndexPage, calls: Definition, heart: ProgramPage
) -> None:
    figure(calls, heart, 5)
    metric("nothing-yet", name="Nothing yet", kind="percent")
    metric("local", name="Local one", in_dictionary=False, program=heart)
    metric("old", name="Retired one", retired_on="2026-01-01")
    soup = read(dictionary)
    text = soup.get_text(" ")
    assert len(soup.select("h1")) == 1
    assert soup.select_one('a[href="/metrics/calls-responded/"]')
    assert "1 figure" in text
    assert "No figure yet" in text
    assert "Local one" not in text
    assert "Retired one" not in text


def test_an_empty_dictionary_says_so(dictionary: MetricIndexPage) -> None:
    assert "The dictionary is empty" in read(dictionary).get_text(" ")


@pytest.mark.parametrize("slug", ["no-such-metric", "local", "calls-responded/more", "%00"])
def test_an_unknown_metric_answers_404(
    dictionary: MetricIndexPage, calls: Definition, heart: ProgramPage, slug: str
) -> None:
    metric("local", in_dictionary=False, program=heart)
    assert Client().get(f"{dictionary.url}{slug}/").status_code in {400, 404}


def test_the_definition_stands_before_any_number(
    dictionary: MetricIndexPage, calls: Definition, heart: ProgramPage
) -> None:
    figure(calls, heart, 11_612)
    soup = read(dictionary, "calls-responded")
    assert [h.get_text() for h in soup.select("h1")] == ["Calls responded to"]
    text = soup.get_text(" ")
    assert text.index("How it is defined") < text.index("11,612")
    assert "A count has none." in text
    assert "How many calls did the program answer?" in text


def test_sums_and_parts_of_years_do_not_stand_beside_years(
    dictionary: MetricIndexPage, calls: Definition, heart: ProgramPage
) -> None:
    own = Definition.objects.create(metric=calls.metric, name="Calls kept from police")
    figure(calls, heart, 11_612)
    figure(calls, heart, 28_000, period_start="2022-06-27", period_kind="cumulative")
    figure(calls, heart, 805, period_end="2024-03-26", period_kind="other")
    figure(calls, heart, 18_000, period_start="", period_end="", period_kind="undated")
    figure(own, heart, 13_500, bound="more_than")
    soup = read(dictionary, "calls-responded")
    assert "11,612" in group(soup, "In one year")
    assert "28,000" not in group(soup, "In one year")
    assert "28,000" in group(soup, "Since the start")
    assert "805" in group(soup, "More or less than a year")
    assert "18,000" in group(soup, "Period not stated")
    assert "more than 13,500" in group(soup, "Calls kept from police")
    for value in soup.select("main .observation"):
        assert value["data-source"] == "SOURCE-1"


def test_values_that_contradict_each_other_are_marked_though_no_editor_did(
    dictionary: MetricIndexPage, calls: Definition, heart: ProgramPage
) -> None:
    figure(calls, heart, 11_612)
    figure(calls, heart, 13_500, source=source("OTHER"))
    assert group(read(dictionary, "calls-responded"), "In one year").count("disagree") == 2


def test_a_program_without_a_figure_is_named_with_its_gap(
    dictionary: MetricIndexPage, calls: Definition, durham: CityPage, heart: ProgramPage
) -> None:
    figure(calls, heart, 11_612)
    silent = program(durham, "Silent")
    cite(silent, ["metric/calls-responded"], says="not_disclosed", note="Asked twice.")
    silent.save()
    program(durham, "Unknown")
    words = group(read(dictionary, "calls-responded"), "Without a figure")
    assert "Silent" in words
    assert "Not disclosed. Asked twice." in words
    assert "Unknown Not recorded" in words
    assert "HEART" not in words
    assert " 0 " not in words


def test_many_figures_come_in_pages_and_many_programs_without_one_are_counted(
    dictionary: MetricIndexPage,
    calls: Definition,
    durham: CityPage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("programs.metrics.shown.FIGURES_PER_PAGE", 2)
    monkeypatch.setattr(selectors, "MOST_WITHOUT", 1)
    for number in range(3):
        figure(calls, program(durham, f"With {number}"), 10 + number)
    since = {"period_kind": "cumulative", "period_start": "2022-06-27"}
    figure(calls, ProgramPage.objects.get(title="With 0"), 99, **since)
    figure(calls, ProgramPage.objects.get(title="With 2"), 77, source=source("OTHER"))
    for title in ("A silent one", "Explained"):
        silent = program(durham, title)
    cite(silent, ["metric/calls-responded"], says="not_measured")
    silent.save()
    first, second = (read(dictionary, f"calls-responded/?page={number}") for number in (1, 2))
    assert "5 figures from 3 programs" in " ".join(first.get_text(" ").split())
    assert "With 0" in group(first, "In one year")
    assert "With 2" not in first.table.get_text(" ")  # type: ignore[union-attr]
    # The two that contradict each other stand on two pages.
    assert group(second, "In one year").count("disagree") == 2
    assert "99" in group(read(dictionary, "calls-responded/?page=3"), "Since the start")
    assert "Explained" in group(first, "Without a figure")
    assert "1 more program has none either." in group(first, "Without a figure")


def test_drafts_and_private_programs_are_nowhere_on_it(
    dictionary: MetricIndexPage, calls: Definition, durham: CityPage
) -> None:
    for hidden in (program(durham, "Draft", live=False), program(durham, "Private")):
        figure(calls, hidden, 4_711)
    make_private(hidden)
    text = read(dictionary, "calls-responded").get_text(" ")
    for word in ("Draft", "Private", "4,711"):
        assert word not in text
    assert "No figure yet" in text
    assert "No figure yet" in read(dictionary).get_text(" ")


def test_hostile_text_is_shown_as_text(dictionary: MetricIndexPage, durham: CityPage) -> None:
    words = {"name": HOSTILE, "meaning": HOSTILE, "caveats": HOSTILE, "unit": HOSTILE[:60]}
    definition = metric("bad", **words)
    figure(definition, program(durham, HOSTILE), 1, note=HOSTILE, geography=HOSTILE)
    soup = read(dictionary, "bad")
    assert not soup.select('script:not([type="application/ld+json"], [src])')
    assert soup.select_one("h1").get_text() == HOSTILE  # type: ignore[union-attr]
    assert HOSTILE in read(dictionary).get_text()


def test_it_takes_as_many_queries_for_many_figures_as_for_one(
    client: Client,
    dictionary: MetricIndexPage,
    calls: Definition,
    durham: CityPage,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    for many in (1, 7):
        for number in range(many):
            figure(calls, program(durham, f"P {many} {number}"), 5)
            program(durham, f"Without {many} {number}")
        client.get("/metrics/calls-responded/")
        with django_assert_num_queries(11):
            client.get("/metrics/calls-responded/")
        with django_assert_num_queries(5):
            client.get("/metrics/")
