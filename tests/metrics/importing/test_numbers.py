"""Numbers as people write them, and the words for those that cannot be read."""

from decimal import Decimal

import pytest

from programs.metrics.importing.numbers import (
    COMMA,
    POINT,
    UnreadableError,
    Written,
    decimal_mark,
    read_number,
)


@pytest.mark.parametrize(
    ("cell", "mark", "amount"),
    [
        ("12500", POINT, "12500"),
        ("12,500", POINT, "12500"),
        ("1 234 567.5", POINT, "1234567.5"),
        ("1\u202f234", POINT, "1234"),
        ("1'234", POINT, "1234"),
        (".5", POINT, "0.5"),
        ("12.500", COMMA, "12500"),
        ("1.234,5", COMMA, "1234.5"),
        ("12,5", COMMA, "12.5"),
        ("(500)", POINT, "-500"),
        ("−4", POINT, "-4"),
        (12500, COMMA, "12500"),
        (0.1 + 0.2, POINT, "0.3"),
    ],
)
def test_a_number_is_read(cell: str | float, mark: str, amount: str) -> None:
    assert read_number(cell, mark) == Written(Decimal(amount))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("45 %", Written(Decimal(45), is_percent=True)),
        ("$2,800,000", Written(Decimal(2_800_000), currency="$")),
        ("CA$5", Written(Decimal(5), currency="CAD")),
        ("1,200 USD", Written(Decimal(1200), currency="USD")),
        ("", None),
        (None, None),
    ],
)
def test_signs_beside_a_number_are_understood(cell: str | None, written: Written | None) -> None:
    assert read_number(cell, POINT) == written


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("many", "is no number: write digits alone"),
        ("NaN", "is no number"),
        ("1e999", "is no number"),
        ("Infinity", "is no number"),
        ("12,5", "write 12.5"),
        ("> 12,000", "Write 12000 here, and more_than in the column “bound”"),
        ("more than 12,000", "Write 12000 here, and more_than"),
        ("~300", "Write 300 here, and about"),
        ("50-55%", "Write 50 here, and 55 in the column “value_to”"),
        ("1,200 to 1,500", "Write 1200 here, and 1500 in the column “value_to”"),
        ("33.33333", "write 33.3333"),
        ("9999999999999", "at most 12 digits"),
        (True, "Write a number"),
        ("١٢", "is no number"),
    ],
)
def test_what_is_no_number_is_told_what_to_write(cell: str | bool, words: str) -> None:
    with pytest.raises(UnreadableError, match=words.replace(".", r"\.")):
        read_number(cell, POINT)


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["12,500", "9,5"], COMMA),
        (["12,500", "9.5"], POINT),
        (["1.234,5"], COMMA),
        (["12,500", "300"], None),
        (["9,5", "9.5"], None),
        ([], None),
    ],
)
def test_numbers_tell_how_their_decimals_are_written(cells: list[str], mark: str | None) -> None:
    assert decimal_mark(list(cells)) == mark
