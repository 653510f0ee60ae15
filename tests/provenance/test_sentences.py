"""Where a sentence ends."""

import pytest

from portal.provenance.sentences import sentences_of


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("One without an end", ["One without an end"]),
        ("It came. Was it late? Yes! 3 left.", ["It came.", "Was it late?", "Yes!", "3 left."]),
        ("Money came. $5 million, in all.", ["Money came.", "$5 million, in all."]),
        ("It said “Go.” Then it went.", ["It said “Go.”", "Then it went."]),
        ("It came (late.) “Why?” they asked.", ["It came (late.)", "“Why?” they asked."]),
        ("One.\nÉtudes follow.", ["One.", "Études follow."]),
    ],
)
def test_a_sentence_ends_before_what_begins_one(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "The team of St. Petersburg came.",
        "It drove up Mt. Tabor and to Ft. Worth.",
        "The D.C. Council and the U.S. Senate met.",
        "See No. 5 and Nos. 6 to 8.",
        "Dr. J. Smith led it, e.g. Mondays.",
        "About 1.5 million, i.e. 3 percent.",
        "It comes at 8 a.m. and leaves.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert sentences_of(text) == [text]


def test_no_is_a_sentence_where_no_number_follows() -> None:
    assert sentences_of("Police? No. They stay away.") == ["Police?", "No.", "They stay away."]
