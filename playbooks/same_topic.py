"""Other playbooks on what a playbook is about, by the topics that editors chose for both."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import HttpRequest

from portal.pages.models import PageTopic
from portal.taxonomy.models import Topic

if TYPE_CHECKING:
    from .models import PlaybookPage


@dataclass
class SameTopic:
    """Another playbook, with the names of the topics that both are about."""

    title: str
    url: str
    topics: list[str]


def same_topic(playbook: "PlaybookPage", request: HttpRequest | None) -> dict[int, SameTopic]:
    """By page; what shares the playbook's first topic comes first. One query.

    Where no other playbook has one of its topics, those that stand under the same broader topic.
    """
    topics: list[Topic] = [row.topic for row in playbook.page_topics.all()]
    if not topics:
        return {}
    others = _others(playbook, topics)
    shared = [(t.name, row) for t in topics for row in others if row.topic_id == t.pk]
    return _by_page(shared or _under_broader_topic(topics, others), request)


def _others(playbook: "PlaybookPage", topics: list[Topic]) -> list[PageTopic]:
    """What other playbooks are about, as far as it is the same or stands beside it."""
    own = [topic.pk for topic in topics]
    broader = [_broader(topic) for topic in topics]
    near = Q(topic__in=own) | Q(topic__in=broader) | Q(topic__parent__in=broader)
    rows = PageTopic.objects.filter(near, page__in=type(playbook).objects.readable())
    rows = rows.exclude(page=playbook.pk).select_related("page", "topic__parent")
    return list(rows.order_by("page__title", "sort_order", "pk"))


def _under_broader_topic(
    topics: list[Topic], others: list[PageTopic]
) -> Iterable[tuple[str, PageTopic]]:
    """Of the first topic for which there are any: of all they would be half of the playbooks."""
    for broader in dict.fromkeys(map(_broader, topics)):
        found = [row for row in others if _broader(row.topic) == broader]
        if found:
            return [((row.topic.parent or row.topic).name, row) for row in found]
    return []


def _broader(topic: Topic) -> int:
    return topic.parent_id or topic.pk


def _by_page(
    found: Iterable[tuple[str, PageTopic]], request: HttpRequest | None
) -> dict[int, SameTopic]:
    pages: dict[int, SameTopic] = {}
    for name, row in found:
        page = row.page
        entry = pages.setdefault(page.pk, SameTopic(page.title, page.get_url(request) or "", []))
        if name not in entry.topics:
            entry.topics.append(name)
    return pages
