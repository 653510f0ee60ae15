"""Cells that hold words: one of a list, yes or no, or free text."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from portal.open_data.cells import fused

from .numbers import UnreadableError
from .tables import Cell

_YES = {"true", "yes", "y", "1", "x"}
_NO = {"false", "no", "n", "0", "", "-", "–"}


def plain_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    # Exports put an apostrophe before what a spreadsheet program would run.
    return fused(str(cell).replace("\0", "").strip())


def folded(text: str) -> str:
    """What two spellings of one word have in common: "Calendar year", "calendar_year"."""
    return "_".join(text.casefold().replace("-", " ").replace("_", " ").split())


def read_choice(cell: Cell, choices: Sequence[tuple[str, Any]]) -> str:
    """One of the words, written as it is or as it is explained. Raises UnreadableError."""
    text = plain_text(cell)
    # As most files have it; explanations need to be translated first.
    if not text or any(text == word for word, _meaning in choices):
        return text
    known: dict[str, str] = {}
    for word, meaning in choices:
        known |= {folded(str(meaning)): word, folded(word): word}
    if folded(text) in known:
        return known[folded(text)]
    words = list(dict.fromkeys(known.values()))
    raise UnreadableError(
        nearest(text, known)
        or _("“%(written)s” is not one of: %(words)s.")
        % {"written": text[:60], "words": ", ".join(words)}
    )


def nearest(text: str, known: dict[str, str]) -> str:
    """ "Did you mean ...?" for what is nearly one of the folded words; "" for nothing near."""
    near = get_close_matches(folded(text), list(known), n=1, cutoff=0.75)
    if not near:
        return ""
    return _("“%(written)s” is not known: write %(word)s.") % {
        "written": text[:60],
        "word": known[near[0]],
    }


def read_yes(cell: Cell) -> bool:
    text = plain_text(cell).casefold()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise UnreadableError(
        _("“%(written)s” is neither: write true or false.") % {"written": text[:60]}
    )
