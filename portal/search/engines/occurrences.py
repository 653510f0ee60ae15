"""Where phrases stand in passages, for engines that can say stems but not places."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from ..models import Passage
from ..query import SearchQuery
from .explanation import FIELDS, Occurrence, phrases_of
from .marking import fold, tokens

# Of folded words their stems, as the engine's index has them.
Stems = Callable[[list[str]], Mapping[str, str]]


def occurrences(
    query: SearchQuery, passages: Iterable[int], stems_of: Stems
) -> Iterator[Occurrence]:
    rows = Passage.objects.filter(pk__in=list(passages)).order_by()
    texts = [
        (pk, field, tokens(text).words)
        for pk, *in_fields in rows.values_list("pk", *FIELDS)
        for field, text in zip(FIELDS, in_fields, strict=True)
    ]
    folded = {phrase: tuple(map(fold, phrase)) for phrase in phrases_of(query)}
    looked_for = set(chain.from_iterable(folded.values()))
    # A stem begins as its word does: of all others it need not be known.
    firsts = {word[:1] for word in looked_for}
    alike = {word for _pk, _field, words in texts for word in words if word[:1] in firsts}
    stems = stems_of(sorted(looked_for | alike))
    wanted = {phrase: [stems.get(word, word) for word in words] for phrase, words in folded.items()}
    for pk, field, words in texts:
        stemmed = [stems.get(word, word) for word in words]
        for phrase, looked_for_here in wanted.items():
            if _follow_one_another(looked_for_here, stemmed):
                yield Occurrence(pk, phrase, field)


def _follow_one_another(phrase: list[str], words: list[str]) -> bool:
    length = len(phrase)
    return any(
        words[start : start + length] == phrase
        for start, word in enumerate(words)
        if word == phrase[0]
    )
