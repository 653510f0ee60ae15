"""What the list of cities is narrowed by."""

from typing import Any

from django.db.models.functions import Substr, Upper
from django.utils.translation import gettext_lazy as _

from portal.lists.filters import ColumnFilter


class StateFilter(ColumnFilter):
    name = "state"
    label = _("State or province")
    column = "state"


class LetterFilter(ColumnFilter):
    """The way into a long list by name."""

    name = "letter"
    label = _("Begins with")

    def expression(self) -> Any:
        return Upper(Substr("city_name", 1, 1))


CITY_FILTERS = (StateFilter, LetterFilter)
