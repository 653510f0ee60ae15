"""The comparison of programs: rows in words, figures with verdicts, gaps, findings, queries."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.pages.models import CityPage, HomePage
from portal.pages.models.city_page import Population
from programs.metrics.models import Definition
from programs.models import ProgramPage
from programs.models.milestones import Milestone
from programs.models.units import TeamRole
from tests.figures import figure, metric
from tests.reading import words
from tests.records import cite, city, program, source

pytestmark = pytest.mark.django_db


def read(*programs: ProgramPage, query: str = "") -> BeautifulSoup:
    keys = "&".join(f"program={page.comparison_key}" for page in programs)
    response = Client().get(f"/compare/?{keys}{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def row(soup: BeautifulSoup, name: str) -> list[str]:
    """The words of a row: its heading, then each program's cell."""
    found = soup.select_one(f"#row-{name}")
    assert found is not None, name
    return [words(cell) for cell in found.select(":scope > th, :scope > td")]


def finding(soup: BeautifulSoup, title: str) -> str:
    return next(words(each) for each in soup.select(".findings li") if title in each.get_text())


def test_equal_counts_of_one_year_are_comparable_and_their_difference_is_said(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 84)
    figure(calls, star, 112)
    head, durham, denver = row(read(heart, star), "calls-responded")
    assert head == "Calls responded to Comparable : Durham 28 calls less than Denver"
    assert durham.startswith("84 calls , 2024")
    assert "Undated, City of Dayton" in denver


def test_unlike_counts_are_not_comparable_and_say_why(
    calls: Definition, heart: ProgramPage, star: ProgramPage, beheard: ProgramPage
) -> None:
    routed = Definition.objects.create(metric=calls.metric, name="Of calls routed", note="Fewer.")
    figure(calls, heart, 84)
    figure(calls, star, 112)
    figure(routed, beheard, 99)
    soup = read(heart, beheard, star)
    head, _durham, new_york, _denver = row(soup, "calls-responded")
    assert (
        "Not comparable : counted in different ways; Durham and Denver may stand together" in head
    )
    assert "Durham and Denver: Comparable , same count, same time" in head
    assert "less than" not in head
    assert "Counted as: Of calls routed" in new_york


def test_a_conflict_is_a_range_with_both_sources_and_never_an_average(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 4_000)
    figure(calls, heart, 6_000, source=source("OTHER"))
    figure(calls, star, 5_000)
    soup = read(heart, star)
    head, durham, _denver = row(soup, "calls-responded")
    assert "Comparable with care : sources disagree" in head
    assert durham.startswith("4,000 calls or 6,000 calls , 2024 sources disagree")
    cell = soup.select("#row-calls-responded td")[0]
    assert {value["data-source"] for value in cell.select(".observation")} == {"SOURCE-1", "OTHER"}
    assert len(cell.select("details.source")) == 2
    assert "5,000" not in durham


def test_a_bound_stays_a_bound_and_nothing_is_reckoned_with_it(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 100, bound="more_than")
    figure(calls, star, 90, quality="estimated")
    head, durham, denver = row(read(heart, star), "calls-responded")
    assert "bounds" in head
    assert "estimate" in head
    assert "less than Denver" not in head
    assert durham.startswith("more than 100 calls")
    assert denver.startswith("about 90 calls")


def test_a_sum_since_the_start_is_not_compared_with_a_year(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 28_000, period_kind="cumulative", period_start="2021-06-27")
    figure(calls, star, 7_000)
    head, durham, _denver = row(read(heart, star), "calls-responded")
    assert "Not comparable : one counts since the start, the other does not" in head
    assert "from the start" in durham


def test_what_is_missing_is_one_of_four_gaps_and_never_zero(
    calls: Definition, heart: ProgramPage, star: ProgramPage, beheard: ProgramPage
) -> None:
    figure(calls, heart, 5)
    cite(star, ["metric/calls-responded"], says="not_measured", note="Nobody counts.")
    cite(star, ["housed_in"], says="not_applicable")
    cite(beheard, ["metric/calls-responded"], says="not_disclosed")
    star.save()
    beheard.save()
    soup = read(heart, star, beheard)
    head, _durham, denver, new_york = row(soup, "calls-responded")
    assert "One figure : Durham" in head
    assert denver.startswith("Not measured. Nobody counts.")
    assert new_york.startswith("Not disclosed")
    head, durham, denver, _new_york = row(soup, "housed_in")
    assert "Nobody can say yet" in head
    assert durham == "Not recorded"
    assert denver.startswith("Not applicable")
    key = words(soup.select(".gap-key")[0])
    for gap in ("Not recorded", "Not measured", "Not disclosed", "Not applicable"):
        assert gap in key
    assert "Coverage" in words(soup.select(".comparison__key")[0])


def test_facts_of_lists_are_the_same_or_differ_and_words_are_not_judged(
    heart: ProgramPage, star: ProgramPage, beheard: ProgramPage
) -> None:
    for page, model, disciplines in (
        (heart, "911", ("clinician", "peer")),
        (star, "911", ("clinician", "emt")),
        (beheard, "911", ("clinician",)),
    ):
        page.dispatch_model = model
        page.follow_up_rule = f"After {page.pk} days."
        for discipline in disciplines:
            page.team_roles.add(TeamRole(discipline=discipline))
        page.save()
    soup = read(heart, star, beheard)
    assert row(soup, "dispatch_model")[0] == "How calls reach the team Same"
    assert row(soup, "follow_up_rule")[0] == "Follow-up Each in its own words"
    team = row(soup, "team_roles")[0]
    assert team.startswith("Team Differs : all: Mental health clinician; only Durham: Peer")
    assert "only Denver: EMT or paramedic" in team


def test_dates_say_who_was_first_and_by_how_much(heart: ProgramPage, star: ProgramPage) -> None:
    for page, date in ((heart, "2022-06-27"), (star, "2020-06-01")):
        page.milestones.add(Milestone(kind="first_dispatch", date=date))
        page.save()
    head = row(read(heart, star), "first_dispatch")[0]
    assert head == "First 911 dispatch Differs : Denver first, Durham 2 years later"


def test_only_rows_that_differ_are_left_on_request(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    alike = metric("alike", name="Alike")
    for page, value in ((heart, 5), (star, 7)):
        figure(calls, page, value)
        figure(alike, page, 3)
        page.dispatch_model = "911"
        page.housed_in = "own_department" if value == 5 else "health"
        page.save()
    whole = read(heart, star)
    assert row(whole, "alike")[0] == "Alike Comparable : all alike"
    link = next(a for a in whole.select(".actions a") if "Only rows" in a.get_text())
    soup = BeautifulSoup(Client().get(f"/compare/{link['href']}").content, "html.parser")
    assert row(soup, "calls-responded")
    assert row(soup, "housed_in")
    assert not soup.select("#row-alike, #row-dispatch_model")
    assert "rows in which the programs are alike" in words(soup.select(".comparison__key")[0])
    assert soup.select("input[name=only]")
    # Removing a program keeps the reader's choice of rows.
    assert all("only=differences" in str(a["href"]) for a in soup.select(".chips li a")[:2])


def test_findings_say_each_period_and_whether_it_can_be_compared(
    heart: ProgramPage, star: ProgramPage
) -> None:
    hours = metric("coverage-hours-per-week", kind="duration", unit="hours per week")
    figure(hours, heart, 168)
    long_ago = {"period_start": "2019-01-01", "period_end": "2019-12-31"}
    figure(hours, star, 168, **long_ago)
    calls = metric()
    given = {"is_disputed": True, "period_kind": "other"}
    figure(calls, heart, 3, period_start="2024-01-01", period_end="2024-03-04", **given)
    figure(calls, heart, 15, period_start="2024-01-01", period_end="2024-01-05", **given)
    figure(calls, star, 9)
    found = words(read(heart, star).select_one(".findings"))
    assert "3 calls January 1, 2024 to March 4, 2024 or 15 calls January 1, 2024 to" in found
    assert "Around the clock in all." in found
    assert "Not comparable: more than three years lie between them." in found


def test_a_count_is_set_against_residents_where_that_can_be_said(
    heart: ProgramPage, star: ProgramPage, beheard: ProgramPage
) -> None:
    calls = metric(normalization="per 1,000 residents per year")
    for page, year in ((heart, 2022), (star, 2012)):
        page.home_city.populations.add(Population(count=10_000, year=year))
        page.home_city.save()
    figure(calls, heart, 84, bound="more_than")
    figure(calls, star, 112)
    figure(calls, beheard, 9)
    soup = read(heart, star, beheard)
    durham, denver = row(soup, "calls-responded")[1:3]
    assert (
        "More than 8.4 per 1,000 residents, worked out by the portal from 10,000 (2022)" in durham
    )
    assert "residents" not in denver
    note = words(soup.select(".comparison__key")[0])
    assert "Denver (the population was counted more than three years before or after)" in note
    assert "New York (no population is recorded)" in note


def test_findings_are_made_from_the_data(heart: ProgramPage, star: ProgramPage) -> None:
    share = metric("share-eligible-answered", name="Share", unit="percent", kind="percent")
    hours = metric("coverage-hours-per-week", name="Hours", unit="hours per week", kind="duration")
    times = metric("waiting", name="Average wait", unit="minutes", kind="duration")
    figure(share, heart, 50)
    figure(share, star, 46)
    figure(hours, heart, 168)
    figure(hours, star, 112)
    figure(times, star, 12)
    soup = read(heart, star)
    assert len(soup.select(".findings li")) == 3
    reach = finding(soup, "None reaches all its calls.")
    assert "Durham 50 percent 2024 ; Denver 46 percent" in reach
    assert "Comparable: Denver 4 points less than Durham." in reach
    assert "Durham 168 hours per week" in finding(soup, "Around the clock in Durham.")
    heart.status = "ended"
    heart.save()
    assert finding(read(heart, star), "Around the clock in Durham (ended).")
    assert "Only Denver has a figure of: average wait." in finding(soup, "missing.")
    anchors = {str(a["href"])[1:] for a in soup.select(".findings a")}
    assert anchors == {"row-share-eligible-answered", "row-coverage-hours-per-week"}
    assert all(soup.select(f"#{anchor}") for anchor in anchors)
    figure(share, star, 100, source=source("OTHER"))
    assert not any(
        "None reaches" in each.get_text() for each in read(heart, star).select(".findings li")
    )


def test_the_first_finding_is_of_what_can_best_be_compared(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 5)
    figure(calls, star, 7, period_kind="cumulative", period_start="2020-01-01")
    staff = metric("staff", name="Staff", unit="people", adds_up=False)
    figure(staff, heart, 5)
    figure(staff, star, 7)
    found = finding(read(heart, star), "Staff: comparable.")
    assert (
        "Durham 5 people 2024 ; Denver 7 people 2024 . Durham 2 people less than Denver." in found
    )


def test_no_finding_leads_to_a_row_that_is_hidden(heart: ProgramPage, star: ProgramPage) -> None:
    hours = metric("coverage-hours-per-week", name="Hours", unit="hours per week", kind="duration")
    figure(hours, heart, 112)
    figure(hours, star, 112)
    assert read(heart, star).select(".findings a")
    narrowed = read(heart, star, query="&only=differences")
    assert "Nowhere around the clock." in narrowed.get_text()
    assert not narrowed.select(".findings a")


def test_programs_without_anything_to_say_make_no_claims(
    heart: ProgramPage, star: ProgramPage
) -> None:
    soup = read(heart, star)
    assert [each.b.get_text() for each in soup.select(".findings li") if each.b] == [
        "No figure can be compared."
    ]
    assert " 0 " not in words(soup.select("main")[0])


def test_every_figure_and_fact_names_its_source(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 5)
    heart.housed_in = "own_department"
    cite(heart, ["housed_in"])
    heart.save()
    soup = read(heart, star)
    assert soup.select_one('[data-fact="housed_in"][data-source="SOURCE-1"]')
    for value in soup.select("main .observation"):
        assert value["data-source"] == "SOURCE-1"
    assert soup.select('#row-housed_in a[href="/sources/SOURCE-1/"]')


def test_the_table_can_be_read_and_scrolled_without_a_mouse(
    heart: ProgramPage, star: ProgramPage
) -> None:
    region = read(heart, star).select_one("[role=region][tabindex='0']")
    assert region is not None
    assert region["aria-label"] == "Comparison table"
    table = region.select("table")[0]
    assert table.caption is not None
    assert "Durham HEART, Denver STAR" in table.caption.get_text()
    assert all(head["scope"] for head in table.select("th"))


def test_it_takes_as_many_queries_for_many_programs_and_figures_as_for_few(
    client: Client, calls: Definition, home: HomePage, heart: ProgramPage, star: ProgramPage
) -> None:
    pages = [heart, star]
    for page in pages:
        figure(calls, page, 5)
    few = _queries(client, pages)
    pages += [program(city(home, f"Town {n}"), f"Program {n}") for n in range(3)]
    for page in pages:
        for year in range(1990, 2024):
            dates = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
            figure(calls, page, year, **dates)
    for number in range(10):
        other = metric(f"metric-{number}", name=f"Metric {number}")
        for page in pages:
            figure(other, page, number)
    many = _queries(client, pages)
    assert few == many
    assert many <= 12


def _queries(client: Client, pages: list[ProgramPage]) -> int:
    address = "/compare/?" + "&".join(f"program={page.comparison_key}" for page in pages)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_newest_figures_are_chosen_from_a_long_series(
    calls: Definition, heart: ProgramPage, star: ProgramPage, durham: CityPage
) -> None:
    for year in range(1970, 2025):
        dates = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        figure(calls, heart, year, **dates)
    figure(calls, star, 5)
    assert row(read(heart, star), "calls-responded")[1].startswith("2,024 calls , 2024")
