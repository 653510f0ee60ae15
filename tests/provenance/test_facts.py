"""A fact, and what other sources say of it."""

import pytest

from portal.provenance.dates import is_a_year_later, is_later
from portal.provenance.facts import Fact
from portal.provenance.models import Citation


def fact(own: str, other: str) -> Fact:
    return Fact(
        "operator",
        "Operator",
        "City",
        [
            Citation(says="this", as_of=own, source_id=1),
            Citation(says="another", as_of=other, stated="A clinic", source_id=2),
        ],
    )


@pytest.mark.parametrize(
    ("own", "other"),
    [("2021", "2017"), ("2024-05", "2023"), ("2024-05-01", "2023-05-01"), ("2024", "2023-12")],
)
def test_what_was_so_a_year_before_is_history(own: str, other: str) -> None:
    told = fact(own, other)
    assert [citation.stated for citation in told.earlier] == ["A clinic"]
    assert not told.is_conflict


@pytest.mark.parametrize(
    ("own", "other"),
    [("2021", "2021"), ("2025-03", "2024-08"), ("", "2017"), ("2021", ""), ("2017", "2021")],
)
def test_what_may_be_of_the_same_time_is_a_conflict(own: str, other: str) -> None:
    told = fact(own, other)
    assert told.is_conflict
    assert not told.earlier


def test_a_date_is_later_only_where_both_say_so() -> None:
    assert is_later("2022-06", "2021")
    assert not is_later("2022-06", "2022")
    assert not is_later("", "2022")
    assert is_a_year_later("2022-05", "2021-04")
    assert not is_a_year_later("2022-05", "2021-06")
