import datetime

import pytest

from portal.provenance.facts import Fact
from portal.provenance.models import Citation, Source
from site_visits.models import FollowUp
from site_visits.timeline import timeline

NO_PLAN = Fact("visitor_plan", "Plan", "")


def follow_up(date: str, what: str = "It began.", **citation: object) -> Fact:
    row = FollowUp(date=date, what=what)
    return Fact(str(row.key), "Follow-up", what, [Citation(**citation)] if citation else [], row)


def test_rows_stand_in_order_with_the_visit_among_them() -> None:
    rows = timeline(
        "2024-01-22", "2024-01-24", "January 22 to 24, 2024", NO_PLAN,
        [follow_up("2024-07"), follow_up("2023-11")],
    )  # fmt: skip
    assert [row.when for row in rows] == [
        "November 2023", "January 22 to 24, 2024", "At 3 months", "July 2024", "At 6 months",
        "At 12 months",
    ]  # fmt: skip
    assert [row.state for row in rows] == ["", "visit", "open", "", "open", "open"]


def test_note_that_the_visitor_confirmed_fills_its_place() -> None:
    rows = timeline(
        "2024-01-22", "", "", NO_PLAN, [follow_up("2024-03", confirmed_by="program director")]
    )
    assert [row.when for row in rows if row.state == "open"] == ["At 6 months", "At 12 months"]


def test_note_that_the_program_told_fills_its_place() -> None:
    told = Source(key="TOLD", kind=Source.Kind.TOLD)
    rows = timeline("2024-01-22", "", "", NO_PLAN, [follow_up("2024-07", source=told)])
    assert "At 6 months" not in [row.when for row in rows]


def test_places_that_lie_ahead_are_not_shown() -> None:
    today = datetime.datetime.now(tz=datetime.UTC).date()
    rows = timeline(today.isoformat(), "", "today", NO_PLAN, [])
    assert [row.state for row in rows] == ["visit"]


@pytest.mark.parametrize("starts", ["2024", ""])
def test_visit_without_a_month_has_no_places_for_notes(starts: str) -> None:
    rows = timeline(starts, "", starts, NO_PLAN, [follow_up("2024-07")])
    assert not [row for row in rows if row.state == "open"]


def test_what_was_planned_stands_with_the_visit() -> None:
    plan = Fact("visitor_plan", "Plan", "To begin in spring.")
    rows = timeline("2024-01-22", "", "January 22, 2024", plan, [])
    assert rows[0].fact is plan
    assert rows[0].lead == "The visit."


def test_months_run_over_the_end_of_a_year() -> None:
    rows = timeline("2023-11-30", "", "", NO_PLAN, [])
    assert [row.iso for row in rows if row.state == "open"] == ["2024-02", "2024-05", "2024-11"]
