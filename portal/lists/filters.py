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
from django.db.models.functions import Cast, Coalesce, NullIf, Substr
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
    # Whether the values of most rows are offered first; else they come as labels() has them.
    most_first: ClassVar[bool] = False

    def known(self, rows: QuerySet[Any], values: Collection[str]) -> Collection[str]:
        """Those of a reader's values that may exist; labels() has the last word."""
        return values

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
    """Narrows records by a column of theirs, or of what they name: `definition__metric__slug`.

    Values are compared as text, because that is what addresses hold.
    """

    column: ClassVar[str]
    # What `unrecorded` is called. It stands for NULL and for empty text.
    unrecorded_label: ClassVar[Words] = ""

    def expression(self) -> Any:
        """What gives a row its value."""
        return F(self.column)

    def _text(self) -> Any:
        text = NullIf(Cast(self.expression(), CharField()), Value(""))
        return Coalesce(text, Value(self.unrecorded)) if self.unrecorded else text

    def known(self, rows: QuerySet[Any], values: Collection[str]) -> Collection[str]:
        if self.choices or not values:
            return values
        there = self.narrow(rows, list(values)).order_by().values_list(self._text(), flat=True)
        return {self.unrecorded} & set(values) | set(there.distinct())

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        found = dict(self.choices) or {
            value: self.words(value) for value in self.ordered(values) if value != self.unrecorded
        }
        if self.unrecorded and (self.choices or self.unrecorded in values):
            found[self.unrecorded] = self.unrecorded_label
        return found

    def ordered(self, values: Collection[str]) -> Iterable[str]:
        """Values that are no choices, in the order in which to show them."""
        return sorted(values)

    def words(self, value: str) -> Words:
        return value

    def narrow(self, rows: QuerySet[Any], values: Sequence[str]) -> QuerySet[Any]:
        column = f"value_of_{self.name}"
        return rows.alias(**{column: self._text()}).filter(**{f"{column}__in": values})

    @classmethod
    def tallies(cls, rows: QuerySet[Any], filters: Sequence[Filter]) -> Iterable[Tally]:
        for each in (each for each in filters if isinstance(each, ColumnFilter)):
            yield (
                rows.order_by()
                .annotate(filter_name=Value(each.name), filter_value=each._text())
                .values_list("filter_name", "filter_value")
                .annotate(how_many=Count("pk", distinct=True))
            )


class YearFilter(ColumnFilter):
    """By the year with which a column of partial dates begins; the latest first."""

    unrecorded = "undated"

    def expression(self) -> Any:
        return Substr(self.column, 1, 4)

    def ordered(self, values: Collection[str]) -> Iterable[str]:
        return sorted(values, reverse=True)
