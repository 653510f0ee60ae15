"""Small records for tests: a tree of pages, sources, and rows that say something in every field."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from wagtail.models import Page, PageViewRestriction, Site

from portal.pages.models import CityIndexPage, CityPage, HomePage
from portal.provenance.dates import PartialDateField
from portal.provenance.models import Citation, FactRow, Source
from programs.models import ProgramPage


def front_page() -> HomePage:
    """The front page of the default site, with nothing below it."""
    root = Page.get_first_root_node()
    home: HomePage = root.add_child(instance=HomePage(title="Portal", slug="portal-home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "root_page": home}
    )
    return home


def city(home: HomePage, name: str) -> CityPage:
    index = CityIndexPage.objects.first() or home.add_child(instance=CityIndexPage(title="Cities"))
    page: CityPage = index.add_child(instance=CityPage(title=name, city_name=name, state="Ohio"))
    return page


def program(parent: CityPage, title: str, **columns: Any) -> ProgramPage:
    page: ProgramPage = parent.add_child(instance=ProgramPage(title=title, **columns))
    return page


def make_private(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def source(key: str = "SOURCE-1") -> Source:
    found, _created = Source.objects.get_or_create(
        key=key,
        defaults={"title": "A report", "publisher": "City of Dayton", "accessed": "2026-11-23"},
    )
    return found


def cite(page: Any, abouts: Iterable[str], **columns: Any) -> None:
    """Adds a citation for each of the named columns or row keys; save the page afterwards."""
    for about in abouts:
        page.citations.add(Citation(**{"about": str(about), "source": source(), **columns}))


def saying(model: type[models.Model], words: str, **given: Any) -> dict[str, Any]:
    """A value for every column of its own that can hold words, a choice, a date or a number."""
    values: dict[str, Any] = {}
    for column in model._meta.local_concrete_fields:
        if column.name in {"id", "key", "sort_order", "page", "body"} or column.is_relation:
            continue
        values[column.name] = _value(column, words)
    return values | given


def _value(column: Any, words: str) -> Any:
    if column.choices:
        return column.choices[0][0]
    if isinstance(column, PartialDateField):
        return "2024-01-22"
    if isinstance(column, models.BooleanField):
        return False
    if isinstance(column, models.SlugField):
        return "anchor"
    if isinstance(column, models.URLField):
        return "https://example.org/"
    if isinstance(column, models.CharField):
        return words[: column.max_length]
    if isinstance(column, models.TextField):
        return words
    return 2


def add_row(page: Any, relation: str, words: str, **given: Any) -> FactRow:
    """A row of the relation that says the words in every field, with a source."""
    model = page._meta.get_field(relation).related_model
    row: FactRow = model(**saying(model, words, **given))
    getattr(page, relation).add(row)
    cite(page, [str(row.key)])
    return row
