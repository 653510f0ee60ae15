"""What rests on a source: the facts of pages, and what other apps declare.

An app whose records name sources outside of pages declares them in `<app>/source_uses.py`,
which is found when the portal starts.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from .facts import text_of
from .models import Citation, FactRow, Source
from .row_loading import load_fact_rows


@dataclass(frozen=True)
class OtherUses:
    """Uses of one kind; `template` shows what `context` finds for a source, None for nothing."""

    title: str | Promise
    template: str
    context: Callable[[Source], Mapping[str, Any] | None]
    source_ids: Callable[[], QuerySet[Any]]


_others: list[OtherUses] = []


def register(uses: OtherUses) -> OtherUses:
    _others.append(uses)
    return uses


def sources_in_use() -> QuerySet[Source]:
    """Sources on which something rests that the public may read, by publisher."""
    is_used = Q(Exists(Citation.objects.public().filter(source=OuterRef("pk"))))
    for uses in _others:
        is_used |= Q(pk__in=uses.source_ids())
    return Source.objects.filter(is_used)


@dataclass
class Use:
    """One citation: which fact of which page, and what the source says of it."""

    citation: Citation
    label: str
    value: str
    url: str


@dataclass
class PageUses:
    page: Page
    uses: list[Use]


def uses_by_page(citations: Iterable[Citation]) -> list[PageUses]:
    """The facts behind citations, page by page; a fixed number of queries."""
    by_page: dict[int, list[Citation]] = {}
    for citation in citations:
        by_page.setdefault(citation.page_id, []).append(citation)
    pages = list(Page.objects.filter(pk__in=by_page).order_by("title").specific())
    load_fact_rows(pages)
    found = []
    for page in pages:
        rows = _rows_by_key(page)
        found.append(PageUses(page, [_use(page, rows, c) for c in by_page[page.pk]]))
    return found


def other_uses(source: Source) -> list[tuple[OtherUses, Mapping[str, Any]]]:
    found = [(uses, uses.context(source)) for uses in _others]
    return [(uses, context) for uses, context in found if context]


def _rows_by_key(owner: Any) -> dict[str, FactRow]:
    rows: dict[str, FactRow] = {}
    for relation in get_all_child_relations(type(owner)):
        if issubclass(relation.related_model, FactRow):
            for row in getattr(owner, relation.get_accessor_name()).all():
                rows[str(row.key)] = row
                rows |= _rows_by_key(row)
    return rows


def _use(page: Any, rows: Mapping[str, FactRow], citation: Citation) -> Use:
    about = citation.about
    row = rows.get(about)
    # A row that readers cite has an address of its own.
    url = f"{page.url}#{getattr(row, 'anchor', '') or f'fact-{about}'}"
    if row is not None:
        label = capfirst(str(row._meta.verbose_name))
        return Use(citation, label, _own_words(row), url)
    try:
        field = page._meta.get_field(about.partition("/")[0])
    except FieldDoesNotExist:
        return Use(citation, _("Figure"), "", page.url)
    if field.one_to_many:
        label = capfirst(str(field.related_model._meta.verbose_name_plural))
        return Use(citation, label, "", url)
    return Use(citation, capfirst(str(field.verbose_name)), text_of(page, field), url)


def _own_words(row: Any) -> str:
    """The row without the title of a page that it names, which may not be public."""
    for field in row._meta.concrete_fields:
        if field.many_to_one and field.name != "page" and issubclass(field.related_model, Page):
            field.set_cached_value(row, None)
    try:
        return str(row)
    except (AttributeError, ObjectDoesNotExist):
        return ""
