"""How values print."""

from decimal import Decimal

import pytest

from programs.metrics.units import amount


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        ("1", "arrests", "1 arrest"),
        ("1", "injuries", "1 injury"),
        ("1", "people", "1 person"),
        ("1", "people connected to care", "1 person connected to care"),
        ("1", "calls per month", "1 call per month"),
        ("1", "hours per week", "1 hour per week"),
        ("1", "percent", "1 percent"),
        ("1", "coaches", "1 coach"),
        ("1", "bypass", "1 bypass"),
        ("0", "arrests", "0 arrests"),
        ("1.5", "minutes", "1.5 minutes"),
        ("12000", "calls", "12,000 calls"),
    ],
)
def test_one_is_singular(value: str, unit: str, printed: str) -> None:
    assert amount(Decimal(value), unit) == printed
