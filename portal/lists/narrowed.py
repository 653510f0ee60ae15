"""A list as a reader narrowed it: from an address to rows, counts, chips and addresses again."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict

from .filters import Filter, Tally, Words

# Beyond this a form would be no form; what is more is left out and said.
MOST_VALUES = 60
OPTIONS_SHOWN = 6
SORT, PAGE = "sort", "page"


@dataclass(frozen=True)
class Sort:
    """An order of a list; the first of a list's orders needs no word in the address."""

    name: str
    label: Words
    order: Callable[[QuerySet[Any]], QuerySet[Any]]


@dataclass
class Option:
    """One value of a filter, as a box to check."""

    value: str
    label: Words
    count: int
    is_chosen: bool
    level: int = 0


@dataclass
class Group:
    """One filter with its values. Counts leave the filter's own choice out of account."""

    filter: Filter
    options: list[Option] = field(default_factory=list)

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.is_chosen]

    @property
    def first(self) -> list[Option]:
        """What is shown at once: the first few, and whatever is chosen."""
        if len(self.options) <= OPTIONS_SHOWN + 1:
            return self.options
        return [o for n, o in enumerate(self.options) if n < OPTIONS_SHOWN or o.is_chosen]

    @property
    def rest(self) -> list[Option]:
        shown = {option.value for option in self.first}
        return [option for option in self.options if option.value not in shown]


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


class NarrowedList:
    """Reads a fixed number of queries, however many rows, filters and values there are."""

    def __init__(
        self,
        rows: QuerySet[Any],
        filters: Sequence[type[Filter]],
        parameters: QueryDict,
        *,
        sorts: Sequence[Sort] = (),
        per_page: int = 20,
    ) -> None:
        self._rows = rows
        self._parameters = parameters
        self._per_page = per_page
        self.filters = [filter_class() for filter_class in filters]
        self.sorts = sorts
        # Values that no filter knows, each with the filter's name in words.
        self.refused: list[tuple[Words, str]] = []
        self._labels: dict[str, dict[str, Words]] = {}
        self.chosen = {each.name: self._read(each) for each in self.filters}

    def _read(self, each: Filter) -> list[str]:
        values = [v for v in dict.fromkeys(self._parameters.getlist(each.name)) if v]
        if not values:
            return []
        known = each.labels(_storable(values[:MOST_VALUES]))
        self._labels[each.name] = {value: known[value] for value in values if value in known}
        self.refused += [(each.label, value[:60]) for value in values if value not in known][:5]
        return list(self._labels[each.name])

    @cached_property
    def sort(self) -> Sort | None:
        wanted = self._parameters.get(SORT)
        return next((s for s in self.sorts if s.name == wanted), next(iter(self.sorts), None))

    @property
    def is_narrowed(self) -> bool:
        return any(self.chosen.values())

    @cached_property
    def narrowed(self) -> QuerySet[Any]:
        return self._narrowed_but(None)

    def _narrowed_but(self, left_out: Filter | None) -> QuerySet[Any]:
        rows = self._rows
        for each in self.filters:
            if self.chosen[each.name] and each is not left_out:
                rows = each.narrow(rows, self.chosen[each.name])
        return rows

    @cached_property
    def page_object(self) -> PaginatorPage[Any]:
        ordered = self.sort.order(self.narrowed) if self.sort else self.narrowed
        return Paginator(ordered, self._per_page).get_page(self._parameters.get(PAGE))

    @property
    def count(self) -> int:
        return self.page_object.paginator.count

    @cached_property
    def total(self) -> int:
        return self._rows.count() if self.is_narrowed else self.count

    # -- The form ---------------------------------------------------------------------------

    @cached_property
    def groups(self) -> list[Group]:
        counts = self._counts
        return [self._group(each, counts.get(each.name, {})) for each in self.filters]

    @cached_property
    def _counts(self) -> dict[str, dict[str, int]]:
        """One query for all filters."""
        found: dict[str, dict[str, int]] = {}
        first, *others = self._tallies()
        for name, value, count in first.union(*others, all=True) if others else first:
            if value is not None:
                found.setdefault(name, {})[value] = count
        return found

    def _tallies(self) -> Iterable[Tally]:
        kind = type(self.filters[0])
        free = [each for each in self.filters if not self.chosen[each.name]]
        yield from kind.tallies(self.narrowed, free) if free else []
        for each in self.filters:
            if self.chosen[each.name]:
                yield from kind.tallies(self._narrowed_but(each), [each])

    def _group(self, each: Filter, counts: dict[str, int]) -> Group:
        chosen = self.chosen[each.name]
        labels = each.labels({*counts, *chosen})
        options = [
            Option(value, label, counts.get(value, 0), value in chosen, each.level(value))
            for value, label in labels.items()
        ]
        return Group(each, options)

    # -- Words and addresses ----------------------------------------------------------------

    @cached_property
    def chips(self) -> list[Chip]:
        return [
            Chip(each.label, label, self._address(without=(each.name, value)))
            for each in self.filters
            for value, label in self._labels.get(each.name, {}).items()
        ]

    @cached_property
    def ways_out(self) -> list[WayOut]:
        """Which filter to drop, those first that free most; only of an empty list."""
        if self.count:
            return []
        ways = [
            WayOut(
                each.label,
                ", ".join(str(label) for label in self._labels[each.name].values()),
                self._narrowed_but(each).count(),
                self._address(without=(each.name, None)),
            )
            for each in self.filters
            if self.chosen[each.name]
        ]
        return sorted(ways, key=lambda way: -way.count)

    @cached_property
    def perhaps(self) -> tuple[Words, QuerySet[Any]] | None:
        """A filter, and the rows that would fit if they recorded anything of it."""
        for each in self.filters:
            chosen = self.chosen[each.name]
            if each.unrecorded and chosen and each.unrecorded not in chosen:
                return each.label, each.narrow(self._narrowed_but(each), [each.unrecorded])
        return None

    @property
    def sort_links(self) -> list[tuple[Sort, str, bool]]:
        """Each order, its address, and whether it is the present one."""
        return [(sort, self._address(sort=sort), sort is self.sort) for sort in self.sorts]

    @cached_property
    def query(self) -> QueryDict:
        """The list's own part of the address, in one order, for links to its other pages."""
        return self._query()

    @property
    def querystring(self) -> str:
        return self.query.urlencode()

    def with_value(self, name: str, value: str) -> str:
        """The address of this list narrowed by one value of a filter, in place of others."""
        query = self._query()
        query.setlist(name, [value])
        return f"?{query.urlencode()}"

    def _query(
        self, without: tuple[str, str | None] | None = None, sort: Sort | None = None
    ) -> QueryDict:
        query = QueryDict(mutable=True)
        name, dropped = without or ("", None)
        for each in self.filters:
            values = self.chosen[each.name]
            if each.name == name:
                values = [value for value in values if dropped is not None and value != dropped]
            if values:
                query.setlist(each.name, values)
        sort = sort or self.sort
        if sort is not None and sort is not self.sorts[0]:
            query[SORT] = sort.name
        return query

    def _address(
        self, without: tuple[str, str | None] | None = None, sort: Sort | None = None
    ) -> str:
        query = self._query(without, sort)
        return f"?{query.urlencode()}" if query else "?"


def _storable(values: Iterable[str]) -> list[str]:
    """Without what no database takes: NUL, and halves of characters."""
    return [v for v in values if "\x00" not in v and v.isprintable()]
