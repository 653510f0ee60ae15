"""The same question as an engine's own statement asks, for answers that come from elsewhere."""

from collections.abc import Iterable

from django.db import connection

from .batches import batches
from .visibility import HIDDEN_SUBTREES, VISIBLE_PAGE

_VISIBLE = f"""
    WITH {HIDDEN_SUBTREES}
    SELECT page.id FROM wagtailcore_page page WHERE page.id IN ({{marks}}) AND {VISIBLE_PAGE}
"""  # noqa: S608  # words of our own
# Pages whose change the server may not know yet, and that readers may not see any more.
_HIDDEN_MEANWHILE = f"""
    WITH {HIDDEN_SUBTREES}
    SELECT waiting.page_id FROM search_outgoing waiting
    LEFT JOIN wagtailcore_page page ON page.id = waiting.page_id
    WHERE waiting.is_pending AND (page.id IS NULL OR NOT ({VISIBLE_PAGE}))
    LIMIT %s
"""  # noqa: S608  # words of our own


def visible_pages(page_ids: Iterable[int]) -> set[int]:
    wanted, found = list(page_ids), set[int]()
    for part in batches(wanted):
        with connection.cursor() as cursor:
            marks = ", ".join(["%s"] * len(part))
            cursor.execute(_VISIBLE.format(marks=marks), part)
            found |= {row[0] for row in cursor.fetchall()}
    return found


def hidden_meanwhile(at_most: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_HIDDEN_MEANWHILE, [at_most])
        return [row[0] for row in cursor.fetchall()]
