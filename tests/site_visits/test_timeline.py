import datetime

import pytest

from portal.provenance.facts import Fact
from portal.provenance.models import Citation, Source
from site_visits.models import FollowUp, SiteVisitPage
from site_visits.timeline import TimelineRow, timeline

pytestmark = pytest.mark.django_db


def follow_up(date: str, what: str = "It began.", **citation: object) -> Fact:
    row = FollowUp(date=date, what=what)
    return Fact(str(row.key), "Follow-up", what, [Citation(**citation)] if citation else [], row)


def rows_of(*follow_ups: Fact, **columns: str) -> list[TimelineRow]:
    return timeline(SiteVisitPage(title="A visit", **columns), follow_ups)


def test_rows_stand_in_order_with_the_visit_among_them() -> None:
    rows = rows_of(
        follow_up("2024-07"), follow_up("2023-11"), starts="2024-01-22", ends="2024-01-24"
    )
    assert [row.when for row in rows] == [
        "November 2023", "January 22 to 24, 2024", "At 3 months", "July 2024", "At 6 months",
        "At 12 months",
    ]  # fmt: skip
    assert [row.state for row in rows] == ["", "visit", "open", "", "open", "open"]


def test_note_that_the_visitor_confirmed_fills_its_place() -> None:
    rows = rows_of(follow_up("2024-03", confirmed_by="program director"), starts="2024-01-22")
    assert [row.when for row in rows if row.state == "open"] == ["At 6 months", "At 12 months"]


def test_note_that_the_program_told_fills_its_place() -> None:
    told = Source(key="TOLD", kind=Source.Kind.TOLD)
    rows = rows_of(follow_up("2024-07", source=told), starts="2024-01-22")
    assert "At 6 months" not in [row.when for row in rows]


def test_places_that_lie_ahead_are_not_shown() -> None:
    today = datetime.datetime.now(tz=datetime.UTC).date()
    rows = rows_of(starts=today.isoformat(), visitor_plan="To begin in spring.")
    assert [row.state for row in rows] == ["visit"]


@pytest.mark.parametrize("starts", ["2024", ""])
def test_visit_without_a_month_has_no_places_for_notes(starts: str) -> None:
    rows = rows_of(follow_up("2024-07"), starts=starts)
    assert not [row for row in rows if row.state == "open"]


def test_what_was_planned_stands_with_the_visit() -> None:
    rows = rows_of(starts="2024-01-22", visitor_plan="To begin in spring.")
    assert rows[0].fact
    assert rows[0].fact.value == "To begin in spring."
    assert rows[0].lead == "The visit."


def test_months_run_over_the_end_of_a_year() -> None:
    rows = rows_of(starts="2023-11-30")
    assert [row.iso for row in rows if row.state == "open"] == ["2024-02", "2024-05", "2024-11"]


def test_cohort_is_called_so_and_owes_no_notes() -> None:
    rows = rows_of(follow_up("2022-08"), starts="2021-09", ends="2022-06", kind="cohort")
    assert [row.lead for row in rows] == ["The cohort.", ""]


def test_day_alone_is_no_timeline() -> None:
    assert rows_of(starts="2021", kind="in_person") == []
