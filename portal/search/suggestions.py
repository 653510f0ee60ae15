"""What somebody may mean who has typed the beginning of a name: pages by their names, parts of
pages that have an address of their own, topics.

Asked of the database alone, whichever engine searches, and only of what everybody may see now.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.taxonomy.models import Topic

from .declaration import registry
from .facets import TopicFacet
from .models import Entry
from .name_words import holds_all, typed_words
from .query import NAMES, Chosen, name_key
from .visibility import HIDDEN_SUBTREES, VISIBLE_PAGE

MOST, MOST_TOPICS, MOST_PARTS = 8, 3, 3
# Of one kind, as long as others have something too.
OF_A_KIND = 3
# Two letters may begin a word of every page: so many are looked at, the nearest first.
CANDIDATES = 500

# A name that begins as typed comes first, then one that goes on so, then one that holds the
# words here and there, then what is only in such a place.
_PAGES = f"""
    WITH {HIDDEN_SUBTREES},
    held AS ({{held}}),
    named AS (
        SELECT entry_id, SUM(distance) AS distance, MAX(distance) AS farthest FROM held
        GROUP BY entry_id HAVING COUNT(*) = %(words)s
        ORDER BY distance, entry_id LIMIT {CANDIDATES}
    ),
    found AS (
        SELECT entry.page_id, entry.kind, page.title, COALESCE(
            (
                SELECT MIN(CASE WHEN substr(name.value, 1, %(length)s) = %(key)s THEN 0 ELSE 1 END)
                FROM search_facetvalue name
                WHERE name.entry_id = entry.page_id AND name.name = %(names)s
                    AND ' ' || name.value LIKE %(within)s
            ),
            CASE WHEN farthest < 2 THEN 2 ELSE 3 END
        ) AS distance
        FROM named
        JOIN search_entry entry ON entry.page_id = named.entry_id
        JOIN wagtailcore_page page ON page.id = entry.page_id
        WHERE {VISIBLE_PAGE} {{narrowed}}
    ),
    ordered AS (
        SELECT found.*, ROW_NUMBER() OVER (
            PARTITION BY kind ORDER BY distance, length(title), title, page_id
        ) AS place FROM found
    )
    SELECT page_id FROM ordered
    ORDER BY CASE WHEN place <= {OF_A_KIND} THEN 0 ELSE 1 END, distance, place, kind
    LIMIT {MOST}
"""  # noqa: S608  # words of our own
_HELD = """
    SELECT entry_id, MIN(distance) AS distance FROM search_nameword
    WHERE word >= %(from_{number})s AND word < %(before_{number})s GROUP BY entry_id
"""
_NARROWED = """
    AND EXISTS (
        SELECT 1 FROM search_facetvalue chosen WHERE chosen.entry_id = entry.page_id
            AND chosen.name = %(facet_{number})s AND chosen.value IN ({values})
    )
"""
# Parts of pages that answer at an address of their own, such as the metrics of the dictionary.
_PARTS = f"""
    WITH {HIDDEN_SUBTREES}
    SELECT passage.heading, passage.path, page.url_path, entry.kind
    FROM search_passage passage
    JOIN search_entry entry ON entry.page_id = passage.page_id
    JOIN wagtailcore_page page ON page.id = passage.page_id
    WHERE passage.path > '' AND {VISIBLE_PAGE} {{narrowed}}
    ORDER BY passage.page_id, passage.position
"""  # noqa: S608  # words of our own
# On at least one page.
_TOPICS = f"""
    WITH {HIDDEN_SUBTREES}
    SELECT topic.id FROM taxonomy_topic topic WHERE EXISTS (
        SELECT 1 FROM search_facetvalue held JOIN wagtailcore_page page ON page.id = held.entry_id
        WHERE held.name = %s AND held.value = topic.slug AND {VISIBLE_PAGE}
    )
"""  # noqa: S608  # words of our own


@dataclass(frozen=True)
class Suggestion:
    label: str | Promise
    title: str
    url: str
    # Tells it from others of the same name: where it is, and that it has ended.
    note: str = ""


@dataclass(frozen=True)
class Group:
    label: str | Promise
    suggestions: tuple[Suggestion, ...]


def suggestions(text: str, chosen: Chosen = ()) -> list[Group]:
    """At most eight in all, grouped by kind; none for what is no beginning of a name.

    `chosen` are facets with values that pages must have; topics have none.
    """
    words = typed_words(text)
    if not words:
        return []
    others = [*_parts(words, chosen), *([] if chosen else _topics(words))]
    pages = _pages(words, name_key(text), chosen)[: MOST - len(others)]
    return [*_grouped(pages), *_grouped(others)]


def _grouped(found: Sequence[Suggestion]) -> list[Group]:
    """Each kind where its best stands."""
    kinds = list(dict.fromkeys(each.label for each in found))
    by_kind = sorted(found, key=lambda each: kinds.index(each.label))
    return [Group(kind, tuple(group)) for kind, group in groupby(by_kind, lambda each: each.label)]


def _pages(words: Sequence[str], key: str, chosen: Chosen) -> list[Suggestion]:
    # A key has letters, digits and spaces only, so nothing in it is a sign of LIKE.
    parameters: dict[str, Any] = {
        "words": len(words),
        "names": NAMES,
        "key": key,
        "length": len(key),
        "within": f"% {key}%",
    }
    for number, word in enumerate(words):
        parameters[f"from_{number}"] = word.encode()
        # No letter is written with this byte.
        parameters[f"before_{number}"] = word.encode() + b"\xff"
    held = " UNION ALL ".join(_HELD.format(number=number) for number in range(len(words)))
    narrowed = "".join(_narrowed(chosen, parameters))
    with connection.cursor() as cursor:
        cursor.execute(_PAGES.format(held=held, narrowed=narrowed), parameters)
        page_ids = [row[0] for row in cursor.fetchall()]
    entries = Entry.objects.select_related("page").in_bulk(page_ids)
    return [_of_page(entries[page_id]) for page_id in page_ids if page_id in entries]


def _narrowed(chosen: Chosen, parameters: dict[str, Any]) -> Iterable[str]:
    for number, (facet, values) in enumerate(chosen):
        parameters[f"facet_{number}"] = facet
        names = [f"value_{number}_{place}" for place in range(len(values))]
        parameters.update(zip(names, values, strict=True))
        yield _NARROWED.format(number=number, values=", ".join(f"%({name})s" for name in names))


def _of_page(entry: Entry) -> Suggestion:
    source = registry.for_kind(entry.kind)
    title = str(entry.page.title)
    status = source.status_label(entry.status) if source and entry.status else ""
    notes = ("" if entry.place == title else entry.place, status)
    return Suggestion(
        source.label if source else "",
        title,
        entry.page.get_url() or "",
        " · ".join(note for note in notes if note),
    )


def _parts(words: Sequence[str], chosen: Chosen) -> list[Suggestion]:
    parameters: dict[str, Any] = {}
    narrowed = "".join(_narrowed(chosen, parameters))
    with connection.cursor() as cursor:
        cursor.execute(_PARTS.format(narrowed=narrowed), parameters)
        rows = [row for row in cursor.fetchall() if holds_all(row[0], words)]
    rows.sort(key=lambda row: not _begins(row[0], words))
    return [_of_part(*row) for row in rows[:MOST_PARTS]]


def _of_part(name: str, path: str, url_path: str, kind: str) -> Suggestion:
    source = registry.for_kind(kind)
    label = (source.label_of_parts or source.label) if source else ""
    return Suggestion(label, name, f"{Page(url_path=url_path).get_url() or ''}{path}")


def _topics(words: Sequence[str]) -> list[Suggestion]:
    with connection.cursor() as cursor:
        cursor.execute(_TOPICS, [TopicFacet.row_name()])
        used = [row[0] for row in cursor.fetchall()]
    topics = [each for each in Topic.objects.filter(pk__in=used) if holds_all(each.name, words)]
    topics.sort(key=lambda topic: not _begins(topic.name, words))
    return [
        Suggestion(_("Topic"), topic.name, topic.get_absolute_url())
        for topic in topics[:MOST_TOPICS]
    ]


def _begins(name: str, words: Sequence[str]) -> bool:
    return name_key(name).startswith(words[0])
