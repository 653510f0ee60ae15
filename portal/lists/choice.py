"""What a reader chose to narrow by: from an address to filters, chips and addresses again."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .filters import Filter, Words
from .parts import Chip, Group, Option, Sort
from .typed_text import is_storable, printable

# Beyond this a form would be no form; what is more is left out and said.
MOST_VALUES = 60
# Of values that nobody knows, as many are named for each filter.
MOST_REFUSED = 5
SORT, PAGE = "sort", "page"


class Choice:
    """One choice has one address: values and filters stand in the list's order, each once."""

    def __init__(
        self,
        rows: QuerySet[Any],
        filters: Sequence[type[Filter]],
        parameters: QueryDict,
        *,
        sorts: Sequence[Sort] = (),
        kept: Sequence[tuple[str, str]] = (),
    ) -> None:
        """`kept` are names and values that stay in every address: what was searched for."""
        self._rows = rows
        self._parameters = parameters
        self._kept_parameters = kept
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
        known = each.labels(each.known(self._rows, [v for v in values if is_storable(v)]))
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
        self.refused += [(label, printable(value)) for value in values[:MOST_REFUSED]]

    @property
    def is_narrowed(self) -> bool:
        return any(self.chosen.values())

    # -- The form ---------------------------------------------------------------------------

    def _group(self, each: Filter, counts: Mapping[str, int]) -> Group:
        options = self._options(each, counts)
        kept = [o for n, o in enumerate(options) if n < MOST_VALUES or o.is_chosen]
        _name_boxes(each, kept)
        return Group(each, kept, left_out=len(options) - len(kept))

    def _options(self, each: Filter, counts: Mapping[str, int]) -> list[Option]:
        """In the order in which they are offered; those that are too many are left out later."""
        chosen = self.chosen[each.name]
        options = [
            Option(value, label, counts.get(value, 0), value in chosen, each.level(value))
            for value, label in each.labels({*counts, *chosen}).items()
        ]
        if each.most_first:
            options.sort(key=most_first)
        return options

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form sends along unseen: all of the address that is not in its boxes."""
        ordered = self.sort is not None and self.sort is not self.sorts[0]
        order = [(SORT, self.sort.name)] if ordered and self.sort else []
        return [*self._kept_parameters, *order]

    # -- Words and addresses ----------------------------------------------------------------

    @cached_property
    def chips(self) -> list[Chip]:
        return [
            Chip(each.label, label, self._address_without(each, value))
            for each in self.filters
            for value, label in self._labels.get(each.name, {}).items()
        ]

    @property
    def sort_links(self) -> list[tuple[Sort, str, bool]]:
        """Each order, its address, and whether it is the present one."""
        return [
            (sort, address(self._query(self.chosen, sort)), sort is self.sort)
            for sort in self.sorts
        ]

    @cached_property
    def query(self) -> QueryDict:
        """The list's own part of the address, in one order, for links to its other pages."""
        return self._query(self.chosen)

    @property
    def querystring(self) -> str:
        return self.query.urlencode()

    @property
    def whole(self) -> str:
        """The address with nothing chosen."""
        query = QueryDict(mutable=True)
        self._keep(query)
        return address(query)

    def with_value(self, name: str, value: str) -> str:
        """The address of this list narrowed by one value of a filter, in place of others."""
        return address(self._query(self.chosen | {name: [value]}))

    def _address_without(self, each: Filter, value: str | None = None) -> str:
        """Without one value of a filter, or without all."""
        kept = [v for v in self.chosen[each.name] if value is not None and v != value]
        return address(self._query(self.chosen | {each.name: kept}))

    def _query(self, chosen: Mapping[str, list[str]], sort: Sort | None = None) -> QueryDict:
        query = QueryDict(mutable=True)
        self._keep(query)
        for each in self.filters:
            if chosen[each.name]:
                query.setlist(each.name, chosen[each.name])
        sort = sort or self.sort
        if sort is not None and sort is not self.sorts[0]:
            query[SORT] = sort.name
        return query

    def _keep(self, query: QueryDict) -> None:
        for name, value in self._kept_parameters:
            query[name] = value


def address(query: QueryDict) -> str:
    return f"?{query.urlencode()}"


def most_first(option: Option) -> int:
    return -option.count


# Values come again with every page of a list.
_in_an_id = lru_cache(maxsize=4096)(slugify)


def _name_boxes(each: Filter, options: Collection[Option]) -> None:
    """Values that differ in their signs only would share an id, and a label its box."""
    taken: set[str] = set()
    for number, option in enumerate(options):
        words = _in_an_id(option.value)
        name = f"{each.name}-{words}" if words else f"{each.name}-{number}"
        option.id = name if name not in taken else f"{name}--{number}"
        taken.add(option.id)
