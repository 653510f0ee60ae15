"""Which texts are never kept, because they may name a person or come from one in need."""

import re

from ..crisis import sounds_like_a_crisis
from .models import LONGEST_TEXT

_AN_ADDRESS = re.compile(r"\S@\S|\bhttps?:|\bwww\.", re.IGNORECASE)
# Seven digits, however they are spaced: a phone number. Six together: a case, an account.
# "2024-2025" is neither.
_YEARS = re.compile(r"\b(?:19|20)\d\d ?[-/ ] ?(?:19|20)?\d\d\b")
_A_NUMBER = re.compile(r"\d{6,}|(?:\d[\s()./+-]{0,3}){7,}")


def may_be_kept(text: str) -> bool:
    """A long text is a letter and no question; whoever needs help is not written down."""
    return (
        0 < len(text) <= LONGEST_TEXT
        and not _AN_ADDRESS.search(text)
        and not _A_NUMBER.search(_YEARS.sub("", text))
        and not sounds_like_a_crisis(text)
    )
