"""All child rows of a page in one query.

A record has a dozen or more kinds of rows, and one query for each would be most of what
showing the page costs. One `UNION ALL` brings them as JSON, which every database builds.
"""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import JSONObject
from django.utils import timezone

Relations = Mapping[str, Sequence[str]]


def load_rows(page: models.Model, relations: Relations) -> None:
    """Fills `page.<relation>.all()` for the relations named, each with its foreign keys named.

    `load_rows(visit, {"lessons": ["topic"], "quotes": []})`. Relations that the page carries in
    memory already (previews, drafts) are left as they are.
    """
    carried = getattr(page, "_cluster_related_objects", {})
    wanted = {name: keys for name, keys in relations.items() if name not in carried}
    if page.pk is None or not wanted:
        return
    queries = [_query(page, relation, keys) for relation, keys in wanted.items()]
    found: dict[str, list[models.Model]] = defaultdict(list)
    for relation, values in queries[0].union(*queries[1:], all=True):
        found[relation].append(_row(page, relation, wanted[relation], values))
    cache: dict[str, Any] = page.__dict__.setdefault("_prefetched_objects_cache", {})
    for relation in wanted:
        rows = sorted(found[relation], key=lambda row: (row.sort_order or 0, row.pk))  # type: ignore[attr-defined]  # every row is Orderable
        known = _child(page, relation)._default_manager.none()
        known._result_cache = rows
        known._prefetch_done = True
        cache[_relation(page, relation).field.remote_field.cache_name] = known


def _relation(page: models.Model, name: str) -> Any:
    return page._meta.get_field(name)


def _child(page: models.Model, name: str) -> Any:
    return _relation(page, name).related_model


def _query(page: models.Model, relation: str, keys: Sequence[str]) -> Any:
    child, parent = _child(page, relation), _relation(page, relation).field
    fields = _json_of(child, "")
    for key in keys:
        fields[key] = JSONObject(**_json_of(child._meta.get_field(key).related_model, f"{key}__"))
    return (
        child._default_manager.filter(**{parent.name: page.pk})
        .order_by()
        .values_list(Value(relation, output_field=models.CharField()), JSONObject(**fields))
    )


def _json_of(model: Any, prefix: str) -> dict[str, Any]:
    return {field.attname: F(prefix + field.attname) for field in model._meta.concrete_fields}


def _row(page: models.Model, relation: str, keys: Sequence[str], values: dict[str, Any]) -> Any:
    row = _instance(_child(page, relation), values)
    _relation(page, relation).field.set_cached_value(row, page)
    for key in keys:
        foreign_key = row._meta.get_field(key)
        related = values[key]
        is_there = getattr(row, foreign_key.attname) is not None
        instance = _instance(foreign_key.related_model, related) if is_there else None
        foreign_key.set_cached_value(row, instance)
    return row


def _instance(model: Any, values: dict[str, Any]) -> Any:
    fields = model._meta.concrete_fields
    return model.from_db(
        "default",
        [field.attname for field in fields],
        [_from_json(field, values[field.attname]) for field in fields],
    )


def _from_json(field: Any, value: Any) -> Any:
    """A column's value as the database itself would have returned it."""
    if value is None:
        return None
    if isinstance(field, models.ForeignKey):
        return value
    if isinstance(field, models.DecimalField):
        return Decimal(str(value)).quantize(Decimal(1).scaleb(-(field.decimal_places or 0)))
    value = field.to_python(value)
    if isinstance(value, datetime.datetime) and timezone.is_naive(value):
        return value.replace(tzinfo=datetime.UTC)
    return value
