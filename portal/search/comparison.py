"""What the index holds of a page, compared with what it should hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .models import Entry, FacetValue, NameWord, Passage


@dataclass
class Writing:
    """What the index should hold of one page."""

    entry: Entry
    related: set[int]
    files: set[int]
    passages: list[Passage]
    facets: list[FacetValue]
    name_words: list[NameWord]


def faults(page_id: int, writing: Writing | None) -> Iterator[str]:
    entry = Entry.objects.filter(page=page_id).first()
    if writing is None:
        if entry or Passage.objects.filter(page=page_id).exists():
            yield "is not public but has passages"
        return
    if entry is None:
        yield "is not in the index"
        return
    if _words(Passage.objects.filter(page=page_id)) != _words(writing.passages):
        yield "its passages are not what the page says"
    if _values(entry.facets.all()) != _values(writing.facets):
        yield "what it is narrowed by is not what the page says"
    if _named(entry.name_words.all()) != _named(writing.name_words):
        yield "the words it is suggested by are not those of its names"
    if _description(entry) != _description(writing.entry):
        yield "its kind, place, status or dates are not what the page says"
    if set(entry.related.values_list("pk", flat=True)) != writing.related:
        yield "the pages it is related to are not the ones the page names"
    if set(entry.files.values_list("pk", flat=True)) != writing.files:
        yield "the files it offers are not the ones the page names"


def _words(passages: Iterable[Passage]) -> list[tuple[object, ...]]:
    columns = [field.attname for field in Passage._meta.concrete_fields if not field.primary_key]
    return [tuple(getattr(passage, column) for column in columns) for passage in passages]


def _values(facets: Iterable[FacetValue]) -> set[tuple[str, str]]:
    return {(facet.name, facet.value) for facet in facets}


def _named(words: Iterable[NameWord]) -> set[tuple[bytes, int]]:
    return {(bytes(each.word), each.distance) for each in words}


def _description(entry: Entry) -> tuple[str, ...]:
    return (entry.kind, entry.place, entry.status, entry.language, entry.date, entry.reviewed)
