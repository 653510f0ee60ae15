"""What stands beside a row's own words."""

import pytest

from programs.models import Equipment, ProgramHours, ProgramModel
from programs.row_details import details


@pytest.mark.parametrize(
    ("count", "wording", "beside"),
    [
        (3, "3 vans in 2020", "Vehicles"),
        (2, "Two mobile units", "Vehicles"),
        (2, "One van around the clock and a second by day", "Vehicles"),
        (5, "Branded vans in 2020", "Vehicles · 5"),
        (None, "White vans", "Vehicles"),
    ],
)
def test_a_count_is_printed_once(count: int | None, wording: str, beside: str) -> None:
    assert details(Equipment(kind="vehicle", count=count, wording=wording)) == beside


def test_weekly_hours_have_one_decimal_at_most() -> None:
    row = ProgramHours(pattern="Mo-Th 07:00-20:40; Fr-Su 10:00-20:40", wording="Daily")
    assert details(row) == "86.7 hours a week"


def test_a_models_source_words_are_quoted_where_they_say_more() -> None:
    assert details(ProgramModel(model="mobile_crisis", wording="mobile crisis")) == ""
    assert details(ProgramModel(model="co_response", wording="dual dispatch")) == "“dual dispatch”"
