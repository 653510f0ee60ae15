"""The server's answer as every engine gives it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...models import Passage
from ...query import SearchQuery
from ..base import (
    EXCERPTS_PER_PAGE,
    MARK_START,
    Excerpt,
    RankedPage,
    Ranking,
    best,
    excerpt,
    plain_excerpt,
)
from ..database import EXCERPT_WORDS
from ..explanation import Explanation
from ..marking import Span, Tokens, fold, marked, tokens
from .documents import plain
from .question import ALL_WORDS, BEST, CLOSED, OPENED, WITH_ALL

# Every other part between them was found.
_MARKS = re.compile(f"[{OPENED}{CLOSED}]")
_WORD = re.compile(r"\S+")

Answer = Mapping[str, Any]
# Of a passage: "passages.heading" and "passages.text" in marks, where any word is in it.
Highlights = Mapping[str, list[str]]


def page_ids(answer: Answer) -> list[int]:
    return [int(hit["_id"]) for hit in answer["hits"]["hits"]]


def total(answer: Answer) -> int:
    return int(answer["hits"]["total"]["value"])


def holding_all(answer: Answer) -> dict[int, bool]:
    """Of each page whether it holds all words."""
    hits = answer["hits"]["hits"]
    return {int(hit["_id"]): ALL_WORDS in hit.get("matched_queries", ()) for hit in hits}


def ranking(query: SearchQuery, answer: Answer, explanations: Mapping[int, Explanation]) -> Ranking:
    hits = answer["hits"]["hits"]
    excerpts = _excerpts({int(hit["_id"]): dict(_passages(hit)) for hit in hits})
    pages = tuple(
        RankedPage(
            page_id=int(hit["_id"]),
            holds_all_words=not query.terms or ALL_WORDS in hit.get("matched_queries", ()),
            excerpts=excerpts[int(hit["_id"])],
            score=float(hit.get("_score") or 0.0),
            explanation=explanations.get(int(hit["_id"])),
        )
        for hit in hits
    )
    how_many = total(answer)
    counts = answer.get("aggregations", {})
    with_all = int(counts[WITH_ALL]["doc_count"]) if query.terms else how_many
    facets = {
        name: {bucket["key"]: bucket["doc_count"] for bucket in counts[name]["values"]["buckets"]}
        for name in query.counted
    }
    return Ranking(pages, how_many, with_all, query.page, facets)


def _passages(hit: Answer) -> Iterator[tuple[int, Highlights]]:
    """Positions of the passages that answer best, each with its heading and text in marks."""
    for inner in hit.get("inner_hits", {}).get(BEST, {"hits": {"hits": []}})["hits"]["hits"]:
        yield int(inner["fields"]["passages.position"][0]), inner.get("highlight", {})


def _excerpts(found: Mapping[int, Mapping[int, Highlights]]) -> dict[int, tuple[Excerpt, ...]]:
    """Words are the database's, also where the server has not been told of a change yet."""
    positions = {0, *(position for passages in found.values() for position in passages)}
    rows = Passage.objects.filter(page__in=list(found), position__in=positions).order_by()
    known = {
        (page, position): (pk, text)
        for page, position, pk, text in rows.values_list("page", "position", "pk", "text")
    }
    made = {
        page: best(
            [
                _excerpt(*known[page, position], passages[position])
                for position in _shown(passages)
                if (page, position) in known
            ]
        )
        for page, passages in found.items()
    }
    return {page: excerpts or _beginning(known.get((page, 0))) for page, excerpts in made.items()}


def _shown(passages: Mapping[int, Highlights]) -> list[int]:
    """As `best` chooses, so that none is cut and marked for nothing."""
    return [position for position, highlights in passages.items() if highlights][
        :EXCERPTS_PER_PAGE
    ] or list(passages)


def _beginning(first: tuple[int, str] | None) -> tuple[Excerpt, ...]:
    return (plain_excerpt(*first, EXCERPT_WORDS),) if first else ()


def _excerpt(passage_id: int, text: str, highlights: Highlights) -> Excerpt:
    text_tokens = tokens(text)
    in_text = "".join(highlights.get("passages.text", []))
    found = list(_spans(text_tokens, in_text))
    heading = "".join(highlights.get("passages.heading", [])).replace(OPENED, MARK_START)
    return excerpt(passage_id, heading, marked(text_tokens, found, EXCERPT_WORDS))


def _spans(text_tokens: Tokens, in_marks: str) -> Iterator[Span]:
    """Tokens of the text that stand where the index has marked the same text.

    Where the text has changed since, the same words are marked wherever they stand now.
    """
    if not in_marks:
        return
    known = plain(text_tokens.text)
    # OpenSearch gives a text without the spaces at its ends.
    before = len(known) - len(known.lstrip())
    unmarked = in_marks.replace(OPENED, "").replace(CLOSED, "")
    if known.startswith(unmarked.strip(), before):
        starts = {before + place for place in _marked_places(in_marks.lstrip(" "))}
        for number, (start, end) in enumerate(text_tokens.places):
            if start in starts:
                yield Span(number, number + 1, (fold(text_tokens.text[start:end]),))
    else:
        words = _marked_words(in_marks)
        for number, word in enumerate(text_tokens.words):
            if word in words:
                yield Span(number, number + 1, (word,))


def _marked_words(in_marks: str) -> set[str]:
    parts = (part.split(CLOSED)[0] for part in in_marks.split(OPENED)[1:])
    return {word for part in parts for word in tokens(part).words}


def _marked_places(in_marks: str) -> Iterator[int]:
    """Where a marked word begins in the text without marks; a mark may hold several words."""
    place = 0
    for number, part in enumerate(_MARKS.split(in_marks)):
        if number % 2:
            yield from (place + word.start() for word in _WORD.finditer(part))
        place += len(part)
