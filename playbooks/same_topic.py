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
class Alike:
    """Another playbook, with the names of the topics that both are about."""

    title: str
    url: str
    topics: list[str]


@dataclass
class SameTopic:
    """Playbooks by page; under one broader topic where none shares a topic itself."""

    playbooks: dict[int, Alike]
    broader: str = ""


def same_topic(playbook: "PlaybookPage", request: HttpRequest | None) -> SameTopic:
    """What shares the playbook's first topic comes first. One query."""
    topics: list[Topic] = [row.topic for row in playbook.page_topics.all()]
    others = _others(playbook, topics) if topics else []
    shared = [row for topic in topics for row in others if row.topic_id == topic.pk]
    if shared:
        return SameTopic(_by_page(shared, request))
    # Of the first topic for which there are any: of all, they would be half of the playbooks.
    for broader in dict.fromkeys(map(_broader, topics)):
        near = [row for row in others if _broader(row.topic) == broader]
        if near:
            topic = near[0].topic
            return SameTopic(_by_page(near, request), (topic.parent or topic).name)
    return SameTopic({})


def _others(playbook: "PlaybookPage", topics: list[Topic]) -> list[PageTopic]:
    """What other playbooks are about, as far as it is the same or stands beside it."""
    own = [topic.pk for topic in topics]
    broader = [_broader(topic) for topic in topics]
    near = Q(topic__in=own) | Q(topic__in=broader) | Q(topic__parent__in=broader)
    rows = PageTopic.objects.filter(near, page__in=type(playbook).objects.readable())
    rows = rows.exclude(page=playbook.pk).select_related("page", "topic__parent")
    return list(rows.order_by("page__title", "sort_order", "pk"))


def _broader(topic: Topic) -> int:
    return topic.parent_id or topic.pk


def _by_page(rows: Iterable[PageTopic], request: HttpRequest | None) -> dict[int, Alike]:
    pages: dict[int, Alike] = {}
    for row in rows:
        page = row.page
        alike = pages.setdefault(page.pk, Alike(page.title, page.get_url(request) or "", []))
        alike.topics.append(row.topic.name)
    return pages
