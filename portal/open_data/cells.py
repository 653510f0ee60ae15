"""What stands in a cell, and how files say it."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

# Several words in one cell: response models, topics.
Cell = str | int | Decimal | bool | Sequence[str] | None

SEPARATOR = "; "
# A spreadsheet takes text that begins so for a formula and runs it; the wide forms too.
_BEGINS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_IS_A_NUMBER = re.compile(r"[+-]?\d[\d.,]*\s?%?")


def defused(text: str) -> str:
    """Text of a CSV cell that no spreadsheet runs; numbers, negative ones too, stay as they are.

    The apostrophe is how spreadsheets mark text; who reads the file back takes it off again.
    """
    is_number = _IS_A_NUMBER.fullmatch(text)
    if fused(text) != text or (text.startswith(_BEGINS_A_FORMULA) and not is_number):
        return f"'{text}"
    return text


def fused(text: str) -> str:
    """The text before it was defused."""
    is_defused = text.startswith("'") and text.lstrip("'").startswith(_BEGINS_A_FORMULA)
    return text[1:] if is_defused else text


def as_text(cell: Cell) -> str:
    """12000, 20.3, true, "Co-responder; Team of civilians"; empty for none."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    if isinstance(cell, int):
        return str(cell)
    return SEPARATOR.join(cell)


def as_json(cell: Cell) -> Any:
    """Numbers as numbers, several words as a list, null for none."""
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    if isinstance(cell, str | int | bool) or cell is None:
        return None if cell == "" else cell
    return list(cell)
