"""Pages as the server gets them, read from the rows that every engine rests on."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wagtail.models import Page

from ...models import Entry, FacetValue, Passage
from ...visible_pages import visible_pages
from ...weights import WEIGHTS

# Tokenizers disagree about what joins two words ("12,000", "U.S."): the pipeline's parts are
# the same for all engines, and characters keep their places, which marks are set by.
_BETWEEN_WORDS = re.compile("[^\\w\u0300-\u036f]|_")
_BETWEEN_ASCII_WORDS = {n: " " for n in range(128) if not chr(n).isalnum()}
# Words beyond are found, and not marked.
_LONGEST_MARKED = 50_000

Document = dict[str, Any]


def documents(page_ids: Iterable[int]) -> dict[int, Document]:
    """What the index should hold of these pages; those that it should not hold are left out."""
    wanted = list(page_ids)
    entries = Entry.objects.filter(pk__in=wanted)
    visible = visible_pages(wanted)
    expiry = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "expire_at"))
    passages, facets = _passages(wanted), _facets(wanted)
    made = (
        {
            "page_id": entry.pk,
            "is_public": entry.pk in visible,
            "expire_at": _moment(expiry.get(entry.pk)),
            "date": entry.date,
            "reviewed": entry.reviewed,
            "facets": facets[entry.pk],
            "passages": [_described(passage) for passage in passages[entry.pk]],
        }
        for entry in entries
    )
    return {document["page_id"]: document | {"digest": _digest(document)} for document in made}


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _digest(document: Document) -> str:
    as_text = json.dumps(document, sort_keys=True).encode()
    return hashlib.sha256(as_text).hexdigest()[:32]


def _described(passage: Passage) -> Document:
    return {
        "position": passage.position,
        "is_minor": passage.is_minor,
        "all": [
            *[plain(passage.title)] * round(WEIGHTS.title),
            *[plain(passage.heading)] * round(WEIGHTS.heading),
            *[plain(passage.text)] * round(WEIGHTS.text),
        ],
        "heading": plain(passage.heading),
        "text": plain(passage.text[:_LONGEST_MARKED]),
    }


def plain(text: str) -> str:
    """Words with spaces between them, each where it stands in the text."""
    if text.isascii():
        return text.translate(_BETWEEN_ASCII_WORDS)
    return _BETWEEN_WORDS.sub(" ", text)


def _passages(page_ids: list[int]) -> defaultdict[int, list[Passage]]:
    of_page: defaultdict[int, list[Passage]] = defaultdict(list)
    for passage in Passage.objects.filter(page__in=page_ids).order_by("page", "position"):
        of_page[passage.page_id].append(passage)
    return of_page


def _facets(page_ids: list[int]) -> defaultdict[int, dict[str, list[str]]]:
    of_page: defaultdict[int, dict[str, list[str]]] = defaultdict(dict)
    rows = FacetValue.objects.filter(entry__in=page_ids).order_by("entry", "name", "value")
    for entry, name, value in rows.values_list("entry", "name", "value"):
        of_page[entry].setdefault(name, []).append(value)
    return of_page
