"""A list as a reader narrowed it: from an address to rows, counts, chips and addresses again."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Value
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from portal.database_state import database_state

from .filters import Filter, Tally, Words
from .kept_counts import kept
from .parts import OPTIONS_SHOWN, Chip, Group, Option, Perhaps, Sort, WayOut

__all__ = [
    "MOST_VALUES",
    "OPTIONS_SHOWN",
    "Chip",
    "Group",
    "NarrowedList",
    "Option",
    "Perhaps",
    "Sort",
    "WayOut",
]

# Beyond this a form would be no form; what is more is left out and said.
MOST_VALUES = 60
# Of values that nobody knows, as many are named for each filter, and so much of each.
MOST_REFUSED, REFUSED_LENGTH = 5, 60
SORT, PAGE = "sort", "page"


class NarrowedList:
    """Reads a fixed number of queries, however many rows, filters and values there are.

    One choice has one address: values and filters stand in the list's order, each once.
    """

    def __init__(
        self,
        rows: QuerySet[Any],
        filters: Sequence[type[Filter]],
        parameters: QueryDict,
        *,
        sorts: Sequence[Sort] = (),
        per_page: int = 20,
        kept_as: str = "",
    ) -> None:
        """With a name of its own for the rows, counts are kept until something is committed."""
        self._rows = rows
        state = database_state() if kept_as else None
        # What counts are kept under; None where they are not.
        self._kept_as = None if state is None else (kept_as, state)
        self._parameters = parameters
        self._per_page = per_page
        self.filters = [filter_class() for filter_class in filters]
        self.sorts = sorts
        # Values that no filter knows, each with the filter's name in words.
        self.refused: list[tuple[Words, str]] = []
        # Filters that were given more values than are looked at.
        self.overfull: list[Words] = []
        self._labels: dict[str, dict[str, Words]] = {}
        self.chosen = {each.name: self._read(each) for each in self.filters}
        self.sort = self._read_sort()

    def _read(self, each: Filter) -> list[str]:
        values = [v for v in dict.fromkeys(self._parameters.getlist(each.name)) if v]
        if not values:
            return []
        if len(values) > MOST_VALUES and not each.choices:
            values = values[:MOST_VALUES]
            self.overfull.append(each.label)
        known = each.labels(each.known(self._rows, [v for v in values if _is_storable(v)]))
        wanted = set(values)
        self._labels[each.name] = {v: label for v, label in known.items() if v in wanted}
        self._refuse(each.label, [value for value in values if value not in known])
        return list(self._labels[each.name])

    def _read_sort(self) -> Sort | None:
        wanted = self._parameters.get(SORT)
        found = next((sort for sort in self.sorts if sort.name == wanted), None)
        if wanted and self.sorts and found is None:
            self._refuse(_("Sort"), [wanted])
        return found or next(iter(self.sorts), None)

    def _refuse(self, label: Words, values: Sequence[str]) -> None:
        self.refused += [(label, _printable(value)) for value in values[:MOST_REFUSED]]

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
        paginator = Paginator(ordered, self._per_page)
        paginator.count = self._kept("rows", self.narrowed.count)
        return paginator.get_page(self._parameters.get(PAGE))

    @property
    def count(self) -> int:
        return self.page_object.paginator.count

    @cached_property
    def total(self) -> int:
        return self._kept("rows", self._rows.count, of_all=True) if self.is_narrowed else self.count

    def _kept(self, what: str, count: Callable[[], Any], *, of_all: bool = False) -> Any:
        if self._kept_as is None:
            return count()
        chosen = {} if of_all else self.chosen
        choice = tuple((name, tuple(values)) for name, values in chosen.items() if values)
        return kept((self._kept_as, choice, what), count)

    # -- The form ---------------------------------------------------------------------------

    @cached_property
    def groups(self) -> list[Group]:
        counts = self._kept("values", lambda: _counted(self._tallies()))
        return [self._group(each, counts.get(each.name, {})) for each in self.filters]

    def values_in_all(self, name: str) -> dict[str, int]:
        """How many rows of the whole list have each value of a filter; one query."""
        each = next(each for each in self.filters if each.name == name)
        tallies = each.tallies(self._rows, [each])
        counts = self._kept(f"values of {name}", lambda: _counted(tallies), of_all=True)
        found: dict[str, int] = counts.get(name, {})
        return found

    def _tallies(self) -> Iterable[Tally]:
        # Filters of one kind count together as long as nothing is chosen of them.
        free: dict[Any, list[Filter]] = defaultdict(list)
        for each in self.filters:
            if self.chosen[each.name]:
                yield from each.tallies(self._narrowed_but(each), [each])
            else:
                free[each.tallies.__func__].append(each)  # type: ignore[attr-defined]  # a class method's
        for filters in free.values():
            yield from filters[0].tallies(self.narrowed, filters)

    def _group(self, each: Filter, counts: Mapping[str, int]) -> Group:
        chosen = self.chosen[each.name]
        labels = each.labels({*counts, *chosen})
        options = [
            Option(value, label, counts.get(value, 0), value in chosen, each.level(value))
            for value, label in labels.items()
        ]
        if each.most_first:
            options.sort(key=lambda option: -option.count)
        kept = [o for n, o in enumerate(options) if n < MOST_VALUES or o.is_chosen]
        _name_boxes(each, kept)
        return Group(each, kept, left_out=len(options) - len(kept))

    # -- Words and addresses ----------------------------------------------------------------

    @cached_property
    def chips(self) -> list[Chip]:
        return [
            Chip(each.label, label, self._address_without(each, value))
            for each in self.filters
            for value, label in self._labels.get(each.name, {}).items()
        ]

    @cached_property
    def ways_out(self) -> list[WayOut]:
        """Which filter to drop, those first that free most; only of an empty list. One query."""
        if self.count:
            return []
        chosen = {each.name: each for each in self.filters if self.chosen[each.name]}
        tallies = (
            self._narrowed_but(each)
            .order_by()
            .values_list(Value(each.name))
            .annotate(how_many=Count("pk", distinct=True))
            for each in chosen.values()
        )
        ways = [
            WayOut(
                chosen[name].label,
                ", ".join(str(label) for label in self._labels[name].values()),
                count,
                self._address_without(chosen[name]),
            )
            for name, count in _at_once(tallies)
            if count
        ]
        return sorted(ways, key=lambda way: (-way.count, str(way.label)))

    @cached_property
    def perhaps(self) -> tuple[Words, QuerySet[Any]] | None:
        """A filter, and the rows that would fit if they recorded anything of it."""
        for each in self.filters:
            if self._may_hide(each):
                return each.label, each.narrow(self._narrowed_but(each), [each.unrecorded])
        return None

    @cached_property
    def perhaps_links(self) -> list[Perhaps]:
        """The same as counts, one for each filter; they are known without a query of their own."""
        links = []
        for group in self.groups:
            each = group.filter
            found = [o for o in group.options if o.value == each.unrecorded and o.count]
            if found and self._may_hide(each):
                also = [*self.chosen[each.name], each.unrecorded]
                address = _address(self._query(self.chosen | {each.name: also}))
                links.append(Perhaps(each.label, found[0].label, found[0].count, address))
        return links

    def _may_hide(self, each: Filter) -> bool:
        chosen = self.chosen[each.name]
        return bool(each.unrecorded and chosen and each.unrecorded not in chosen)

    @property
    def sort_links(self) -> list[tuple[Sort, str, bool]]:
        """Each order, its address, and whether it is the present one."""
        return [
            (sort, _address(self._query(self.chosen, sort)), sort is self.sort)
            for sort in self.sorts
        ]

    @cached_property
    def query(self) -> QueryDict:
        """The list's own part of the address, in one order, for links to its other pages."""
        return self._query(self.chosen)

    @property
    def querystring(self) -> str:
        return self.query.urlencode()

    def with_value(self, name: str, value: str) -> str:
        """The address of this list narrowed by one value of a filter, in place of others."""
        return _address(self._query(self.chosen | {name: [value]}))

    def _address_without(self, each: Filter, value: str | None = None) -> str:
        """Without one value of a filter, or without all."""
        kept = [v for v in self.chosen[each.name] if value is not None and v != value]
        return _address(self._query(self.chosen | {each.name: kept}))

    def _query(self, chosen: Mapping[str, list[str]], sort: Sort | None = None) -> QueryDict:
        query = QueryDict(mutable=True)
        for each in self.filters:
            if chosen[each.name]:
                query.setlist(each.name, chosen[each.name])
        sort = sort or self.sort
        if sort is not None and sort is not self.sorts[0]:
            query[SORT] = sort.name
        return query


def _address(query: QueryDict) -> str:
    return f"?{query.urlencode()}"


def _counted(tallies: Iterable[Tally]) -> dict[str, dict[str, int]]:
    """How many rows have each value of each filter; one query for all."""
    found: dict[str, dict[str, int]] = {}
    for name, value, count in _at_once(tallies):
        if value is not None:
            found.setdefault(name, {})[value] = count
    return found


def _at_once(queries: Iterable[QuerySet[Any, Any]]) -> Iterable[Any]:
    """The rows of several queries, which the database is asked for together."""
    each = list(queries)
    return each[0].union(*each[1:], all=True) if len(each) > 1 else each[0] if each else ()


def _name_boxes(each: Filter, options: Collection[Option]) -> None:
    """Values that differ in their signs only would share an id, and a label its box."""
    taken: set[str] = set()
    for number, option in enumerate(options):
        words = slugify(option.value)
        name = f"{each.name}-{words}" if words else f"{each.name}-{number}"
        option.id = name if name not in taken else f"{name}--{number}"
        taken.add(option.id)


def _is_storable(value: str) -> bool:
    """Whether a database takes it: NUL and halves of characters none does."""
    return not re.search("[\x00\ud800-\udfff]", value)


def _printable(value: str) -> str:
    """A stranger's words for a page: short, and without signs that cannot be shown."""
    return "".join(s if s.isprintable() else "\ufffd" for s in value[:REFUSED_LENGTH])
