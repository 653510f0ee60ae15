"""Which figures lead, which stand against each other, and what is told of them."""

from typing import Any

import pytest

from programs.figures import MOST_AREAS, MOST_OF_A_METRIC, figures, told_otherwise
from programs.metrics.models import Definition, Observation
from programs.models import ProgramPage
from tests.figures import figure, metric
from tests.reading import read
from tests.records import cite, source

pytestmark = pytest.mark.django_db

FISCAL_2024 = {
    "period_start": "2023-07-01",
    "period_end": "2024-06-30",
    "period_kind": "fiscal_year",
}
IN_2023 = {"period_start": "2023-01-01", "period_end": "2023-12-31"}


@pytest.fixture
def calls() -> Definition:
    return metric()


def values(shown: list[Observation]) -> list[int]:
    return [int(each.value) for each in shown]


def from_other(**columns: Any) -> dict[str, Any]:
    return {"source": source("OTHER"), **columns}


def test_the_whole_city_stands_before_a_part_of_it(heart: ProgramPage, calls: Definition) -> None:
    figure(calls, heart, 10, geography="Durham, night shift")
    figure(calls, heart, 20, geography="City of Durham")
    assert values(figures(heart).latest) == [20, 10]


def test_the_newest_period_leads_also_where_it_counts_since_the_start(
    heart: ProgramPage, calls: Definition
) -> None:
    figure(calls, heart, 400, **IN_2023)
    figure(calls, heart, 900, period_start="2022-06-01", period_kind="cumulative")
    assert values(figures(heart).latest) == [900, 400]


def test_disputed_figures_of_overlapping_periods_stand_against_each_other(
    heart: ProgramPage, calls: Definition
) -> None:
    figure(calls, heart, 7_000, is_disputed=True)
    figure(calls, heart, 8_000, is_disputed=True, **from_other(**FISCAL_2024))
    shown = figures(heart)
    assert [values(group.figures) for group in shown.disagreements] == [[7_000, 8_000]]
    assert not shown.latest
    assert not shown.older
    box = read(heart).select_one(".conflict")
    assert box is not None
    words = " ".join(box.get_text(" ").split())
    assert "2024" in words
    assert "fiscal year 2023–24" in words
    assert {str(each["data-source"]) for each in box.select("[data-source]")} == {
        "SOURCE-1",
        "OTHER",
    }


def test_older_figures_that_contradict_each_other_are_not_folded_away(
    heart: ProgramPage, calls: Definition
) -> None:
    figure(calls, heart, 9_000)
    figure(calls, heart, 7_000, **IN_2023)
    figure(calls, heart, 8_000, **from_other(**IN_2023))
    shown = figures(heart)
    assert [values(group.figures) for group in shown.disagreements] == [[7_000, 8_000]]
    assert values(shown.latest) == [9_000]


def test_an_older_figure_that_others_deny_stays_in_sight_with_its_note(
    heart: ProgramPage, calls: Definition
) -> None:
    figure(calls, heart, 9_000)
    figure(calls, heart, 7_000, is_disputed=True, note="Others say 8,700.", **IN_2023)
    figure(calls, heart, 5_000, period_start="2022-01-01", period_end="2022-12-31")
    shown = figures(heart)
    assert values(shown.latest) == [9_000, 7_000]
    assert values(shown.older) == [5_000]
    table = read(heart).select_one("#figures ~ *, section[aria-labelledby=figures] table")
    assert table is not None
    assert "Others say 8,700." in read(heart).select("main table")[0].get_text(" ")


def test_counts_since_the_start_disagree_only_where_their_ends_lie_close(
    heart: ProgramPage, calls: Definition
) -> None:
    grown = {"period_start": "2022-06-01", "period_kind": "cumulative", "is_disputed": True}
    figure(calls, heart, 26_000, period_end="2025-03-18", **grown)
    figure(calls, heart, 4_000, period_end="2023-05-01", bound="more_than", **grown)
    figure(calls, heart, 4_680, period_end="2023-03-06", **grown)
    shown = figures(heart)
    assert [values(group.figures) for group in shown.disagreements] == [[4_000, 4_680]]
    assert values(shown.latest) == [26_000]


@pytest.mark.parametrize(
    ("bound", "value", "disagree"),
    [("more_than", 5_000, False), ("more_than", 5_100, True), ("less_than", 5_100, False)],
)
def test_a_number_within_a_bound_contradicts_nothing(
    heart: ProgramPage, calls: Definition, bound: str, value: int, disagree: bool
) -> None:
    figure(calls, heart, 5_095)
    figure(calls, heart, value, **from_other(bound=bound))
    assert bool(figures(heart).disagreements) is disagree


def test_a_year_that_was_not_over_when_its_source_appeared_is_called_planned(
    heart: ProgramPage, calls: Definition
) -> None:
    early = source("EARLY")
    early.published = "2024-05"
    early.save()
    assert figure(calls, heart, 5, source=early).is_planned
    assert not figure(calls, heart, 5, source=early, **IN_2023).is_planned
    assert not figure(calls, heart, 5).is_planned
    assert "Planned:" in read(heart).get_text(" ")


@pytest.mark.parametrize(
    ("bound", "words"), [("less_than", "less than 100 calls"), ("nearly", "nearly 100 calls")]
)
def test_less_than_and_nearly_are_two_things(
    heart: ProgramPage, calls: Definition, bound: str, words: str
) -> None:
    figure(calls, heart, 100, bound=bound, quality="estimated")
    assert words in read(heart).get_text(" ")


def test_what_others_state_names_the_figure_and_the_period_it_contradicts(
    heart: ProgramPage, calls: Definition
) -> None:
    figure(calls, heart, 9_000)
    figure(calls, heart, 7_000, **IN_2023)
    about = ["metric/calls-responded"]
    cite(heart, about, says="another", stated="8,700", as_of="2023-06", source=source("OTHER"))
    cite(heart, about, says="another", stated="5,000", as_of="2019", source=source("OTHER"))
    heart.save()
    assert [
        (int(told.figure.value), len(told.fact.citations)) for told in told_otherwise(heart)
    ] == [
        (7_000, 1),
        (9_000, 1),
    ]
    words = " ".join(read(heart).get_text(" ").split())
    assert "7,000 calls 2023 Sources disagree" in words
    assert "8,700" in words
    assert "9,000 calls 2024 Earlier: 5,000" in words


def test_a_page_holds_no_more_of_a_metric_than_can_be_looked_through(
    heart: ProgramPage, calls: Definition
) -> None:
    """Somebody's year of figures by beat and month may be thousands."""
    others = metric("staff", name="Staff", unit="people")
    figure(others, heart, 9)
    figure(calls, heart, 5_000, geography="City of Durham", **IN_2023)
    figure(calls, heart, 7_000, is_disputed=True, geography="North", **IN_2023)
    for beat in range(MOST_OF_A_METRIC + 20):
        figure(calls, heart, beat, geography=f"Beat {beat}")
    assert len(heart.figures) == MOST_OF_A_METRIC + 1
    shown = figures(heart)
    beats = list(range(MOST_AREAS))
    assert sorted(values(shown.latest)) == sorted([*beats, 5_000, 7_000, 9])
    assert len(shown.older) == MOST_OF_A_METRIC - MOST_AREAS - 2
    soup = read(heart)
    link = soup.select_one('a[href="/metrics/figures/?program=durham-heart"]')
    assert link is not None
    assert "All figures of Durham HEART" in link.get_text()


def test_a_page_that_holds_all_figures_leads_to_no_others(
    heart: ProgramPage, calls: Definition
) -> None:
    figure(calls, heart, 5_000)
    assert "in one list" not in read(heart).get_text()
