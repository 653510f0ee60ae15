"""What the glossary holds: its own terms, and the acronyms that apps bring.

An app declares in `<app>/glossary_source.py` which acronyms its pages carry. They are facts of
those pages, so the glossary draws them with their sources and nobody types them twice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import IntegerField, QuerySet, Value
from django.utils.text import slugify

from portal.provenance.facts import Fact

from .models import GlossaryTerm


@dataclass(frozen=True)
class Acronym:
    """Of one page: what the letters stand for there, as a fact of that page."""

    term: str
    expansion: Fact
    page: Any
    place: str = ""


@dataclass
class Entry:
    """One term, with what it means in general and at each page that carries it."""

    term: str
    slug: str
    own: GlossaryTerm | None = None
    acronyms: list[Acronym] = field(default_factory=list)


# Of (letters, other spellings, the page that carries them).
Words = QuerySet[Any, tuple[str, str, int | None]]


@dataclass(frozen=True)
class GlossarySource:
    """What an app brings: for the glossary in full, and for links in texts as one query."""

    acronyms: Callable[[], Iterable[Acronym]]
    words: Callable[[], Words]


_sources: list[GlossarySource] = []


def register(source: GlossarySource) -> None:
    _sources.append(source)


def address(term: str) -> str:
    """The name of a term in the glossary's address: "B-HEARD" is `b-heard`."""
    return slugify(term)


def entries() -> list[Entry]:
    """All terms in the order of the alphabet, whatever their case."""
    found: dict[str, Entry] = {}
    for term in GlossaryTerm.objects.select_related("source", "topic"):
        slug = address(term.term)
        found[slug] = Entry(term.term, slug, own=term)
    for source in _sources:
        for acronym in source.acronyms():
            slug = address(acronym.term)
            entry = found.setdefault(slug, Entry(acronym.term, slug))
            entry.acronyms.append(acronym)
    return sorted(found.values(), key=lambda entry: entry.term.casefold())


def words_of_all() -> list[tuple[str, str, int | None]]:
    """Every term, its other spellings and the page that carries it; one query."""
    with connection.cursor() as cursor:
        cursor.execute(*_statement(connection.vendor))
        return [tuple(row) for row in cursor.fetchall()]


@cache
def _statement(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Every page asks this, and building the query takes longer than answering it."""
    own = GlossaryTerm.objects.order_by().values_list(
        "term", "also_written", Value(None, output_field=IntegerField())
    )
    brought = [source.words() for source in _sources]
    union = own.union(*brought, all=True) if brought else own
    sql, parameters = union.query.get_compiler(connection=connection).as_sql()
    return sql, tuple(parameters)
