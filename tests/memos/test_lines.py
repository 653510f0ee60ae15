"""Lines are reckoned a little too many rather than too few."""

from django.conf import settings
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from portal.memos.lines import lines, width

FONT = TTFont(f"{settings.BASE_DIR}/portal/theme/static/theme/fonts/PublicSans-Regular.woff2")
WORDS = (
    "Denver counts every call flagged as eligible in the city; New York counts calls routed to "
    "the program. $4,700,000, fiscal year 2023–24 (proposed), 64.9 percent of 37,113 calls."
)


def test_widths_are_those_of_the_typeface() -> None:
    glyphs, advances = FONT.getBestCmap(), FONT["hmtx"]
    real = sum(advances[glyphs[ord(sign)]][0] for sign in WORDS) / FONT["head"].unitsPerEm
    assert real <= width(WORDS, 1) <= real * 1.08


@given(st.text("ab mW-", max_size=200), st.floats(20, 500))
def test_words_take_at_least_the_lines_that_their_width_needs(words: str, room: float) -> None:
    joined = "".join(words.split())
    assert lines(words, room, 8) >= width(joined, 8) / room - 0.001
    assert lines(words, room, 8) <= len(words.split()) + width(joined, 8) // room


def test_nothing_takes_no_line_and_a_long_word_is_broken() -> None:
    assert lines("  ", 100, 8) == 0
    assert lines("one", 100, 8) == 1
    assert lines("x" * 100, 100, 8) == 5
