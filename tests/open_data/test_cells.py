"""What files say of a cell, and that no spreadsheet runs it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.open_data.cells import as_json, as_text, defused, fused


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1 919 560 4900", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1+1", "\r=1+1", "＝1+1"],
)
def test_text_that_a_spreadsheet_would_run_is_marked_as_text(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["-5", "-12.5", "+3", "-1,200.50", "-4 %", "HEART", "'quoted'", ""]
)
def test_numbers_and_other_text_stay_as_they_are(text: str) -> None:
    assert defused(text) == text


@given(st.one_of(st.text(), st.text("'=+-@5a")))
def test_nothing_is_lost_on_the_way_out_and_in(text: str) -> None:
    assert fused(defused(text)) == text


@pytest.mark.parametrize(
    ("cell", "text", "json"),
    [
        (Decimal("12000.0000"), "12000", 12000),
        (Decimal("-0.5000"), "-0.5", -0.5),
        (Decimal("1E+3"), "1000", 1000),
        (True, "true", True),
        (None, "", None),
        ("", "", None),
        (["a", "b"], "a; b", ["a", "b"]),
        (7, "7", 7),
    ],
)
def test_a_cell_reads_the_same_in_every_file(cell: object, text: str, json: object) -> None:
    assert as_text(cell) == text  # type: ignore[arg-type]
    assert as_json(cell) == json  # type: ignore[arg-type]
