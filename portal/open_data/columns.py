"""Columns of open data: one name, one meaning, in files, in the API and in the dictionary."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.provenance.dates import PartialDateField

from .cells import SEPARATOR, Cell

Words = str | Promise
# `address` is a path of the portal, which files complete; `list` is several words.
Type = Literal["string", "integer", "number", "boolean", "uri", "address", "list"]

_TYPES: tuple[tuple[type[Any], Type], ...] = (
    (models.URLField, "uri"),
    (models.BooleanField, "boolean"),
    (models.IntegerField, "integer"),
    (models.DecimalField, "number"),
)


@dataclass(frozen=True)
class Column:
    """`choices`: the codes that may stand in it, each with its meaning."""

    name: str
    meaning: Words
    of: Callable[[Any], Cell]
    type: Type = "string"
    choices: Sequence[tuple[str, Words]] = ()
    unit: Words = ""

    @property
    def description(self) -> str:
        """All that a reader of a file must know of it, in one paragraph."""
        parts = [str(self.meaning)]
        if self.unit:
            parts.append(_("Unit: %(unit)s.") % {"unit": self.unit})
        if self.type == "list":
            parts.append(_("Several are separated by “%(sign)s”.") % {"sign": SEPARATOR.strip()})
        if self.choices:
            codes = "; ".join(f"{code}: {words}" for code, words in self.choices)
            parts.append(_("Codes: %(codes)s.") % {"codes": codes})
        return " ".join(parts)

    def as_field(self) -> dict[str, Any]:
        """Of a Table Schema."""
        is_plain = self.type in {"integer", "number", "boolean"}
        field: dict[str, Any] = {"name": self.name, "type": self.type if is_plain else "string"}
        if self.type in {"uri", "address"}:
            field["format"] = "uri"
        field["description"] = self.description
        if self.choices and self.type != "list":
            field["constraints"] = {"enum": [code for code, _words in self.choices]}
        return field


def columns_of(
    model: type[models.Model], *names: str, meanings: dict[str, Words] | None = None
) -> Iterator[Column]:
    """Columns of a model, each under its own name; `a=b` gives the column b the name a."""
    for each in names:
        name, _sign, column = each.partition("=")
        yield _column_of(model, name, column or name, (meanings or {}).get(name))


def _column_of(model: type[models.Model], name: str, column: str, meaning: Words | None) -> Column:
    try:
        field: Any = model._meta.get_field(column)
    except FieldDoesNotExist as error:
        raise FieldDoesNotExist(f"Open data: {model.__name__} has no column {column}.") from error
    choices = [(str(code), words) for code, words in field.flatchoices or () if code != ""]
    return Column(
        name,
        meaning or _Meaning(field),
        lambda row: getattr(row, column),
        type=next((kind for cls, kind in _TYPES if isinstance(field, cls)), "string"),
        choices=choices,
    )


class _Meaning(Promise):
    """A column's own name in words, in the language of whoever asks."""

    def __init__(self, field: Any) -> None:
        self._field = field

    def __str__(self) -> str:
        words = capfirst(str(self._field.verbose_name)).rstrip(".?")
        if isinstance(self._field, PartialDateField):
            words = _("%(what)s: a year, a month or a day") % {"what": words}
        return f"{words}."
