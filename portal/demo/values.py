"""From what a file says to what a column of a model takes."""

import difflib
from collections.abc import Callable, Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

Find = Callable[[type[models.Model], str], models.Model]


def convert(column: Any, value: Any, find: Find) -> Any:
    """Raises ValidationError in words, UnknownReferenceError for a record that does not exist."""
    if value is None:
        return column.get_default()
    if isinstance(column, models.ForeignKey):
        return find(column.related_model, _text(value))
    if isinstance(column, StreamField):
        return _stream(column, value)
    if isinstance(column, models.JSONField):
        return value
    if isinstance(column, models.BooleanField):
        if not isinstance(value, bool):
            raise ValidationError(f"is “{value}”; write true or false.")
        return value
    if isinstance(column, models.TextField) and isinstance(value, list):
        return "\n".join(map(_text, value))
    if column.choices:
        return _choice(column, _text(value))
    return column.to_python(_text(value))


def unknown(name: str, known: Collection[str]) -> str:
    """Words for a field that does not exist, with the one that was probably meant."""
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"is no field here. Did you mean “{near[0]}”?"
    return f"is no field here. There are: {', '.join(sorted(known))}."


def _text(value: Any) -> str:
    if isinstance(value, bool):
        raise ValidationError("is true or false where text is wanted; put it in quotes.")
    if not isinstance(value, str):
        kind = "a list" if isinstance(value, list) else "a group of fields"
        raise ValidationError(f"is {kind} where text is wanted.")
    return value.strip()


def _choice(column: Any, text: str) -> str:
    terms = [str(term) for term, _label in column.flatchoices]
    if text and text not in terms:
        raise ValidationError(f"“{text}” is not one of: {', '.join(filter(None, terms))}.")
    return text


def _stream(column: StreamField, value: Any) -> StreamValue:
    block = column.stream_block
    if not isinstance(value, list):
        raise ValidationError("has to be a list of blocks, each with type and value.")
    for number, child in enumerate(value, start=1):
        if not isinstance(child, dict) or set(child) != {"type", "value"}:
            raise ValidationError(f"Block {number} has to have type and value, and nothing else.")
        if child["type"] not in block.child_blocks:
            known = ", ".join(block.child_blocks)
            raise ValidationError(f"Block {number}: “{child['type']}” is not one of: {known}.")
    return block.clean(block.to_python(value))
