"""Notes of citations: what was classified from which words, and notes of several facts as one."""

import re
from collections.abc import Iterable
from copy import copy

from .models import Citation
from .sentences import sentences_of

_CLASSIFIED = "Classified by the portal from “{}”."
_CLASSIFICATION = re.compile(r"Classified by the portal from “([^”]+)”\.\s*")


def classified_from(words: str) -> str:
    """The note of a term of our lists that stands for a source's words."""
    return _CLASSIFIED.format(words)


def merged(alike: Iterable[Citation]) -> Citation:
    """Citations of several facts in one source as one: each thing said once."""
    citations = list(alike)
    one = copy(citations[0])
    one.stated = "; ".join(_once(citation.stated for citation in citations))
    one.note = _merged_notes([citation.note for citation in citations])
    names = {name for citation in citations for name in citation.named_sources}
    one.named_sources = tuple(sorted(names))
    return one


def _merged_notes(notes: list[str]) -> str:
    """The classified words in one sentence, then each sentence of the notes, once."""
    words = _once(found for note in notes for found in _CLASSIFICATION.findall(note))
    rest = [_closed(_CLASSIFICATION.sub("", note).strip()) for note in notes]
    told = _once(sentence for note in rest for sentence in sentences_of(note))
    classified = classified_from("”, “".join(words)) if words else ""
    return "\n".join(filter(None, (classified, " ".join(told))))


def _closed(note: str) -> str:
    """A note without its full stop would run into the next one."""
    return note if not note or note.endswith((".", "!", "?", "”", ")")) else f"{note}."


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, words)))
