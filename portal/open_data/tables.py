"""How an app says, in its `open_data.py`, which of its records are open data.

For example:

    @register
    class Playbooks(Table):
        name = "playbooks"
        one = "Playbook"
        title = _("Playbooks")
        text = _("How to do one thing, drawn from what programs did.")
        columns = (Column("id", _("Its key."), key_of), *columns_of(PlaybookPage, "title"))

        def rows(self):
            return PlaybookPage.objects.readable()

Files, the API, the data package and the dictionary of columns are all made of this.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.lists.choice import Choice
from portal.lists.filters import Filter
from portal.lists.narrowed import NarrowedList, Sort

from .columns import Column, Words
from .sheets import Record, Sheet, record_of

# So many rows are in memory at once, with what belongs to them.
BATCH = 500


class RefusedError(Exception):
    """What cannot be answered, in lines for whoever asked; programs see no hint on a page."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        super().__init__(" ".join(lines))


class Table:
    """One kind of record. Its rows are only what the public may read."""

    # In addresses and file names, so it stays.
    name: ClassVar[str]
    title: ClassVar[Words]
    # What the API's description calls one record.
    one: ClassVar[str]
    # What one row is.
    text: ClassVar[Words]
    columns: ClassVar[Sequence[Column]]
    # The columns whose values together are one row's alone, and last.
    key: ClassVar[Sequence[str]] = ("id",)
    # Where its list is a page, which has files under its address.
    address: ClassVar[str] = ""
    # The columns that name a row of another table, with that table.
    names: ClassVar[Mapping[str, str]] = {}
    # Records that the API gives with each row: the name there, and the table that they are of.
    parts: ClassVar[Mapping[str, type["Table"]]] = {}
    # The same where they are too many for a list.
    parts_of_one: ClassVar[Mapping[str, type["Table"]]] = {}
    # Columns that files do not have: those of figures are what the import reads.
    only_in_api: ClassVar[Sequence[Column]] = ()
    in_api: ClassVar[bool] = True
    sorts: ClassVar[Sequence[Sort]] = ()
    # The name under which the list's page keeps counts of the same rows.
    kept_as: ClassVar[str] = ""

    def rows(self) -> QuerySet[Any]:
        raise NotImplementedError

    def filters(self) -> Sequence[type[Filter]]:
        """What its page narrows the list by."""
        return ()

    def find(self, key: str) -> Any | None:
        """The row of a key."""
        raise NotImplementedError

    def prepared(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """With what the columns read in the same query."""
        return rows

    def load(self, rows: Sequence[Any]) -> None:
        """Reads what the columns and parts of these rows need, in a fixed number of queries."""

    def load_whole(self, row: Any) -> None:
        """The same for one row, with what its `parts_of_one` need too."""
        self.load([row])

    def rows_of_part(self, name: str, row: Any) -> Sequence[Any]:
        """The rows of a part, of a row that was loaded."""
        raise NotImplementedError

    # -- What is made of it -------------------------------------------------------------------

    def narrowed(self, parameters: QueryDict, per_page: int = 100) -> NarrowedList:
        """Raises `RefusedError` for values that no filter knows."""
        found = NarrowedList(
            self.rows(),
            self.filters(),
            parameters,
            sorts=self.sorts,
            per_page=per_page,
            kept_as=self.kept_as,
        )
        refuse(found)
        return found

    def record(self, row: Any) -> Record:
        return record_of(self.columns, row)

    def records(self, rows: QuerySet[Any]) -> Iterator[Record]:
        """All of them, a batch at a time."""
        found = self.prepared(rows).iterator(chunk_size=BATCH)
        while batch := list(islice(found, BATCH)):
            self.load(batch)
            yield from map(self.record, batch)

    def sheet(self, rows: QuerySet[Any] | None = None, name: str = "") -> Sheet:
        found = self.everything() if rows is None else rows
        return Sheet(name or self.name, self.title, self.columns, self.records(found), self.name)

    def everything(self) -> QuerySet[Any]:
        """All rows, in the first of the list's orders."""
        order = self.sorts[0].order if self.sorts else None
        return order(self.rows()) if order else self.rows()


def refuse(found: Choice) -> None:
    """Raises `RefusedError` for values that no filter knows, where there are any."""
    if not found.refused:
        return
    lines = [
        _("“%(value)s” is not known (%(filter)s).") % {"value": value, "filter": label}
        for label, value in found.refused
    ]
    hint = _("Take it out of the address; the page of this list shows what there is.")
    raise RefusedError([*lines, hint])


_tables: dict[str, Table] = {}


def register(table: type[Table]) -> type[Table]:
    taken = _tables.get(table.name)
    if taken is not None and type(taken) is not table:
        raise ImproperlyConfigured(
            f"{type(taken).__name__} and {table.__name__} are both called “{table.name}”. "
            "Give one of them another name."
        )
    _tables[table.name] = table()
    return table


def tables() -> list[Table]:
    """In the order of their names, whichever app was found first."""
    return [_tables[name] for name in sorted(_tables)]


def table_named(name: str) -> Table:
    return _tables[name]
