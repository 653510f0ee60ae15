"""Units and how they print."""

from decimal import Decimal

from django.utils import formats

_CURRENCY_SIGNS = {"USD": "$", "CAD": "CA$"}


def number(value: Decimal) -> str:
    """Grouped, without trailing zeros: 12,000; 20.3."""
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return str(
        formats.number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)
    )


def amount(value: Decimal, unit: str, currency: str = "") -> str:
    """A value with its unit: "20 percent", "$2,800,000", "12,000 calls"."""
    if currency:
        sign = _CURRENCY_SIGNS.get(currency, f"{currency} ")
        return f"{sign}{number(value)}"
    return f"{number(value)} {unit}"
