"""Tables as the API's description says them; made when the description or the API is asked for."""

from collections.abc import Sequence
from typing import Any, Literal

from django.utils.text import capfirst
from ninja import Schema
from pydantic import Field, create_model

from portal.lists.filters import Filter

from ..columns import Column
from ..tables import Table

MOST_PER_PAGE = 200
PER_PAGE = 50
_LAST_PAGE = 100_000
_TYPES: dict[str, Any] = {"integer": int, "number": float, "boolean": bool}


def record_model(table: Table) -> Any:
    """A record of a table as lists give it, with its parts."""
    columns = [*table.only_in_api, *table.columns]
    fields: dict[str, Any] = {column.name: _field(column) for column in columns}
    fields |= {
        name: (list[record_model(part())], Field(description=str(part.text)))  # type: ignore[misc]  # made here
        for name, part in table.parts.items()
    }
    return create_model(table.one, __base__=Schema, __doc__=str(table.text), **fields)


def whole_model(table: Table, record: Any) -> Any:
    """A record by itself, with what is too much for a list."""
    if not table.parts_of_one:
        return record
    fields: Any = {
        name: (list[record_model(part())], Field(description=str(part.text)))  # type: ignore[misc]  # made here
        for name, part in table.parts_of_one.items()
    }
    return create_model(f"Whole{table.one}", __base__=record, **fields)


def _field(column: Column) -> tuple[Any, Any]:
    # Codes are a part of what a program may rely on.
    word: Any = Literal[tuple(code for code, _words in column.choices)] if column.choices else str
    of_type = list[word] if column.type == "list" else _TYPES.get(column.type, word) | None
    has_address = column.type in {"uri", "address"}
    extra: Any = {"format": "uri"} if has_address else None
    return of_type, Field(description=column.description, json_schema_extra=extra)


def page_model(table: Table, record: Any) -> Any:
    """One page of a list."""
    return create_model(
        f"{table.one}List",
        __base__=Schema,
        count=(int, Field(description="How many records there are in all.")),
        page=(int, Field(description="Which page this is; the first is 1.")),
        pages=(int, Field(description="How many pages there are.")),
        next=(str | None, Field(description="The address of the next page.")),
        previous=(str | None, Field(description="The address of the page before.")),
        results=(list[record], ...),
    )


def asked_model(table: Table) -> Any:
    """The parameters of a list: those of its page, and how much to give at once."""
    fields: dict[str, Any] = {
        # An alias, as names in addresses may have a hyphen.
        each.name.replace("-", "_"): _filter(each)
        for each in table.filters()
    }
    if table.sorts:
        names = tuple(sort.name for sort in table.sorts)
        fields["sort"] = (Literal[names], Field(names[0], description="In which order."))
    size = Field(PER_PAGE, ge=1, le=MOST_PER_PAGE, description="How many records on each page.")
    fields |= {"page": (int, page_field()), "per_page": (int, size)}
    return create_model(f"{table.one}Query", __base__=Schema, **fields)


def page_field() -> Any:
    return Field(1, ge=1, le=_LAST_PAGE, description="Which page; the first is 1.")


def _filter(each: type[Filter]) -> tuple[Any, Any]:
    several = f"{capfirst(str(each.label))}. Several widen the list."
    words = _words_of(each)
    word: Any = Literal[tuple(words)] if words else str
    description = f"{several} {words_in_words(each)}" if words else several
    return list[word], Field(default_factory=list, alias=each.name, description=description)


def _words_of(each: type[Filter]) -> Sequence[str]:
    return [value for value, _label in each.choices]


def words_in_words(each: type[Filter]) -> str:
    return "; ".join(f"{value}: {label}" for value, label in each.choices)
