"""The list of all figures: what is in it, how it is narrowed, and what its address keeps free."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from portal.pages.models import CityPage
from programs.metrics.models import Definition, Metric
from programs.metrics.viewsets import MetricViewSet
from programs.models import ProgramPage
from tests.figures import figure, metric
from tests.records import make_private, program, source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dictionary")]


def read(query: str = "") -> BeautifulSoup:
    response = Client().get(f"/metrics/figures/?{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def rows(query: str = "") -> list[str]:
    return [" ".join(row.get_text(" ").split()) for row in read(query).select("tbody tr")]


def values(query: str = "") -> list[str]:
    return [cell.get_text() for cell in read(query).select("tbody .observation__value")]


def test_each_figure_stands_with_all_that_it_means(calls: Definition, heart: ProgramPage) -> None:
    figure(calls, heart, 13_500, bound="more_than", geography="Two districts")
    own = Definition.objects.create(metric=calls.metric, name="without phone calls")
    figure(own, heart, 20, quality="estimated", period_end="2024-12-30")
    soup = read()
    assert len(soup.select("h1")) == 1
    first, second = rows()
    assert first.startswith("Durham HEART Calls responded to more than 13,500 calls 2024")
    assert "Two districts" in first
    assert "Undated, City of Dayton" in first
    assert "counted as: without phone calls" in second
    assert "about 20 calls" in second
    assert " City " in second
    for shown in soup.select("tbody .observation"):
        assert shown["data-source"] == "SOURCE-1"
    targets = {str(a["href"]) for a in soup.select("tbody a")}
    assert {f"{heart.url}#figures", "/metrics/calls-responded/", "/sources/SOURCE-1/"} <= targets


def test_only_figures_of_public_programs_and_of_the_dictionary_are_in_it(
    calls: Definition, durham: CityPage, heart: ProgramPage
) -> None:
    figure(calls, heart, 1_111)
    figure(metric("local", in_dictionary=False, program=heart), heart, 4_711)
    for hidden in (program(durham, "Draft", live=False), program(durham, "Private")):
        figure(calls, hidden, 4_711)
    make_private(hidden)
    text = read().get_text(" ")
    assert "1,111" in text
    for word in ("4,711", "Draft", "Private", "local"):
        assert word not in text
    assert "“private” is not known here" in read("program=private").get_text(" ")


def test_it_has_three_orders(calls: Definition, durham: CityPage, heart: ProgramPage) -> None:
    budget = metric("budget", name="Annual budget", unit="dollars", kind="money")
    acs = program(durham, "ACS", slug="acs")
    figure(calls, heart, 1, period_end="2022-12-31")
    figure(budget, heart, 2, period_end="2024-06-30")
    figure(calls, acs, 3, period_end="2023-12-31")
    figure(calls, acs, 4, period_start="", period_end="", period_kind="undated")
    assert [value.split()[0] for value in values()] == ["2", "3", "1", "4"]
    assert [value.split()[0] for value in values("sort=metric")] == ["2", "3", "4", "1"]
    assert [value.split()[0] for value in values("sort=program")] == ["3", "4", "2", "1"]


def test_it_is_narrowed_by_metric_program_year_and_quality(
    calls: Definition, durham: CityPage, heart: ProgramPage
) -> None:
    staff = metric("staff", name="Staff", unit="people")
    acs = program(durham, "ACS", slug="acs")
    figure(calls, heart, 1)
    figure(staff, heart, 2, period_end="2023-06-30", quality="estimated")
    figure(calls, acs, 3, period_end="2023-12-31")
    # An end that nobody is told of is no year.
    figure(staff, acs, 4, period_kind="undated")
    slug = heart.slug
    assert [v.split()[0] for v in values("metric=staff&sort=program")] == ["4", "about"]
    assert [v.split()[0] for v in values(f"program={slug}&metric=calls-responded")] == ["1"]
    assert [v.split()[0] for v in values("year=2023")] == ["3", "about"]
    assert [v.split()[0] for v in values("year=undated")] == ["4"]
    assert values("quality=estimated") == ["about 2 people"]
    soup = read("year=2023&quality=reported")
    assert "1 of 4 figures" in soup.get_text(" ")
    assert "Period ends in: Not stated (1)" in soup.get_text(" ")
    assert "Nothing in the list fits" in read("year=2024&quality=derived").get_text(" ")


def test_a_program_goes_by_its_whole_key_where_two_cities_call_theirs_alike(
    calls: Definition, durham: CityPage, heart: ProgramPage
) -> None:
    denver = CityPage(title="Denver", city_name="Denver", state="Colorado")
    durham.get_parent().add_child(instance=denver)
    figure(calls, heart, 1)
    figure(calls, program(denver, "HEART", slug=heart.slug), 5)
    assert sorted(values(f"program={heart.slug}")) == ["1 call", "5 calls"]
    assert values(f"program={heart.comparison_key}") == ["1 call"]
    assert "is not known here" in read(f"program=nowhere/{heart.slug}").get_text(" ")


def test_figures_that_contradict_each_other_are_marked_though_a_filter_hides_one(
    calls: Definition, heart: ProgramPage
) -> None:
    figure(calls, heart, 11_612)
    figure(calls, heart, 13_500, source=source("OTHER"), quality="estimated")
    assert "sources disagree" in rows("quality=reported")[0]


def test_the_dictionary_and_a_metric_lead_there(calls: Definition, heart: ProgramPage) -> None:
    figure(calls, heart, 5)
    dictionary = BeautifulSoup(Client().get("/metrics/").content, "html.parser")
    assert dictionary.select_one('main a[href="/metrics/figures/"]')
    page = BeautifulSoup(Client().get("/metrics/calls-responded/").content, "html.parser")
    assert page.select_one('main a[href="/metrics/figures/?metric=calls-responded"]')
    assert b"/metrics/figures/</loc>" in Client().get("/sitemap-pages.xml").content


def test_without_a_figure_it_says_so() -> None:
    assert "No figure is published yet." in read().get_text(" ")


def test_no_metric_can_take_its_address(calls: Definition) -> None:
    taken = Metric(slug="figures", name="Figures", unit="figures", kind="count")
    with pytest.raises(ValidationError, match="the address of the list of all figures"):
        taken.full_clean()
    form = MetricViewSet().edit_handler.bind_to_model(Metric).get_form_class()
    filled = form(
        {"slug": "figures", "name": "F", "unit": "u", "kind": "count", "direction": "neither"}
    )
    assert "slug" in filled.errors
    with pytest.raises(IntegrityError), transaction.atomic():
        taken.save()


@pytest.mark.parametrize(
    ("query", "expected"),
    [("", 9), ("year=2024&quality=reported", 11), ("program=x&metric=calls-responded", 13)],
)
def test_it_takes_as_many_queries_for_many_figures_as_for_one(
    calls: Definition,
    durham: CityPage,
    client: Client,
    query: str,
    expected: int,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    for many in (1, 40):
        for number in range(many):
            figure(calls, program(durham, f"P {many} {number}"), 5)
        client.get("/metrics/figures/")
        with django_assert_num_queries(expected):
            client.get(f"/metrics/figures/?{query}")
