"""The acronyms of programs, as facts of their pages."""

from collections.abc import Iterator

from django.db.models import IntegerField, Value
from django.db.models.functions import Cast

from portal.glossary.entries import Acronym, GlossarySource, Words, register
from portal.provenance.facts import load_citations

from .models import ProgramPage
from .querysets import ProgramQuerySet


def acronyms() -> Iterator[Acronym]:
    """Those whose page says what the letters stand for; two queries."""
    pages = list(_with_acronym().with_city().order_by("acronym", "city_name", "title"))
    load_citations(pages, about=["acronym_expansion"])
    for page in pages:
        yield Acronym(
            term=page.acronym,
            expansion=page.facts.acronym_expansion,
            page=page,
            place=page.city_title or "",
        )


def words() -> Words:
    found: Words = (
        _with_acronym().order_by().values_list("acronym", Value(""), Cast("pk", IntegerField()))
    )
    return found


def _with_acronym() -> ProgramQuerySet:
    found: ProgramQuerySet = (
        ProgramPage.objects.readable().exclude(acronym="").exclude(acronym_expansion="")
    )
    return found


register(GlossarySource(acronyms, words))
