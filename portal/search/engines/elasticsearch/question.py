"""A reader's query in the server's words. Nothing that was typed is syntax: all are values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.aggs import Filter, Terms
from elasticsearch.dsl.query import Query

from ...query import NAMES, NEWEST, RELEVANCE, REVIEWED, Phrase, SearchQuery, Term
from ...weights import NEIGHBOURS_APART, Weights
from ..base import EXCERPTS_PER_PAGE
from ..ranking import NEIGHBOURS

ALL_WORDS, BEST, WITH_ALL = "all words", "best", "with all"
# Round what was found. No letters, so no text has them; no control characters, because
# OpenSearch takes those off a text's ends.
OPENED, CLOSED = "\ue000", "\ue001"
# More values than any facet has.
_MOST_VALUES = 5_000
# As many as a server gives of one page.
_MOST_SCORES = 100
# More than any page's score for one term: what has all terms stands before what has not. No
# more than needed, because scores have seven digits.
_LIFT_PER_TERM = 500
_LATEST_FIRST = {"order": "desc"}
# After the score; what has no date comes last.
_ORDERS: dict[str, list[Any]] = {
    RELEVANCE: [],
    NEWEST: [{"date": _LATEST_FIRST}],
    REVIEWED: [{"reviewed": _LATEST_FIRST}],
}


def question(query: SearchQuery, weights: Weights, hidden: Sequence[int]) -> dict[str, Any]:
    """The body of a search. `Search` of the library copies itself with each of its parts, which
    takes longer than all else here.
    """
    looked_for = _with_words(query, weights, hidden) if query.terms else _all(hidden)
    chosen = {name: Q("terms", **{_field(name): list(values)}) for name, values in query.chosen}
    body = {
        "query": looked_for.to_dict(),
        "sort": ["_score", *_ORDERS[query.order], "page_id"],
        "from": query.offset,
        "size": query.size,
        "_source": False,
        "track_total_hits": True,
        "aggs": dict(_counts(query, chosen)),
    }
    # After counting, so that a facet's own choice is left out of its counts.
    return body | {"post_filter": _every(chosen.values()).to_dict()} if chosen else body


def _counts(query: SearchQuery, chosen: Mapping[str, Query]) -> Iterator[tuple[str, Any]]:
    if query.terms:
        holding_all = _every([_has_all(query), *chosen.values()])
        yield WITH_ALL, Filter(filter=holding_all).to_dict()
    for name in query.counted:
        others = [narrowing for other, narrowing in chosen.items() if other != name]
        yield name, _counted(name, others) if others else _all_counted(name)


def _counted(name: str, others: Sequence[Query]) -> dict[str, Any]:
    """A facet's values, on the pages that the choices of other facets leave."""
    narrowed = Filter(filter=_every(others))
    narrowed.bucket("values", Terms(field=_field(name), size=_MOST_VALUES))
    body: dict[str, Any] = narrowed.to_dict()
    return body


@cache
def _all_counted(name: str) -> dict[str, Any]:
    """Most searches choose nothing, and ask this of every facet. Whoever gets it only reads it."""
    return _counted(name, [])


def lift_of(query: SearchQuery) -> float:
    """Added for all words, and once more for the name."""
    return _LIFT_PER_TERM * len(query.terms)


def parts(query: SearchQuery, weights: Weights, page_ids: Sequence[int]) -> dict[str, Any]:
    """Of these pages, what each passage scores for each term: inner hits, named by its number.

    Those of NEIGHBOURS are for words that are close to one another.
    """
    looked_for = dict(enumerate(_term(term, weights) for term in query.terms))
    if query.neighbours:
        looked_for[NEIGHBOURS] = _any(list(_neighbours(query, weights)))
    nested = [
        _anywhere(_weighed(part, weights), inner_hits=_scores_of_passages(str(number)))
        for number, part in looked_for.items()
    ]
    these = Q("terms", page_id=list(page_ids))
    looked_at = Q("bool", filter=[these], should=nested)
    return {"query": looked_at.to_dict(), "size": len(page_ids), "_source": False}


def _scores_of_passages(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "size": _MOST_SCORES,
        "_source": False,
        "docvalue_fields": ["passages.position"],
    }


def _field(name: str) -> str:
    return f"facets.{name}"


def _every(queries: Iterable[Query]) -> Query:
    return Q("bool", filter=list(queries)) if queries else Q("match_all")


def _seen(hidden: Sequence[int]) -> dict[str, list[Query]]:
    """Pages that readers may see as far as the index knows, without those known to be gone."""
    is_over = Q("range", expire_at={"lte": datetime.now(UTC).isoformat()})
    gone = [Q("terms", page_id=list(hidden))] if hidden else []
    return {"filter": [Q("term", is_public=True)], "must_not": [is_over, *gone]}


def _all(hidden: Sequence[int]) -> Query:
    return Q("bool", **_seen(hidden))


def _with_words(query: SearchQuery, weights: Weights, hidden: Sequence[int]) -> Query:
    """Adds to the best passage the best score of each word anywhere on the page.

    In other orders than by relevance only the words' being there counts, so that what decides
    next is the date.
    """
    terms = [_term(term, weights) for term in query.terms]
    near = list(_neighbours(query, weights))
    best = Q(
        "nested",
        path="passages",
        score_mode="max",
        query=_weighed(_any([*terms, *near]), weights),
        inner_hits=_best_passages(),
    )
    anywhere = [_anywhere(_weighed(term, weights)) for term in terms]
    lift = lift_of(query)
    lifted = [_constant(_has_all(query), lift, ALL_WORDS)]
    if query.order == RELEVANCE:
        close = [_anywhere(_weighed(_any(near), weights))] if near else []
        is_named = _constant(_is_named(query), lift)
        return Q(
            "bool", must=[_any(anywhere)], should=[best, *close, *lifted, is_named], **_seen(hidden)
        )
    return Q("bool", must=[_constant(best, 0)], should=lifted, **_seen(hidden))


def _has_all(query: SearchQuery) -> Query:
    """A page whose name was asked for is what was asked for, whatever else it holds."""
    held = _every(_anywhere(_words(term)) for term in query.terms)
    return _any([_is_named(query), held])


def _is_named(query: SearchQuery) -> Query:
    return Q("term", **{_field(NAMES): query.name})


def _anywhere(in_passage: Query, **options: Any) -> Query:
    return Q("nested", path="passages", score_mode="max", query=in_passage, **options)


def _weighed(in_passage: Query, weights: Weights) -> Query:
    is_minor = Q("term", passages__is_minor=True)
    return Q("boosting", positive=in_passage, negative=is_minor, negative_boost=weights.minor)


def _term(term: Term, weights: Weights) -> Query:
    typed = _any(map(_phrase, term.phrases))
    if not term.looser:
        return typed
    looser = _any(map(_phrase, term.looser))
    looser.boost = weights.looser
    return Q("dis_max", queries=[typed, looser])


def _words(term: Term) -> Query:
    return _any(map(_phrase, (*term.phrases, *term.looser)))


def _phrase(phrase: Phrase) -> Query:
    return Q("match_phrase", passages__all={"query": " ".join(phrase)})


def _neighbours(query: SearchQuery, weights: Weights) -> Iterator[Query]:
    for pair in query.neighbours:
        words = [word for number in pair for word in query.terms[number].phrases[0]]
        near = {"query": " ".join(words), "slop": NEIGHBOURS_APART, "boost": weights.neighbours}
        yield Q("match_phrase", passages__all=near)


def _any(queries: Iterable[Query]) -> Query:
    return Q("bool", should=list(queries), minimum_should_match=1)


def _constant(narrowing: Query, score: float, name: str | None = None) -> Query:
    named = {"_name": name} if name else {}
    return Q("constant_score", filter=narrowing, boost=score, **named)


def _best_passages() -> dict[str, Any]:
    whole = {"number_of_fragments": 0, "require_field_match": False}
    return {
        "name": BEST,
        # One more, because that of a page's title may hold no word itself.
        "size": EXCERPTS_PER_PAGE + 1,
        "_source": False,
        "docvalue_fields": ["passages.position"],
        "highlight": {
            "pre_tags": [OPENED],
            "post_tags": [CLOSED],
            "fields": {"passages.heading": whole, "passages.text": whole},
        },
    }
