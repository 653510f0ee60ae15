"""Where a sentence of a text ends, so that each can name what it rests on.

A sentence ends with `.`, `!` or `?`, perhaps in quotes or brackets, before white space and
what begins a sentence: a capital letter, a digit, an opening quote or bracket, a sum of money.
The point of an abbreviation ends none: of letters with points (D.C., U.S.), of titles and
places (Dr., St.), and of "No." before a digit.
"""

import re

_ENDS = re.compile(r"(\S*[.!?])([\"”’)\]]*)\s+(?=(\S))")
_LETTERS = re.compile(r"(?:[A-Z]\.)+")
_SHORT = {
    *("Ave.", "Blvd.", "Co.", "Corp.", "Dept.", "Ft.", "Inc.", "Mt.", "St."),
    *("Capt.", "Col.", "Dr.", "Gov.", "Lt.", "Mr.", "Mrs.", "Ms.", "Prof.", "Rep.", "Sen.", "Sgt."),
    *("Jr.", "Sr.", "e.g.", "i.e.", "vs."),
}
_OPENING = "\"“‘'([$€£"


def sentences_of(text: str) -> list[str]:
    """The sentences of a text in their order; none of an empty one."""
    found, start = [], 0
    for end in _ENDS.finditer(text):
        if _begins(end[3]) and not _is_abbreviation(end[1], closing=end[2], follower=end[3]):
            found.append(text[start : end.end()].rstrip())
            start = end.end()
    return [*found, text[start:]] if text[start:] else found


def _begins(sign: str) -> bool:
    return sign.isupper() or sign.isdigit() or sign in _OPENING


def _is_abbreviation(word: str, *, closing: str, follower: str) -> bool:
    if closing:
        return False
    word = word.lstrip("\"“‘'([")
    if word in {"No.", "Nos."}:
        return follower.isdigit()
    return word in _SHORT or bool(_LETTERS.fullmatch(word))
