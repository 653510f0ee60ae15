"""The number on the home page: counted alike, undisputed, each bar with its period and source."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.pages.models import HomePage
from programs.metrics.models import Definition, Metric, Observation
from programs.metrics.sections import MOST_BARS, bars, newest, spread
from programs.models import ProgramPage
from tests.figures import figure, metric
from tests.records import city, front_page, make_private, program

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    return front_page()


@pytest.fixture
def hours() -> Definition:
    columns = {"name": "Hours per week", "unit": "hours", "kind": "duration"}
    return metric("hours", on_home_page=True, **columns)


def programs(home: HomePage, count: int) -> list[ProgramPage]:
    return [program(city(home, f"City {n}"), f"Program {n}") for n in range(count)]


def test_home_shows_the_metric_that_was_chosen(home: HomePage, hours: Definition) -> None:
    for number, page in enumerate(programs(home, 3)):
        figure(hours, page, 40 + number)
    soup = BeautifulSoup(Client().get("/").content, "html.parser")
    section = soup.find("section", attrs={"aria-labelledby": "number"})
    assert section is not None
    assert "Hours per week: 42 hours at Program 2, 40 at Program 0" in section.get_text(" ")
    shown = section.select(".number-bars > li")
    assert [entry.a.get_text() for entry in shown] == ["Program 2", "Program 1", "Program 0"]
    assert all("2024" in entry.get_text() and entry.select_one(".source-link") for entry in shown)


def test_no_bar_where_sources_disagree_or_sums_grow(home: HomePage, hours: Definition) -> None:
    disputed, summed, hidden, plain = programs(home, 4)
    figure(hours, disputed, 1, is_disputed=True)
    figure(hours, summed, 2, period_kind="cumulative")
    figure(hours, hidden, 3)
    make_private(hidden)
    figure(hours, plain, 4)
    figure(hours, plain, 5, period_start="2023-01-01", period_end="2023-12-31")
    [(key, value)] = newest(Metric.objects.all())
    assert (Observation.objects.get(pk=key).program.title, value) == ("Program 3", 4)
    assert "number" not in Client().get("/").content.decode().split('aria-labelledby="')


def test_many_programs_are_thinned_evenly_with_both_ends(home: HomePage, hours: Definition) -> None:
    for number, page in enumerate(programs(home, 20)):
        figure(hours, page, number + 1)
    shown = bars(spread(newest(Metric.objects.all())))
    assert len(shown) == MOST_BARS
    assert (int(shown[0].figure.value), int(shown[-1].figure.value)) == (20, 1)
    assert shown[0].share == 100
