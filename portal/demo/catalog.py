"""Finds a record by the text that others refer to it by."""

from django.db import models
from wagtail.models import Page

from .problems import UnknownReferenceError


class Catalog:
    """Records by kind and key; all pages share one set of keys, their paths below home."""

    def __init__(self) -> None:
        self._records: dict[tuple[str, str], models.Model] = {}

    def add(self, key: str, record: models.Model) -> None:
        self._records[kind_of(type(record)), key] = record

    def find(self, model: type[models.Model], key: str) -> models.Model:
        record = self._records.get((kind_of(model), key))
        name = model._meta.verbose_name
        if record is None:
            raise UnknownReferenceError(f"There is no {name} “{key}”.")
        if not isinstance(record, model):
            found = record._meta.verbose_name
            raise UnknownReferenceError(f"“{key}” is a {found}; a {name} is wanted.")
        return record


def kind_of(model: type[models.Model]) -> str:
    return "page" if issubclass(model, Page) else model._meta.label
