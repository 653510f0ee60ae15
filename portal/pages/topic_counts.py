"""How much there is on each topic.

The platform does not know what there is to count: an app declares it in
`<app>/topic_sections.py`, beside the parts that it brings to a topic's page.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from portal.taxonomy.models import Topic

# Of (a topic's key, one thing on it). A thing may be on several topics.
Pairs = Iterable[tuple[int, Hashable]]


@dataclass
class TopicListed:
    """A topic with what there is on it in words: "2 playbooks", "5 programs"."""

    topic: Topic
    counts: list[str] = field(default_factory=list)
    narrower: list["TopicListed"] = field(default_factory=list)


_counters: list[tuple[int, Callable[[int], str], Callable[[], Pairs]]] = []


def counted_on_topics(
    position: int, words: Callable[[int], str]
) -> Callable[[Callable[[], Pairs]], Callable[[], Pairs]]:
    """Registers a function that says what is on which topic; `words` says a number of it.

    Lower positions come first.
    """

    def register(pairs: Callable[[], Pairs]) -> Callable[[], Pairs]:
        _counters.append((position, words, pairs))
        return pairs

    return register


def topics_listed() -> list[TopicListed]:
    """The wider topics, each with its narrower ones; a query for all, and one of each counter.

    A retired topic is listed as long as something is on it.
    """
    topics = list(Topic.objects.all())
    counts = _counts(topics)
    entries = {topic.pk: TopicListed(topic, counts[topic.pk]) for topic in topics}
    wider: list[TopicListed] = []
    for topic in topics:
        entry = entries[topic.pk]
        if topic.retired_on and not entry.counts:
            continue
        siblings = entries[topic.parent_id].narrower if topic.parent_id else wider
        siblings.append(entry)
    return wider


def _counts(topics: Sequence[Topic]) -> dict[int, list[str]]:
    """A thing on several narrower topics counts once on the wider one."""
    parents = {topic.pk: topic.parent_id for topic in topics}
    counts: dict[int, list[str]] = defaultdict(list)
    for _position, words, pairs in sorted(_counters, key=lambda counter: counter[0]):
        things: dict[int, set[Hashable]] = defaultdict(set)
        for topic_id, thing in pairs():
            for each in (topic_id, parents.get(topic_id)):
                if each is not None:
                    things[each].add(thing)
        for topic_id, found in things.items():
            counts[topic_id].append(words(len(found)))
    return counts
