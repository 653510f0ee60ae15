"""What dates say by themselves of the kind of their period."""

import pytest

from programs.metrics.written_periods import told_by


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("2024", "", "calendar_year"),
        ("2024", "2024", "calendar_year"),
        ("2024-01-01", "2024-12-31", "calendar_year"),
        ("2024-04-01", "2024-06-30", "quarter"),
        ("2024-04", "2024-06", "quarter"),
        ("2024-02", "", "month"),
        ("2024-02-01", "2024-02-29", "month"),
        ("2024-02-01", "", "point"),
        ("2024-02-01", "2024-02-01", "point"),
        # A fiscal year, or the first one of a program.
        ("2024-07-01", "2025-06-30", ""),
        ("2024-02-01", "2024-04-30", ""),
        ("2024-02-01", "2024-02-28", ""),
        ("2023-01-01", "2024-12-31", ""),
        ("2024-01", "2024-12", ""),
        ("", "", ""),
        ("", "2024", ""),
    ],
)
def test_only_what_can_be_nothing_else_is_told(start: str, end: str, kind: str) -> None:
    assert told_by(start, end) == kind
