"""The server's scores taken apart, from the parts of the question that it was told to name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from ...batches import batches
from ...models import Passage
from ...query import SearchQuery
from ...weights import Weights
from ..explanation import PageScores, Share
from .question import (
    ALL_WORDS,
    ANYWHERE,
    BEST,
    IN_BEST,
    IS_MINOR,
    IS_NAMED,
    NEAR_ANYWHERE,
    NEAR_IN_BEST,
)

Answer = Mapping[str, Any]
# The server takes words apart up to a limit of its own.
_WORDS_AT_ONCE = 5_000


def page_scores(query: SearchQuery, answer: Answer, weights: Weights) -> dict[int, PageScores]:
    hits = {int(hit["_id"]): hit for hit in answer["hits"]["hits"]}
    passages: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Passage.objects.filter(page__in=list(hits)).order_by()
    for page_id, position, pk in rows.values_list("page", "position", "pk"):
        passages[page_id][position] = pk
    return {page: _scores(query, hit, passages[page], weights) for page, hit in hits.items()}


def _scores(
    query: SearchQuery, hit: Answer, passages: Mapping[int, int], weights: Weights
) -> PageScores:
    anywhere: Mapping[str, float] = hit["matched_queries"]
    best = hit["inner_hits"][BEST]["hits"]["hits"][0]
    in_best: Mapping[str, float] = best["matched_queries"]
    # The best passage's parts are told before it is held against it that it only names others.
    counts = weights.minor if IS_MINOR in in_best else 1.0
    shares = {
        number: Share(
            counts * in_best.get(f"{IN_BEST} {number}", 0.0),
            anywhere.get(f"{ANYWHERE} {number}", 0.0),
        )
        for number in range(len(query.terms))
    }
    close = Share(
        counts * sum(score for name, score in in_best.items() if name.startswith(NEAR_IN_BEST)),
        anywhere.get(f"{NEAR_ANYWHERE} 0", 0.0),
    )
    return PageScores(
        shares,
        close,
        IS_NAMED in anywhere,
        passages.get(int(best["fields"]["passages.position"][0])),
        anywhere.get(ALL_WORDS, 0.0) + anywhere.get(IS_NAMED, 0.0),
        frozenset(passages.values()),
    )


def stems(client: Any, index: str, words: Sequence[str]) -> dict[str, str]:
    """As the index's analyzer makes them; a word that it takes for several has its first's."""
    found: dict[str, str] = {}
    for some in batches(words, _WORDS_AT_ONCE):
        body = {"analyzer": "words", "text": list(some)}
        # Places count in halves of characters, with one between two texts.
        sizes = (len(word.encode("utf-16-le")) // 2 + 1 for word in some)
        begun = dict(zip(accumulate(sizes, initial=0), some, strict=False))
        for token in client.indices.analyze(index=index, body=body).body["tokens"]:
            if token["start_offset"] in begun:
                found[begun[token["start_offset"]]] = str(token["token"])
    return found
