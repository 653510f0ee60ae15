"""Other people's judged collections, searched as the portal's own pages are."""

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wagtail.models import Page

from .engines import Engine
from .indexing import printable
from .models import Entry, FacetValue, Passage
from .query import NAMES, build_query, name_key

# How many pages of an answer are scored.
DEPTH = 100
_BATCH = 500
_PATH_STEP = 4
# Nothing asks for the rows that these name.
_NEEDED = {"content_type_id": 1, "locale_id": 1}


class UnreadableError(Exception):
    """Says in words what a collection's file lacks."""


@dataclass(frozen=True)
class Text:
    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Answer:
    """What one query found: keys of texts, best first."""

    query: str
    found: list[str]
    seconds: float


def read_texts(path: Path) -> Iterator[Text]:
    """JSON, one text a line: `id` or `_id`, `title` if there is one, `text`."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            key = row["_id"] if "_id" in row else row["id"]
            yield Text(str(key), str(row.get("title") or ""), str(row["text"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UnreadableError(
                f"Line {number} of {path} is no text. Write it like this: "
                '{"id": "1", "title": "A title", "text": "What it says"}'
            ) from error


def write_texts(texts: Iterable[Text]) -> dict[int, str]:
    """Makes a page of each, with one passage; gives the texts' keys by the pages' ids.

    Only for tables that are an engine's own for the time (`Engine.apart`).
    """
    keys: dict[int, str] = {}
    batch: list[Text] = []
    for text in texts:
        batch.append(text)
        if len(batch) == _BATCH:
            keys |= _write(batch, len(keys))
            batch = []
    return keys | _write(batch, len(keys))


def _write(texts: list[Text], before: int) -> dict[int, str]:
    keys = {before + number: text.key for number, text in enumerate(texts, 1)}
    pages = dict(zip(keys, texts, strict=True))
    _page_rows(pages)
    Entry.objects.bulk_create(Entry(page_id=pk, kind="text", language="en") for pk in pages)
    names = {pk: name_key(text.title) for pk, text in pages.items()}
    FacetValue.objects.bulk_create(
        FacetValue(entry_id=pk, name=NAMES, value=name) for pk, name in names.items() if name
    )
    Passage.objects.bulk_create(
        Passage(
            page_id=pk,
            position=0,
            title=printable(text.title)[:255],
            # What a title is too long for stands before the text.
            text=printable(f"{text.title[255:]} {text.text}"),
            language="en",
        )
        for pk, text in pages.items()
    )
    return keys


def _page_rows(pages: dict[int, Text]) -> None:
    rows = [
        Page(
            pk=pk,
            path=f"{pk:0{_PATH_STEP * 3}d}",
            depth=3,
            title=text.title[:255] or text.key[:255],
            draft_title="",
            slug=f"text-{pk}",
            url_path=f"/text-{pk}/",
            live=True,
            **_NEEDED,
        )
        for pk, text in pages.items()
    ]
    Page.objects.bulk_create(rows)


def answers(engine: Engine, queries: Iterable[Text], keys: dict[int, str]) -> Iterator[Answer]:
    for query in queries:
        began = time.perf_counter()
        ranking = engine.search(build_query(query.text, size=DEPTH))
        seconds = time.perf_counter() - began
        found = [keys[ranked.page_id] for ranked in ranking.pages]
        yield Answer(query.key, found, seconds)


def run_lines(answer: Answer) -> Iterator[str]:
    """Query, text, rank and a score that falls with the rank, as scorers read them.

    A page's own score says nothing here: pages of all words stand before others that score more.
    """
    for rank, key in enumerate(answer.found, 1):
        yield f"{answer.query}\t{key}\t{rank}\t{1 / rank:.6f}\n"
