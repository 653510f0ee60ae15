"""Units and how they print."""

from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _

_CURRENCY_SIGNS = {"USD": "$", "CAD": "CA$"}
_IRREGULAR = {"people": "person"}


def number(value: Decimal) -> str:
    """Grouped, without trailing zeros: 12,000; 20.3."""
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return str(
        formats.number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)
    )


def sign_of(currency: str) -> str:
    """What stands before an amount: "$", "CA$", "EUR "."""
    return _CURRENCY_SIGNS.get(currency, f"{currency} ") if currency else ""


def amount(value: Decimal, unit: str, currency: str = "", to: Decimal | None = None) -> str:
    """A value with its unit: "20 percent", "$2,800,000", "12,000 calls", "1 arrest".

    `to`: where a range ends: "50 to 55 percent".
    """
    if to is not None:
        first = amount(value, "", currency).strip()
        return _("%(least)s to %(most)s") % {"least": first, "most": amount(to, unit, currency)}
    if currency:
        return f"{sign_of(currency)}{number(value)}"
    return f"{number(value)} {_of_one(unit) if value == 1 else unit}"


def _of_one(unit: str) -> str:
    """The unit after "1": its first word is counted, what follows it is not ("1 call per day")."""
    first, *rest = unit.split(" ")
    return " ".join([_IRREGULAR.get(first) or _singular(first), *rest])


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
