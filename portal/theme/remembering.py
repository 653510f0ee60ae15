"""Pieces of pages, rendered once for equal words.

A page of a hundred facts is a thousand small templates, and most visits show the same words
again. What a piece is made of is its key, so there is nothing to forget: other words are
another piece. Only pieces whose arguments hold all that they show may be remembered: they see
no request, nothing else of the page's context, and of a page that is an argument its number
and title. What links to a page takes the address as an argument of its own.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db import models
from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

MOST_PIECES = 4096

_pieces: dict[Hashable, SafeString] = {}


def render(template: str, arguments: Mapping[str, Any]) -> SafeString:
    if settings.DEBUG:
        # Somebody who edits the template sees the change at once.
        return _render(template, arguments)
    key = (template, get_language(), words_of(arguments))
    piece = _pieces.get(key)
    return _keep(key, _render(template, arguments)) if piece is None else piece


def recalled(key: Hashable, make: Callable[[], SafeString]) -> SafeString:
    """A piece that something else than its arguments is the key of, for example a page's number
    with the moment at which it was last written."""
    if settings.DEBUG:
        return make()
    key = (key, get_language())
    piece = _pieces.get(key)
    return _keep(key, make()) if piece is None else piece


def is_kept(key: Hashable) -> bool:
    return (key, get_language()) in _pieces


def _keep(key: Hashable, piece: SafeString) -> SafeString:
    if len(_pieces) >= MOST_PIECES:
        _pieces.clear()
    _pieces[key] = piece
    return piece


def _render(template: str, arguments: Mapping[str, Any]) -> SafeString:
    return SafeString(get_template(template).render(dict(arguments)))


def words_of(thing: Any, records: dict[int, Hashable] | None = None) -> Hashable:
    """All that a template could show of it, as plain values that compare.

    `records` holds the words of records met before: a page names few sources, many times.
    """
    if thing is None or isinstance(thing, _PLAIN):
        return thing
    records = {} if records is None else records
    if isinstance(thing, list | tuple):
        return tuple([words_of(each, records) for each in thing])
    if isinstance(thing, models.Model):
        known = records.get(id(thing))
        if known is None:
            known = records[id(thing)] = _words_of_record(thing, records)
        return known
    if is_dataclass(thing):
        kind: type = type(thing)
        values = _values(kind)(thing)
        return kind, *[v if isinstance(v, _PLAIN) else words_of(v, records) for v in values]
    if isinstance(thing, Promise):
        return str(thing)
    if isinstance(thing, Mapping):
        return tuple((name, words_of(value, records)) for name, value in thing.items())
    # A record's column, such as a date; what does not compare by value has no place here.
    hash(thing)
    return thing


_PLAIN = (str, bool, int, float)


@cache
def _values(kind: type) -> Callable[[Any], Sequence[Any]]:
    """What reads all fields at once."""
    names = [field.name for field in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda thing: [getattr(thing, name) for name in names]


def _words_of_record(record: models.Model, records: dict[int, Hashable]) -> Hashable:
    """Its columns, and the records it names, in columns or in words, as far as they were read."""
    if isinstance(record, Page):
        return record.pk, record.title
    columns, parents = _columns(type(record))
    named = record._state.fields_cache
    related = [
        (name, words_of(other, records)) for name, other in named.items() if name not in parents
    ]
    return type(record), columns(record), getattr(record, "named_sources", ()), *related


@cache
def _columns(model: type[models.Model]) -> tuple[Callable[[Any], Any], frozenset[str]]:
    """What reads all columns at once, and the names of keys to what the record is a part of."""
    names = [field.attname for field in model._meta.concrete_fields]
    parents = {
        field.name for field in model._meta.concrete_fields if type(field).__name__ == "ParentalKey"
    }
    return attrgetter(*names), frozenset(parents)
