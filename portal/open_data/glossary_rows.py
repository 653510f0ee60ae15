"""The glossary as a file: a row for each meaning of a term."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.glossary.entries import Acronym, entries
from portal.glossary.models import GlossaryTerm


@dataclass(frozen=True)
class Meaning:
    """In the whole field, or at one program that uses the letters in its own way."""

    term: str
    page: str
    stands_for: str = ""
    text: str = ""
    also_written: str = ""
    used_by: str = ""
    place: str = ""
    sources: list[str] = field(default_factory=list)


def meanings() -> Iterator[Meaning]:
    """In the order of the alphabet, the field's own meaning of a term first."""
    for entry in entries():
        if entry.own is not None:
            yield _of_the_field(entry.own)
        for acronym in entry.acronyms:
            yield _of_a_program(acronym)


def _of_the_field(term: GlossaryTerm) -> Meaning:
    return Meaning(
        term.term,
        term.get_absolute_url(),
        stands_for=term.expansion,
        text=term.meaning,
        also_written=term.also_written,
        sources=[term.source.key] if term.source else [],
    )


def _of_a_program(acronym: Acronym) -> Meaning:
    return Meaning(
        acronym.term,
        acronym.page.url,
        stands_for=acronym.expansion.value,
        used_by=acronym.page.title,
        place=acronym.place,
        sources=acronym.expansion.source_keys.split(),
    )
