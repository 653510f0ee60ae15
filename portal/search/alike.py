"""Other pages like one: what they share, and how rare that is, by the words and facets of search.

The database answers, so it is the same whichever engine searches and whether or not that is up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.database_state import Answers, shelf

from .declaration import registry
from .facets import CityFacet, TopicFacet
from .query import name_key
from .stop_words import ENGLISH
from .visibility import HIDDEN_SUBTREES, VISIBLE_PAGE

MOST = 4
# What more pages share says little, and is not worth reading.
COMMON = 200
MOST_WORDS = 8
SHORTEST_WORD = 4
MODEL, WORD = "model", "word"
# How much a shared value counts beside a topic, before its rareness.
WEIGHTS = {TopicFacet.name: 1.0, CityFacet.name: 0.5, MODEL: 0.25, WORD: 1.0}
# Without a topic or a word in common, pages are not alike.
TELLING = (TopicFacet.name, WORD)
# Every page leads to its city; lists and texts about the portal are about everything.
LEFT_OUT = ("city", "list", "text")
# Pages kept for one state of the database.
MOST_KEPT = 512

# What is shared, with how many pages have it; comes after `own(name, value)`.
COUNTED = f"""
    counted AS (
        SELECT own.name, own.value, (
            SELECT COUNT(*) FROM (
                SELECT 1 AS one FROM search_facetvalue other
                WHERE other.name = own.name AND other.value = own.value LIMIT {COMMON + 1}
            ) few
        ) AS pages FROM own
    )
"""  # noqa: S608  # words of our own
_LIKE = f"""
    WITH {HIDDEN_SUBTREES},
    own AS (
        SELECT name, value FROM search_facetvalue
        WHERE entry_id = %(page)s AND name IN ({{facets}})
    ),
    {COUNTED},
    shared AS MATERIALIZED (
        SELECT held.entry_id, held.name, held.value, CASE held.name {{weights}} END / (pages + 4)
            AS weight
        FROM counted JOIN search_facetvalue held
            ON held.name = counted.name AND held.value = counted.value
        WHERE pages <= {COMMON} AND held.entry_id <> %(page)s
        {{words}}
    ),
    alike AS (
        SELECT entry_id, SUM(weight) / (8 + (
            SELECT COUNT(*) FROM search_facetvalue topic
            WHERE topic.entry_id = shared.entry_id AND topic.name = %(topic)s
        )) AS score FROM shared GROUP BY entry_id
        HAVING SUM(CASE WHEN name IN ({{telling}}) THEN 1 ELSE 0 END) > 0
    ),
    best AS MATERIALIZED (
        SELECT page.id, page.title, page.url_path, entry.kind, entry.place, entry.status, score
        FROM alike
        JOIN search_entry entry ON entry.page_id = alike.entry_id
        JOIN wagtailcore_page page ON page.id = alike.entry_id
        WHERE {VISIBLE_PAGE} AND entry.kind NOT IN ({{left_out}})
        ORDER BY score DESC, page.id LIMIT {MOST}
    )
    SELECT best.id, best.title, url_path, kind, place, status, shared.name, shared.value,
        topic.name, topic.code
    FROM best JOIN shared ON shared.entry_id = best.id
    LEFT JOIN taxonomy_topic topic ON shared.name = %(topic)s AND topic.slug = shared.value
    ORDER BY score DESC, best.id, weight DESC, shared.value
"""  # noqa: S608  # words of our own
_WORD = f"""
    UNION ALL SELECT held.entry_id, '{WORD}', %(name_{{number}})s,
        {WEIGHTS[WORD]} / (4 + (
            SELECT COUNT(*) FROM (
                SELECT 1 AS one FROM search_nameword other
                WHERE other.word = %(word_{{number}})s LIMIT {COMMON + 1}
            ) few
        ))
    FROM (
        SELECT entry_id FROM search_nameword
        WHERE word = %(word_{{number}})s AND distance < 2 AND entry_id <> %(page)s
        LIMIT {COMMON}
    ) held
"""  # noqa: S608  # words of our own


class _Row(NamedTuple):
    """A page with one thing that it shares."""

    page_id: int
    title: str
    url_path: str
    kind: str
    place: str
    status: str
    name: str
    value: str
    topic: str | None
    # Its number: 4.2 is a part of 4.
    code: str | None


@dataclass(frozen=True)
class Alike:
    kind: str | Promise
    title: str
    url: str
    place: str
    status: str
    status_label: str | Promise
    reason: str


def pages_like(page: Page, without_kind: str = "") -> list[Alike]:
    """Up to four others that everybody may read, the most alike first; one query, then kept."""
    if page.pk is None:
        return []
    kept = shelf("pages like one", lambda: Answers(MOST_KEPT))
    if kept is None:
        return _find(page, without_kind)
    return kept.get((page.pk, page.title, without_kind), lambda: _find(page, without_kind))


def _find(page: Page, without_kind: str) -> list[Alike]:
    return read(*_statement(page, without_kind))


def read(statement: str, parameters: Mapping[str, Any]) -> list[Alike]:
    """Of a statement that answers with what `_Row` names, those of each page together."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = [_Row(*row) for row in cursor.fetchall()]
    return [_alike(list(of_page)) for _page_id, of_page in groupby(rows, lambda row: row.page_id)]


def _statement(page: Page, without_kind: str) -> tuple[str, dict[str, Any]]:
    parameters: dict[str, Any] = {"page": page.pk, "topic": TopicFacet.name}
    words = _telling_words(page.title)
    for number, word in enumerate(words):
        parameters[f"name_{number}"] = word
        parameters[f"word_{number}"] = word.encode()
    left_out = [*LEFT_OUT, without_kind]
    parameters |= {f"kind_{number}": kind for number, kind in enumerate(left_out)}
    statement = _LIKE.format(
        facets=_quoted([name for name in WEIGHTS if name != WORD]),
        telling=_quoted(TELLING),
        weights=" ".join(f"WHEN '{name}' THEN {weight}" for name, weight in WEIGHTS.items()),
        words="".join(_WORD.format(number=number) for number in range(len(words))),
        left_out=", ".join(f"%(kind_{number})s" for number in range(len(left_out))),
    )
    return statement, parameters


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _telling_words(title: str) -> list[str]:
    words = (word for word in set(name_key(title).split()) if len(word) >= SHORTEST_WORD)
    return sorted(word for word in words if word not in ENGLISH and not word.isdecimal())[
        :MOST_WORDS
    ]


def _alike(rows: Sequence[_Row]) -> Alike:
    """One page of all that it shares, the rarest first."""
    first = rows[0]
    source = registry.for_kind(first.kind)
    return Alike(
        source.label if source else "",
        first.title,
        Page(url_path=first.url_path).get_url() or "",
        first.place,
        first.status,
        source.status_label(first.status) if source and first.status else "",
        _reason(rows),
    )


def _reason(rows: Sequence[_Row]) -> str:
    """The two rarest of what tells most."""
    codes = [row.code for row in rows if row.code]
    topics = [row.topic for row in rows if row.topic and not _has_part(row.code or "", codes)]
    if topics:
        return _("also about: %(topics)s") % {"topics": "; ".join(topics[:2])}
    words = [f"“{row.value}”" for row in rows if row.name == WORD]
    return _("both names hold %(words)s") % {"words": get_text_list(words[:2], _("and"))}


def _has_part(code: str, codes: Sequence[str]) -> bool:
    return any(other.startswith(f"{code}.") for other in codes)
