"""What a narrowed list is made of, as templates take it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from .filters import Filter, Words

OPTIONS_SHOWN = 6


@dataclass(frozen=True)
class Sort:
    """An order of a list; the first of a list's orders needs no word in the address."""

    name: str
    label: Words
    # Takes the query set of the list's own kind; None where something other than a database sorts.
    order: Callable[[Any], QuerySet[Any]] | None = None


@dataclass
class Option:
    """One value of a filter, as a box to check."""

    value: str
    label: Words
    count: int
    is_chosen: bool
    level: int = 0
    # Of the box; no two of a form are alike.
    id: str = ""


@dataclass
class Group:
    """One filter with its values. Counts leave the filter's own choice out of account."""

    filter: Filter
    options: list[Option] = field(default_factory=list)
    # How many values were too many for a form.
    left_out: int = 0
    # Whether it is shown open here; None where the filter says.
    opens: bool | None = None

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.is_chosen]

    @property
    def is_open(self) -> bool:
        opens = self.filter.starts_open if self.opens is None else self.opens
        return bool(self.chosen or opens)

    @property
    def first(self) -> list[Option]:
        """What is shown at once: the first few, and whatever is chosen."""
        return list(self._split(at_once=True))

    @property
    def rest(self) -> list[Option]:
        return list(self._split(at_once=False))

    def _split(self, *, at_once: bool) -> Iterator[Option]:
        shown = len(self.options) if len(self.options) <= OPTIONS_SHOWN + 1 else OPTIONS_SHOWN
        for number, option in enumerate(self.options):
            if (number < shown or option.is_chosen) is at_once:
                yield option


@dataclass(frozen=True)
class Chip:
    """A choice in words, with the address of the list without it."""

    label: Words
    value: Words
    without: str


@dataclass(frozen=True)
class WayOut:
    """For an empty list: how many rows there are without one of its filters."""

    label: Words
    values: str
    count: int
    without: str


@dataclass(frozen=True)
class Perhaps:
    """Rows that would fit but for a filter of which they record nothing, and where to see them."""

    label: Words
    value: Words
    count: int
    address: str
