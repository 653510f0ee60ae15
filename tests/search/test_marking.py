import pytest

from portal.search.engines.base import MARK_END, MARK_START
from portal.search.engines.marking import fold, marked, spans, tokens

STEMS = {"teams": "team", "calls": "call", "called": "call"}


def shown(text: str, *phrases: str, most_words: int = 48) -> str:
    split = tokens(text)
    found = spans(split, {tuple(phrase.split()) for phrase in phrases}, STEMS)
    return marked(split, found, most_words).replace(MARK_START, "[").replace(MARK_END, "]")


@pytest.mark.parametrize(
    ("text", "phrases", "expected"),
    [
        ("Teams called.", ["team", "call"], "[Teams] [called]."),
        ("A co-responder came", ["co responder"], "A [co-responder] came"),
        ("A co came, a responder too", ["co responder"], "A co came, a responder too"),
        ("24/7", ["24 7"], "[24/7]"),
        ("Café au lait", ["cafe"], "[Café] au lait"),
        ("cafe\u0301 noir", ["cafe"], "[cafe\u0301] noir"),
        ("welfare check", ["welfare", "welfare check"], "[welfare check]"),
        ("a b c", ["a b", "b c"], "[a b] c"),
        ("", ["team"], ""),
        ("no word of it", ["team"], "no word of it"),
    ],
)
def test_phrases_are_marked_as_a_whole(text: str, phrases: list[str], expected: str) -> None:
    assert shown(text, *phrases) == expected


def test_stretch_with_most_different_phrases_is_shown() -> None:
    text = "team team team " + "x " * 20 + "team call " + "y " * 20
    assert shown(text, "team", "call", most_words=6) == "…[team] [call] y y y y…"


def test_stretch_begins_with_a_sentence_where_it_can() -> None:
    text = "x " * 20 + "end. The night team came. " + "y " * 20
    assert shown(text, "team", most_words=6) == "…The night [team] came. y y…"


def test_beginning_is_shown_where_it_holds_as_much() -> None:
    assert shown("team " + "x " * 20 + "end. A team " + "y " * 20, "team", most_words=4).startswith(
        "[team] x"
    )


def test_mark_is_never_cut() -> None:
    text = "x " * 10 + "welfare check " + "y " * 10
    assert shown(text, "welfare check", most_words=2) == "…[welfare check]…"


def test_marks_above_letters_are_folded() -> None:
    assert [fold(word) for word in ("Ñandú", "ABC", "Кризис")] == ["nandu", "abc", "кризис"]
