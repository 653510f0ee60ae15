"""Numbers as people write them: 12,500 and 12.500, 12,5 and 12.5, 45 %, $2,800,000."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from .tables import Cell

POINT, COMMA = ".", ","
# Of the columns that keep them: 16 digits, 4 of them behind the point.
_DECIMALS, _MOST = 4, Decimal(10) ** 12
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_GROUP = r"[ '’]"
_PATTERNS = {
    POINT: re.compile(
        rf"-?(?:\d+|\d{{1,3}}(?:(?:,|{_GROUP})\d{{3}})+)(?:\.\d+)?|-?\.\d+", re.ASCII
    ),
    COMMA: re.compile(rf"-?(?:\d+|\d{{1,3}}(?:(?:\.|{_GROUP})\d{{3}})+)(?:,\d+)?|-?,\d+", re.ASCII),
}
_SIGNS = {"CA$": "CAD", "C$": "CAD", "CAD": "CAD", "US$": "USD", "USD": "USD", "$": "$"}
_BOUNDS = (
    (("more than", "over", "at least", ">=", "≥", ">"), "more_than"),
    (("less than", "under", "fewer than", "at most", "<=", "≤", "<"), "less_than"),
    (("nearly", "almost", "close to"), "nearly"),
    (("about", "around", "roughly", "approximately", "approx.", "ca.", "~", "≈"), "about"),
)
_NOTHING = {"n/a", "na", "n.a.", "-", "–", "—", "?", "none", "unknown", "tbd"}
_BETWEEN = ("–", "-", " to ", " and ")


class UnreadableError(Exception):
    """A cell cannot be read; the words say what to write instead."""


@dataclass(frozen=True)
class Written:
    """`currency`: USD or CAD, as it stands beside the number; "$" for a dollar sign alone."""

    amount: Decimal
    is_percent: bool = False
    currency: str = ""


def decimal_mark(cells: list[Cell]) -> str | None:
    """What the numbers in these cells have before their decimals; None where none tells."""
    marks = set()
    for cell in cells:
        if isinstance(cell, str):
            text = _bare(cell)[0]
            fits = [mark for mark, pattern in _PATTERNS.items() if pattern.fullmatch(text)]
            if len(fits) == 1 and (POINT in text or COMMA in text):
                marks.add(fits[0])
    return marks.pop() if len(marks) == 1 else None


def read_number(cell: Cell, mark: str) -> Written | None:
    """None for an empty cell. Raises UnreadableError."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        # A spreadsheet keeps 0.1 + 0.2 as 0.30000000000000004.
        return Written(_fitting(Decimal(repr(round(cell, _DECIMALS))), str(cell)))
    if not isinstance(cell, str):
        raise UnreadableError(_("Write a number, as in 12500 or 20.3."))
    text, is_percent, currency = _bare(cell)
    if not _PATTERNS[mark].fullmatch(text):
        raise UnreadableError(_words(cell, text, mark))
    amount = Decimal(_canonical(text, mark))
    return Written(_fitting(amount, cell), is_percent, currency)


def _canonical(text: str, mark: str) -> str:
    ungrouped = re.sub(_GROUP, "", text).replace(COMMA if mark == POINT else POINT, "")
    return ungrouped.replace(COMMA, POINT)


def _bare(text: str) -> tuple[str, bool, str]:
    """Without the signs beside it; a number in brackets is what bookkeepers call negative."""
    text = _SPACES.sub(" ", text).strip().replace("−", "-")
    is_percent = text.endswith("%")
    text = text.removesuffix("%").strip()
    currency = ""
    for sign, code in _SIGNS.items():
        if text.upper().startswith(sign) or text.upper().endswith(sign):
            text = text[len(sign) :] if text.upper().startswith(sign) else text[: -len(sign)]
            text, currency = text.strip(), code
            break
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    return text, is_percent, currency


def _fitting(amount: Decimal, written: str) -> Decimal:
    if abs(amount) >= _MOST:
        raise UnreadableError(
            _("“%(written)s” is too large: a figure has at most 12 digits.") % {"written": written}
        )
    rounded = round(amount, _DECIMALS)
    if rounded != amount:
        raise UnreadableError(
            _("“%(written)s” has more than four decimals: write %(rounded)s.")
            % {"written": written, "rounded": f"{rounded.normalize():f}"}
        )
    return amount


def _ends(text: str, mark: str) -> tuple[str, str] | None:
    """Of a range in one cell: "50 to 55", "50-55 %"."""
    for between in _BETWEEN:
        least, found, most = text.partition(between)
        ends = _bare(least)[0], _bare(most)[0]
        if found and all(_PATTERNS[mark].fullmatch(end) for end in ends):
            return _canonical(ends[0], mark), _canonical(ends[1], mark)
    return None


def _words(cell: str, text: str, mark: str) -> Any:
    if text.casefold() in _NOTHING:
        return _("“%(written)s” is no number. Where nothing is known, leave the cell empty.") % {
            "written": cell.strip()
        }
    named = {"written": cell.strip()[:60]}
    other = COMMA if mark == POINT else POINT
    for words, bound in _BOUNDS:
        for word in words:
            rest = text.casefold().removeprefix(word).strip()
            if rest != text.casefold() and _PATTERNS[mark].fullmatch(_bare(rest)[0]):
                number = _canonical(_bare(rest)[0], mark)
                return _("Write %(number)s here, and %(bound)s in the column “bound”.") % {
                    "number": number,
                    "bound": bound,
                }
    if (ends := _ends(text, mark)) is not None:
        return _("Write %(least)s here, and %(most)s in the column “value_to”.") % {
            "least": ends[0],
            "most": ends[1],
        }
    if _PATTERNS[other].fullmatch(text):
        amount = Decimal(_canonical(text, other))
        return _("“%(written)s” is written unlike the file’s other numbers: write %(number)s.") % (
            named | {"number": f"{amount.normalize():f}".replace(POINT, mark)}
        )
    return _("“%(written)s” is no number: write digits alone, as in 12500 or 20%(mark)s3.") % (
        named | {"mark": mark}
    )
