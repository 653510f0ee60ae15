"""Passages kept in step with the pages that readers see."""

import logging
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.utils.encoding import force_str
from wagtail.models import Page

from portal.pages.models import KnowledgePage

from .attachments.passages import existing, passages_of_files
from .comparison import Writing, faults
from .declaration import PageSource, contributions_to, registry
from .delivery import mark
from .facets import written_facets
from .models import Entry, FacetValue, NameWord, Passage
from .name_words import name_words
from .passage_text import PassageText
from .query import NAMES, name_key
from .signals import pages_written

logger = logging.getLogger(__name__)


# Ligatures as letters; places where a word may break, and other marks of no width, as nothing.
_AS_WRITTEN = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff", "")
)

# Pages to write when a longer piece of work is done; None where each is written at once.
_waiting: ContextVar[set[int] | None] = ContextVar("pages waiting to be indexed", default=None)


def index_page(page_id: int, with_related: bool = True) -> None:
    """Writes the page's passages anew, or removes them where readers do not see the page.

    Then the same for related pages: those before the change, and those after it.
    """
    index_pages([page_id], with_related)


def index_pages(page_ids: Iterable[int], with_related: bool = True) -> None:
    waiting, own = _waiting.get(), set(page_ids)
    if waiting is not None:
        waiting |= own
        return
    with transaction.atomic():
        others = related_pages(own) if with_related else set()
        for page_id in sorted(own):
            _write(page_id)
        if with_related:
            others |= related_pages(own)
        changed = own | {page_id for page_id in sorted(others) if _write(page_id)}
        pages_written.send(None, page_ids=changed)
        # Of the pages themselves more may have changed than what is written here.
        mark(changed)


@contextmanager
def written_once() -> Iterator[None]:
    """For loaders and imports: each page is written once, at the end, however often it changed.

    Stands inside the transaction of the work. What fails is logged, as for a single page.
    """
    token = _waiting.set(set())
    try:
        yield
        waiting = _waiting.get() or set()
    finally:
        _waiting.reset(token)
    keep_in_step(index_pages, waiting)


def keep_in_step(index: Callable[..., None], subject: Any) -> None:
    """In a savepoint, so that a fault of search leaves the change of a page standing."""
    try:
        with transaction.atomic():
            index(subject)
    # Whatever an app's declaration may raise: publishing never fails because of search.
    except Exception:
        logger.exception(
            "Search is out of step with %r; run manage.py search_index rebuild", subject
        )


def index_subtree(page: Page) -> None:
    """A page and what lives under it: where they are is printed beside each hit."""
    index_pages(subtree(page))


def subtree(page: Page) -> set[int]:
    below = KnowledgePage.objects.descendant_of(page, inclusive=True)
    return set(below.values_list("pk", flat=True))


def related_pages(page_ids: Iterable[int]) -> set[int]:
    """Other pages that print something of these, or of which these print something."""
    own = set(page_ids)
    links = Entry.related.through.objects
    named_here = links.filter(entry__in=own).values_list("knowledgepage", flat=True)
    named_there = links.filter(knowledgepage__in=own).values_list("entry", flat=True)
    return {*named_here, *named_there} - own


def related_to_subtree(page: Page) -> set[int]:
    return related_pages(subtree(page))


def writing_for(page: Page) -> Writing | None:
    """The rows a page should have; None where it should have none."""
    source = registry.for_model(type(page))
    if source is None or not page.live or page.alias_of_id:
        return None
    language = page.locale.language_code
    entry = Entry(
        page_id=page.pk,
        kind=source.kind,
        place=source.place(page)[:300],
        status=source.status(page),
        language=language,
        date=source.date(page),
        reviewed=page.reviewed_on,
    )
    related = set(source.related(page)) - {page.pk}
    return Writing(
        entry,
        related,
        existing({file.document_id for file in source.files(page)}),
        _passages(source, page, language),
        _facets(source, page),
        _name_words(source, page, entry.place),
    )


def _write(page_id: int) -> bool:
    """Returns whether there was anything to write: what is the same keeps its rows."""
    # A fresh copy: what the database holds is what readers get.
    page = KnowledgePage.objects.filter(pk=page_id).specific().first()
    writing = writing_for(page) if page else None
    if not any(faults(page_id, writing)):
        return False
    Passage.objects.filter(page=page_id).delete()
    FacetValue.objects.filter(entry=page_id).delete()
    NameWord.objects.filter(entry=page_id).delete()
    if writing is None:
        Entry.objects.filter(page=page_id).delete()
        return True
    writing.entry.save()
    writing.entry.related.set(writing.related)
    writing.entry.files.set(writing.files)
    Passage.objects.bulk_create(writing.passages)
    FacetValue.objects.bulk_create(writing.facets)
    NameWord.objects.bulk_create(writing.name_words)
    return True


def _passages(source: PageSource, page: KnowledgePage, language: str) -> list[Passage]:
    lead = PassageText("", source.lead(page))
    of_files = passages_of_files(source.files(page))
    parts = [*source.passages(page), *contributions_to(page), *of_files]
    sections = [lead, *(part for part in parts if force_str(part.text).strip())]
    return [
        Passage(
            page_id=page.pk,
            position=position,
            path=section.path,
            anchor=section.anchor,
            title="" if position else printable(page.title),
            heading=printable(force_str(section.heading))[:300],
            text=printable(force_str(section.text)),
            is_minor=section.is_minor,
            language=language,
        )
        for position, section in enumerate(sections)
    ]


def _facets(source: PageSource, page: KnowledgePage) -> list[FacetValue]:
    values = {facet.row_name(): set(facet().values(page)) for facet in written_facets(type(page))}
    values[NAMES] = {name_key(name) for name in source.names(page)}
    return [
        FacetValue(entry_id=page.pk, name=name, value=value)
        for name, of_page in values.items()
        for value in sorted(of_page - {""})
    ]


def _name_words(source: PageSource, page: KnowledgePage, place: str) -> list[NameWord]:
    distances = name_words(source.names(page), place)
    return [
        NameWord(entry_id=page.pk, word=word.encode(), distance=distance)
        for word, distance in sorted(distances.items())
    ]


def printable(text: str) -> str:
    """Without control characters, which engines use as marks, and with single spaces.

    Characters that documents are set with, not written with, would keep words from being found.
    """
    text = unicodedata.normalize("NFC", text.translate(_AS_WRITTEN))
    kept = (c if unicodedata.category(c) != "Cc" else " " for c in text)
    return " ".join("".join(kept).split())
