"""What may be done with the data. Nothing is claimed that the operator has not stated."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Licence:
    name: str
    address: str


def licence() -> Licence | None:
    """The operator's, if one was stated."""
    name, address = settings.PORTAL_DATA_LICENCE, settings.PORTAL_DATA_LICENCE_URL
    return Licence(name or address, address) if name or address else None


def rights_in_words() -> list[str]:
    stated = licence()
    if stated is None:
        first = _(
            "No licence has been stated for these data yet. The licence of the portal’s software "
            "does not cover them."
        )
    else:
        first = _("Licence of these data: %(name)s.") % {"name": stated.name}
    return [
        first,
        _(
            "Every fact and every figure rests on a public source that is named beside it. Words "
            "and documents of a source stay under the terms of whoever published it."
        ),
    ]
