"""What nobody should ask or send, at the pages, the API and the pictures: words, never a fault."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.pages.models import CityPage
from programs.metrics.models import Definition, MetricIndexPage
from programs.models import ProgramPage
from tests.figures import figure, metric
from tests.records import program

pytestmark = pytest.mark.django_db

HOSTILE = [
    "",
    " ",
    "%00",
    "NaN",
    "1e999",
    "-1",
    "0",
    "2024-02-30",
    "../..",
    "%F0%9F%9A%91",
    "x" * 500,
]


@pytest.fixture
def calls(dictionary: MetricIndexPage, heart: ProgramPage) -> Definition:
    made = metric()
    figure(made, heart, 12_000)
    metric("nobody-counts-it", name="Nobody counts it")
    return made


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "name", ["metric", "program", "year", "quality", "sort", "page", "per_page"]
)
def test_the_api_says_what_it_cannot_use(calls: Definition, name: str, value: str) -> None:
    response = Client().get(f"/api/v1/observations?{name}={value}")
    assert response.status_code in {200, 400, 404, 422}, response.status_code
    told = json.loads(response.content)
    if response.status_code != 200:
        assert response["Content-Type"].startswith("application/problem+json")
        assert told["detail"]


def test_the_api_names_the_value_that_it_does_not_know(calls: Definition) -> None:
    response = Client().get("/api/v1/observations?metric=dogs")
    assert response.status_code in {400, 422}
    assert "dogs" in json.loads(response.content)["detail"]


def test_a_metric_without_figures_is_an_empty_list_and_a_picture_that_says_so(
    calls: Definition,
) -> None:
    client = Client()
    for form in ("csv", "json"):
        assert client.get(f"/metrics/nobody-counts-it.{form}").status_code == 200
    assert client.get("/metrics/nobody-counts-it/").status_code == 200
    assert client.get("/metrics/nobody-counts-it.svg").status_code == 200


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "name", ["page", "counted", "over", "currency", "metric", "year", "program"]
)
def test_no_parameter_of_a_page_of_figures_is_a_fault(
    calls: Definition, name: str, value: str
) -> None:
    client = Client()
    for path in ("/metrics/calls-responded/", "/metrics/figures/", "/metrics/calls-responded.csv"):
        assert client.get(f"{path}?{name}={value}").status_code in {200, 400, 404}


def test_a_comparison_says_what_of_its_address_it_could_not_use(
    calls: Definition, durham: CityPage, heart: ProgramPage
) -> None:
    others = [program(durham, f"Other {number}") for number in range(6)]
    ended = program(durham, "Ended", status="ended")
    keys = [page.comparison_key for page in [heart, *others]]

    def told(*programs: str) -> str:
        query = "&".join(f"program={key}" for key in programs)
        response = Client().get(f"/compare/?{query}")
        assert response.status_code == 200
        soup = BeautifulSoup(response.content, "html.parser")
        return " ".join(soup.get_text(" ").split())

    assert "“dogs” is no program here" in told(keys[0], keys[1], "dogs")
    assert "was named twice and is shown once" in told(keys[0], keys[1], keys[0])
    assert "6 programs are chosen. At most 5 fit" in told(*keys[:6])
    assert "Ended" in told(keys[0], ended.comparison_key)
    # What was chosen is not lost.
    assert "Other 0" in told(keys[0], keys[1], "dogs")
    for hostile in HOSTILE:
        told(keys[0], keys[1], hostile)
        for path in (
            "/compare.csv",
            "/compare.json",
            "/compare/memo/",
            "/compare/calls-responded.svg",
        ):
            answer = Client().get(f"{path}?program={keys[0]}&program={hostile}")
            assert answer.status_code in {200, 302, 400, 404, 422}, (path, hostile)
