"""Dates as people and spreadsheet programs write them."""

import datetime

import pytest

from programs.metrics.importing.dates import read_date
from programs.metrics.importing.numbers import UnreadableError


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2024", "2024"),
        (2024, "2024"),
        (2024.0, "2024"),
        ("2024-6", "2024-06"),
        ("2024-06-30", "2024-06-30"),
        ("2024/6/3", "2024-06-03"),
        ("2024-06-30 00:00:00", "2024-06-30"),
        ("6/30/2024", "2024-06-30"),
        ("30/6/2024", "2024-06-30"),
        ("4/4/2024", "2024-04-04"),
        ("03.04.2024", "2024-04-03"),
        ("6/2024", "2024-06"),
        ("June 2024", "2024-06"),
        ("Jun 5, 2024", "2024-06-05"),
        ("5 June 2024", "2024-06-05"),
        (datetime.date(2024, 6, 30), "2024-06-30"),
        (45_473, "2024-06-30"),
        ("45473", "2024-06-30"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_date_is_read(cell: str | float | datetime.date | None, iso: str) -> None:
    assert read_date(cell) == iso


def test_days_are_counted_from_1904_where_the_workbook_does() -> None:
    assert read_date(44_011, counts_from_1904=True) == "2024-06-30"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("2024-02-30", "is no day of the calendar"),
        ("2024-13", "is no day of the calendar"),
        ("03/04/2024", "may be two days: write 2024-03-04 or 2024-04-03"),
        ("FY24", "is no date"),
        ("2023-24", "is no day of the calendar"),
        (7, "is no date"),
        (True, "is no date"),
        ("0000", "is no day of the calendar"),
    ],
)
def test_what_is_no_date_is_told_what_to_write(cell: str | float, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        read_date(cell)
