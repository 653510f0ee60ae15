"""Takes scores of pages apart; those of engines inside the database by their own statement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from ..models import FacetValue
from ..query import NAMES, SearchQuery
from .explanation import PageScores, Share
from .ranking import Matching

_SCORES = """
    WITH {matched} SELECT page_id, passage_id, term, score FROM matched WHERE page_id IN ({pages})
"""

# Of a passage, what each term adds; a number below 0 is of words that are close together.
Terms = dict[int, float]


def page_scores(
    query: SearchQuery, matching: Matching, page_ids: Sequence[int]
) -> dict[int, PageScores]:
    """Pages that hold nothing of what is matched are left out."""
    marks = {f"page_{number}": page_id for number, page_id in enumerate(page_ids)}
    statement = _SCORES.replace("{matched}", matching.matched).replace(
        "{pages}", ", ".join(f"%({name})s" for name in marks)
    )
    passages: dict[int, dict[int, Terms]] = defaultdict(lambda: defaultdict(dict))
    with connection.cursor() as cursor:
        cursor.execute(statement, {**matching.parameters, **marks})
        for page_id, passage_id, term, score in cursor.fetchall():
            passages[page_id][passage_id][term] = float(score)
    named = named_as(query, page_ids)
    return {page: scores_of_page(found, page in named) for page, found in passages.items()}


def named_as(query: SearchQuery, page_ids: Iterable[int]) -> set[int]:
    """Of these pages those that are called just what was asked for."""
    named = FacetValue.objects.filter(name=NAMES, value=query.name, entry__in=list(page_ids))
    return set(named.values_list("entry", flat=True))


def scores_of_page(passages: Mapping[int, Terms], is_named: bool, lift: float = 0.0) -> PageScores:
    """As every engine adds: each term where it counts most, and all terms of the best passage."""
    best = min(passages, key=lambda passage: (-sum(passages[passage].values()), passage))
    anywhere: Terms = {}
    for terms in passages.values():
        for term, score in terms.items():
            anywhere[term] = max(score, anywhere.get(term, score))
    shares = {
        term: Share(passages[best].get(term, 0.0), score)
        for term, score in anywhere.items()
        if term >= 0
    }
    close = Share(_of_neighbours(passages[best]), _of_neighbours(anywhere))
    return PageScores(shares, close, is_named, best, lift, frozenset(passages))


def _of_neighbours(terms: Terms) -> float:
    return sum(score for term, score in terms.items() if term < 0)
