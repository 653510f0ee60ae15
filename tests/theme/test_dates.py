"""Dates print as precisely as their source gives them."""

import datetime

import pytest

from portal.theme.templatetags.dates import date_span, time_element


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2024-01-22", "2024-01-24", "January 22–24, 2024"),
        ("2024-01-30", "2024-02-02", "January 30 – February 2, 2024"),
        ("2023-12-30", "2024-01-02", "December 30, 2023 – January 2, 2024"),
        ("2023-09", "2023-11", "September–November 2023"),
        ("2022-06", "2025-04", "June 2022 – April 2025"),
        ("2021", "2022", "2021–22"),
        ("1999", "2001", "1999–2001"),
        ("2022", "2022-06", "2022 – June 2022"),
        ("2022-06", "2022-06", "June 2022"),
        ("2022-06", "", "June 2022"),
        ("", "2022", "2022"),
        ("", "", ""),
        ("not a date", "2022", "not a date – 2022"),
    ],
)
def test_two_dates_print_as_one_span(start: str, end: str, words: str) -> None:
    assert words in str(date_span(start, end))


def test_a_time_element_names_no_more_than_is_known() -> None:
    assert time_element("2022-06") == '<time datetime="2022-06">June 2022</time>'
    day = datetime.date(2022, 6, 27)
    assert time_element(day) == '<time datetime="2022-06-27">June 27, 2022</time>'
    assert time_element(None) == ""


def test_hostile_dates_are_shown_as_text() -> None:
    assert "<b>" not in str(time_element("<b>"))
