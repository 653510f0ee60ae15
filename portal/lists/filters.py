"""What a list can be narrowed by: a class for each filter, a tuple of classes for each list.

class KindFilter(ColumnFilter):
    name = "kind"
    label = _("Kind")
    column = "kind"
    choices = Source.Kind.choices
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise

Words = str | Promise
# Of (name of a filter, value, how many rows have it).
Tally = QuerySet[Any, tuple[str, str, int]]


class Filter:
    """One way to narrow a list. Made anew for each request, so it may remember what it read.

    Several values of one filter widen it, several filters narrow the list.
    """

    # In addresses, so it stays.
    name: ClassVar[str]
    label: ClassVar[Words]
    # The values there are, where they are few: all of them are offered, also those with none.
    choices: ClassVar[Sequence[tuple[str, Words]]] = ()
    # The value of rows of which nothing is recorded. They may fit too, so a list names them.
    unrecorded: ClassVar[str] = ""
    # Whether its values are shown before anybody asks for them.
    starts_open: ClassVar[bool] = False

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        """The words for those of the values that exist, in the order in which to show them."""
        return dict(self.choices)

    def level(self, value: str) -> int:
        """How far a value is set in below the one before it, once labels() was asked."""
        return 0

    def narrow(self, rows: QuerySet[Any], values: Sequence[str]) -> QuerySet[Any]:
        """The rows that have one of the values."""
        raise NotImplementedError

    @classmethod
    def tallies(cls, rows: QuerySet[Any], filters: Sequence["Filter"]) -> Iterable[Tally]:
        """How many of the rows have each value of these filters."""
        raise NotImplementedError


class ColumnFilter(Filter):
    """Narrows records by a column of theirs, or of what they name: `definition__metric__slug`."""

    column: ClassVar[str]

    def expression(self) -> Any:
        """What is compared with the values."""
        return F(self.column)

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        return super().labels(values) if self.choices else {value: value for value in values}

    def narrow(self, rows: QuerySet[Any], values: Sequence[str]) -> QuerySet[Any]:
        return rows.alias(**{f"in_{self.name}": self.expression()}).filter(
            **{f"in_{self.name}__in": values}
        )

    @classmethod
    def tallies(cls, rows: QuerySet[Any], filters: Sequence[Any]) -> Iterable[Tally]:
        for each in filters:
            yield (
                rows.order_by()
                .annotate(
                    filter_name=Value(each.name),
                    filter_value=Cast(each.expression(), CharField()),
                )
                .values_list("filter_name", "filter_value")
                .annotate(how_many=Count("pk", distinct=True))
            )
