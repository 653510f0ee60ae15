"""Makes one model instance of what a file says, and tells what is wrong with it."""

import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey

from .parts import Data, Records
from .problems import UnknownReferenceError, messages
from .values import Find, convert, unknown

Report = Callable[[str, object], None]


def writable(model: type[models.Model], also: Collection[str] = ()) -> dict[str, Any]:
    """The columns that a file may fill, by name."""
    return {
        column.name: column
        for column in model._meta.concrete_fields
        if (column.editable or column.name in also)
        and not column.primary_key
        and not isinstance(column, ParentalKey)
        and not getattr(column.remote_field, "parent_link", False)
    }


def build_record(part: Records, data: Data, find: Find, report: Report) -> models.Model:
    model = apps.get_model(part.model)
    columns = writable(model, also=[part.numbered])
    instance = model()
    fill(instance, columns, data, find, report)
    return instance


def fill(
    instance: models.Model, columns: dict[str, Any], data: Data, find: Find, report: Report
) -> None:
    """Sets the columns that `data` names, then lets the model say what it thinks of them."""
    failed = set()

    def noted(name: str, message: object) -> None:
        failed.add(name)
        report(name, message)

    for name, value in data.items():
        if name not in columns:
            noted(name, unknown(name, columns))
            continue
        set_column(instance, columns[name], value, find, noted)
    validate(instance, columns, failed, noted)


def set_column(instance: models.Model, column: Any, value: Any, find: Find, report: Report) -> None:
    try:
        setattr(instance, column.name, convert(column, value, find))
    except ValidationError as error:
        report(column.name, " ".join(messages(error).values()))
    except UnknownReferenceError as error:
        report(column.name, error)


def validate(
    instance: models.Model, columns: dict[str, Any], failed: Collection[str], report: Report
) -> None:
    """Fields, then the model's own rules if every field is sound. Asks no database."""
    failed = set(failed)
    references = {name for name, column in columns.items() if column.is_relation}
    for name in references - failed:
        column = columns[name]
        if not column.null and column.name not in instance._state.fields_cache:
            report(name, "is missing.")
            failed.add(name)
    others = {field.name for field in instance._meta.fields} - set(columns)
    try:
        instance.clean_fields(exclude=references | others | failed)
    except ValidationError as error:
        for name, words in messages(error).items():
            report(name, words)
        return
    if failed:
        return
    try:
        instance.clean()
    except ValidationError as error:
        for name, words in messages(error).items():
            report(name, words)


def repeated(instances: Iterable[models.Model]) -> Iterator[tuple[models.Model, str]]:
    """Instances of one model that the database would refuse beside an earlier one."""
    seen: set[tuple[Any, ...]] = set()
    for instance in instances:
        for names in _unique_together(type(instance)):
            values = tuple(_comparable(instance, name) for name in names)
            if "" in values and len(values) == 1:
                continue
            mark = (names, values)
            if mark in seen:
                yield instance, f"{' + '.join(names)}: another one has the same."
            seen.add(mark)


def _unique_together(model: type[models.Model]) -> Iterator[tuple[str, ...]]:
    for column in model._meta.fields:
        if column.unique and not column.primary_key:
            yield (column.name,)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and not constraint.condition:
            yield tuple(constraint.fields)


def _comparable(instance: models.Model, name: str) -> Any:
    column = instance._meta.get_field(name)
    if column.is_relation:
        return id(instance._state.fields_cache.get(name))
    value = getattr(instance, name)
    return str(value) if isinstance(value, uuid.UUID) else value
