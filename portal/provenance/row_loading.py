"""All child rows of pages in one query.

A record has a dozen or more kinds of rows, and one query for each would be most of what
showing the page costs. One `UNION ALL` brings them as JSON, which every database builds.
"""

import datetime
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django.db import connection, models
from django.db.models import F, Value
from django.db.models.functions import JSONObject
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from .models import FactRow

Relations = Mapping[str, Sequence[str]]
Owners = dict[Any, models.Model]


def load_rows(pages: models.Model | Sequence[models.Model], relations: Relations) -> None:
    """Fills `page.<relation>.all()` for the relations named, each with its foreign keys named.

    `load_rows(visit, {"lessons": ["topic"], "quotes": []})`; also for several pages of one type.
    Rows of rows follow what they belong to: `{"units": [], "units__roles": []}`. Relations that
    a page carries in memory already (previews, drafts) are left as they are.
    """
    listed = [pages] if isinstance(pages, models.Model) else list(pages)
    stored = [page for page in listed if page.pk is not None and not _carries(page, relations)]
    if stored and relations:
        _load({type(stored[0]): (stored, relations)})


def load_rows_together(*wanted: tuple[models.Model, Relations]) -> None:
    """The same for one page of each of several types in one query: a program and its city."""
    stored = {
        type(page): ([page], relations)
        for page, relations in wanted
        if page.pk is not None and not _carries(page, relations)
    }
    _load(stored)


def load_fact_rows(pages: Iterable[models.Model]) -> None:
    """Fills all relations of fact rows, for pages of any types. What rows say of other pages
    (`visit.parties[0].program`) is not read: whether a reader may see those is not known here.
    """
    by_type: dict[Any, list[models.Model]] = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page)
    wanted = {model: (found, fact_relations(model)) for model, found in by_type.items()}
    _load({model: both for model, both in wanted.items() if both[1]})


def fact_relations(model: Any, before: str = "") -> dict[str, list[str]]:
    """The relations of a type's fact rows, rows of rows after what they belong to."""
    relations: dict[str, list[str]] = {}
    for relation in get_all_child_relations(model):
        child: Any = relation.related_model
        if issubclass(child, FactRow):
            path = before + relation.get_accessor_name()
            relations[path] = [
                field.name
                for field in child._meta.concrete_fields
                if field.many_to_one
                and field != relation.field
                and not issubclass(field.related_model, Page)
            ]
            relations |= fact_relations(child, f"{path}__")
    return relations


def _load(wanted: Mapping[Any, tuple[Sequence[models.Model], Relations]]) -> None:
    statement = _statement(
        tuple(
            (model, len(pages), tuple((path, tuple(keys)) for path, keys in relations.items()))
            for model, (pages, relations) in wanted.items()
        )
    )
    if statement is None:
        return
    keys_of_pages = [page.pk for pages, _relations in wanted.values() for page in pages]
    values_at: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(*statement.for_pages(keys_of_pages))
        for label, path, values in cursor.fetchall():
            # SQLite gives text; a driver may have read the JSON already.
            found = values if isinstance(values, dict) else json.loads(values)
            values_at[label, path].append(found)
    # Most rows name the same few sources and topics.
    named: dict[tuple[Any, Any], Any] = {}
    for model, (pages, relations) in wanted.items():
        owners: dict[str, Owners] = {"": {page.pk: page for page in pages}}
        for path, keys in relations.items():
            relation = _relation(model, path)
            rows = [
                _row(relation, keys, values, named) for values in values_at[model._meta.label, path]
            ]
            owners[path] = {row.pk: row for row in rows}
            _attach(relation, rows, owners[path.rpartition("__")[0]])


@dataclass(frozen=True)
class _Statement:
    """The compiled query. In its parameters a page stands as -1, -2 and so on."""

    sql: str
    parameters: tuple[Any, ...]

    def for_pages(self, keys: Sequence[Any]) -> tuple[str, list[Any]]:
        stand_ins = {-number: key for number, key in enumerate(keys, start=1)}
        return self.sql, [
            stand_ins.get(value, value) if isinstance(value, int) else value
            for value in self.parameters
        ]


@lru_cache(maxsize=256)
def _statement(
    wanted: tuple[tuple[Any, int, tuple[tuple[str, tuple[str, ...]], ...]], ...],
) -> _Statement | None:
    """Building the query takes longer than answering it, and it is the same for equal pages."""
    queries, before = [], 0
    for model, count, relations in wanted:
        stand_ins = [-number for number in range(before + 1, before + count + 1)]
        before += count
        queries += [_query(model, stand_ins, path, keys) for path, keys in relations]
    if not queries:
        return None
    union = queries[0].union(*queries[1:], all=True)
    sql, parameters = union.query.get_compiler(connection=connection).as_sql()
    return _Statement(sql, tuple(parameters))


def _carries(page: models.Model, relations: Relations) -> bool:
    return any(path in getattr(page, "_cluster_related_objects", {}) for path in relations)


def _relation(model: Any, path: str) -> Any:
    """The relation at the end of a path: of `units__roles` that from a unit to its roles."""
    before, _separator, name = path.rpartition("__")
    owner = _relation(model, before).related_model if before else model
    return owner._meta.get_field(name)


def _attach(relation: Any, rows: list[models.Model], owners: Owners) -> None:
    """Makes the rows what `owner.<relation>.all()` gives, without another query."""
    by_owner: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        by_owner[getattr(row, relation.field.attname)].append(row)
    for key, owner in owners.items():
        own = sorted(by_owner[key], key=lambda row: (row.sort_order or 0, row.pk))
        for row in own:
            relation.field.set_cached_value(row, owner)
        known = relation.related_model._default_manager.none()
        known._result_cache = own
        known._prefetch_done = True
        cache: dict[str, Any] = owner.__dict__.setdefault("_prefetched_objects_cache", {})
        cache[relation.field.remote_field.cache_name] = known


def _query(model: Any, pages: Sequence[int], path: str, keys: Sequence[str]) -> Any:
    child = _relation(model, path).related_model
    fields = _json_of(child, "")
    for key in keys:
        fields[key] = JSONObject(**_json_of(child._meta.get_field(key).related_model, f"{key}__"))
    return (
        child._default_manager.filter(**{f"{_way_up(model, path)}__in": pages})
        .order_by()
        .values_list(
            Value(model._meta.label, output_field=models.CharField()),
            Value(path, output_field=models.CharField()),
            JSONObject(**fields),
        )
    )


def _way_up(model: Any, path: str) -> str:
    """From a row to its page: of `units__roles` it is `unit__page`."""
    before = path.rpartition("__")[0]
    up: str = _relation(model, path).field.name
    return f"{up}__{_way_up(model, before)}" if before else up


def _json_of(model: Any, prefix: str) -> dict[str, Any]:
    return {field.attname: F(prefix + field.attname) for field in model._meta.concrete_fields}


def _row(
    relation: Any,
    keys: Sequence[str],
    values: dict[str, Any],
    named: dict[tuple[Any, Any], Any],
) -> Any:
    row = _instance(relation.related_model, values)
    for key in keys:
        foreign_key = row._meta.get_field(key)
        name = (foreign_key.related_model, getattr(row, foreign_key.attname))
        if name not in named:
            is_there = name[1] is not None
            named[name] = _instance(foreign_key.related_model, values[key]) if is_there else None
        foreign_key.set_cached_value(row, named[name])
    return row


def _instance(model: Any, values: dict[str, Any]) -> Any:
    names, converters = _columns(model)
    return model.from_db("default", names, [convert(values[name]) for name, convert in converters])


@cache
def _columns(model: Any) -> tuple[list[str], list[tuple[str, Callable[[Any], Any]]]]:
    """The names of a model's columns, and what makes of JSON what the database would give."""
    fields = model._meta.concrete_fields
    return [field.attname for field in fields], [
        (field.attname, _converter(field)) for field in fields
    ]


def _converter(field: Any) -> Callable[[Any], Any]:
    if isinstance(field, models.DecimalField):
        places = Decimal(1).scaleb(-(field.decimal_places or 0))
        return lambda value: None if value is None else Decimal(str(value)).quantize(places)
    if isinstance(field, models.DateTimeField):
        return lambda value: _aware(field.to_python(value))
    if isinstance(field, models.UUIDField | models.DateField | models.BooleanField):
        return lambda value: None if value is None else field.to_python(value)
    return lambda value: value


def _aware(moment: datetime.datetime | None) -> datetime.datetime | None:
    if moment is not None and timezone.is_naive(moment):
        return moment.replace(tzinfo=datetime.UTC)
    return moment
