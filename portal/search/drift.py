"""The index compared with the pages, and made anew from them."""

from collections.abc import Iterable, Iterator

from wagtail.models import Page

from portal.pages.models import KnowledgePage

from .engines import Engine
from .indexing import index_page, writing_for
from .models import Entry, FacetValue, Passage


def rebuild(engine: Engine) -> int:
    """Returns how many pages are in the index. Editors may write meanwhile: one page at a time."""
    engine.rebuild()
    for page_id in _pages_to_compare():
        index_page(page_id, with_related=False)
    return Entry.objects.count()


def drift(engine: Engine) -> list[str]:
    """What is wrong, one line each; nothing where the index holds what the pages say."""
    faults = engine.verify()
    for page_id in _pages_to_compare():
        page = KnowledgePage.objects.filter(pk=page_id).specific().first()
        if page:
            faults += [f"{page.url_path}: {fault}" for fault in _faults(page)]
    return faults


def _pages_to_compare() -> list[int]:
    return list(KnowledgePage.objects.order_by("path").values_list("pk", flat=True))


def _faults(page: Page) -> Iterator[str]:
    entry = Entry.objects.filter(page=page.pk).first()
    writing = writing_for(page)
    if writing is None:
        if entry or Passage.objects.filter(page=page.pk).exists():
            yield "is not public but has passages"
        return
    if entry is None:
        yield "is not in the index"
        return
    if _words(Passage.objects.filter(page=page.pk)) != _words(writing.passages):
        yield "its passages are not what the page says"
    if _values(entry.facets.all()) != _values(writing.facets):
        yield "what it is narrowed by is not what the page says"
    if _description(entry) != _description(writing.entry):
        yield "its kind, place, status or dates are not what the page says"
    if set(entry.related.values_list("pk", flat=True)) != writing.related:
        yield "the pages it is related to are not the ones the page names"


def _words(passages: Iterable[Passage]) -> list[tuple[object, ...]]:
    columns = [field.attname for field in Passage._meta.concrete_fields if not field.primary_key]
    return [tuple(getattr(passage, column) for column in columns) for passage in passages]


def _values(facets: Iterable[FacetValue]) -> set[tuple[str, str]]:
    return {(facet.name, facet.value) for facet in facets}


def _description(entry: Entry) -> tuple[str, ...]:
    return (entry.kind, entry.place, entry.status, entry.language, entry.date, entry.reviewed)
