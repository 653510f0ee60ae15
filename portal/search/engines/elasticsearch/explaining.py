"""The server's scores taken apart: what each passage scores for each word, asked once more."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from ...batches import batches
from ...models import Passage
from ...query import SearchQuery
from ..explaining import Terms, named_as, scores_of_page
from ..explanation import PageScores
from .question import lift_of

Answer = Mapping[str, Any]
# The server takes words apart up to a limit of its own.
_WORDS_AT_ONCE = 5_000


def page_scores(
    query: SearchQuery, answer: Answer, holding_all: Mapping[int, bool]
) -> dict[int, PageScores]:
    """`answer` is that to `question.parts`. Passages that are gone meanwhile are left out."""
    lift, named = lift_of(query), named_as(query, holding_all)
    found = {int(hit["_id"]): _passages(hit) for hit in answer["hits"]["hits"]}
    rows = Passage.objects.filter(page__in=list(found)).order_by()
    passages: dict[int, dict[int, Terms]] = defaultdict(dict)
    for page_id, position, pk in rows.values_list("page", "position", "pk"):
        if position in found[page_id]:
            passages[page_id][pk] = found[page_id][position]
    return {
        page: scores_of_page(of_page, page in named, lift * (holding_all[page] + (page in named)))
        for page, of_page in passages.items()
    }


def _passages(hit: Answer) -> dict[int, Terms]:
    """By the position of each passage."""
    passages: dict[int, Terms] = defaultdict(dict)
    for number, inner in hit.get("inner_hits", {}).items():
        for passage in inner["hits"]["hits"]:
            position = int(passage["fields"]["passages.position"][0])
            passages[position][int(number)] = float(passage["_score"])
    return passages


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
