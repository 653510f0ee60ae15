"""Many rows, some at a time."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Row = TypeVar("Row")

# Databases limit how many parameters a statement has.
AT_ONCE = 500


def batches(rows: Sequence[Row], at_once: int = AT_ONCE) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), at_once):
        yield rows[start : start + at_once]
