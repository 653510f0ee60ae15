"""A list as a reader narrowed it: its rows, their counts, and what to do where there are none."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Value
from django.http import QueryDict

from portal.database_state import Answers, shelf

from .choice import MOST_VALUES, PAGE, Choice, address
from .filters import Filter, Tally, Words
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

# To count what a filter has costs the database as much as the rest of a list's page, and most
# readers ask for the same few choices.
MOST_COUNTS = 256


class NarrowedList(Choice):
    """Reads a fixed number of queries, however many rows, filters and values there are."""

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
        super().__init__(rows, filters, parameters, sorts=sorts)
        self._kept_as = kept_as
        self._kept_counts = shelf("counts", lambda: Answers(MOST_COUNTS)) if kept_as else None
        self._per_page = per_page

    @cached_property
    def narrowed(self) -> QuerySet[Any]:
        return self._narrowed_but(None)

    def _narrowed_but(self, left_out: Filter | None) -> QuerySet[Any]:
        rows = self._rows
        for each in self.filters:
            if self.chosen[each.name] and each is not left_out:
                rows = each.narrow(rows, self.chosen[each.name])
        return rows

    @property
    def ordered(self) -> QuerySet[Any]:
        """All rows of the list as it was narrowed, over all of its pages."""
        order = self.sort.order if self.sort else None
        return order(self.narrowed) if order else self.narrowed

    @cached_property
    def page_object(self) -> PaginatorPage[Any]:
        paginator = Paginator(self.ordered, self._per_page)
        paginator.count = self._kept("rows", self.narrowed.count)
        return paginator.get_page(self._parameters.get(PAGE))

    @property
    def count(self) -> int:
        return self.page_object.paginator.count

    @cached_property
    def total(self) -> int:
        return self._kept("rows", self._rows.count, of_all=True) if self.is_narrowed else self.count

    def _kept(self, what: str, count: Callable[[], Any], *, of_all: bool = False) -> Any:
        if self._kept_counts is None:
            return count()
        chosen = {} if of_all else self.chosen
        choice = tuple((name, tuple(values)) for name, values in chosen.items() if values)
        return self._kept_counts.get((self._kept_as, choice, what), count)

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

    # -- Words and addresses ----------------------------------------------------------------

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
                to = address(self._query(self.chosen | {each.name: also}))
                links.append(Perhaps(each.label, found[0].label, found[0].count, to))
        return links

    def _may_hide(self, each: Filter) -> bool:
        chosen = self.chosen[each.name]
        return bool(each.unrecorded and chosen and each.unrecorded not in chosen)


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
