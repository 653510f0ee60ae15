"""Playbooks as the list shows them: by topic, each with who its practices come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from portal.lists.narrowed import NarrowedList, Sort
from portal.pages.models import PageTopic
from portal.search.declaration import facets_of
from portal.taxonomy.models import Topic
from programs.references import References

from .querysets import PlaybookQuerySet

if TYPE_CHECKING:
    from .models import PlaybookPage

PER_PAGE = 24
SORTS = (
    Sort("topic", _lazy("topic"), lambda playbooks: playbooks.by_topic()),
    Sort("title", _lazy("title"), lambda playbooks: playbooks.order_by("title", "pk")),
    Sort("newest", _lazy("newest"), lambda playbooks: playbooks.order_by("-first_published_at")),
)


@dataclass
class PlaybookShown:
    """A playbook in a list, for components/card.html."""

    title: str
    url: str
    text: str
    meta: str
    topic: Topic | None


def listing(playbooks: PlaybookQuerySet, request: HttpRequest) -> dict[str, Any]:
    """One page of the list, as it was narrowed; a fixed number of queries.

    In groups of the top topics, in the order of topics; in any other order one group.
    """
    narrowed = NarrowedList(
        playbooks,
        facets_of(playbooks.model),
        request.GET,
        sorts=SORTS,
        per_page=PER_PAGE,
        kept_as="playbooks",
    )
    entries = shown(list(narrowed.page_object), request)
    is_by_topic = narrowed.sort is SORTS[0]
    groups = (
        [(topic, list(found)) for topic, found in groupby(entries, key=_top_topic)]
        if is_by_topic
        else [(None, entries)]
    )
    return {"narrowed": narrowed, "groups": groups, "is_by_topic": is_by_topic}


def shown(playbooks: Sequence["PlaybookPage"], request: HttpRequest | None) -> list[PlaybookShown]:
    topics = PageTopic.objects.select_related("topic__parent")
    prefetch_related_objects(playbooks, Prefetch("page_topics", queryset=topics), "practices")
    practices = [row for playbook in playbooks for row in playbook.practices.all()]
    references = References(practices, ["program"], request)
    return [_shown(playbook, references, request) for playbook in playbooks]


def _shown(
    playbook: "PlaybookPage", references: References, request: HttpRequest | None
) -> PlaybookShown:
    topic_rows = list(playbook.page_topics.all())
    topic = topic_rows[0].topic if topic_rows else None
    count, whose = practices_in_words(playbook, references)
    phase = playbook.get_phase_display()
    parts = [
        topic.name if topic else "",
        f"{count}: {whose}" if whose else count,
        _("Phase: %(phase)s") % {"phase": phase} if phase else "",
    ]
    return PlaybookShown(
        title=playbook.title,
        url=playbook.get_url(request) or "",
        text=playbook.summary,
        meta=" · ".join(part for part in parts if part),
        topic=topic,
    )


def practices_in_words(playbook: "PlaybookPage", references: References) -> tuple[str, str]:
    """How many practices there are, and whose: "4 practices", "Durham HEART, Dayton, Ohio"."""
    practices = list(playbook.practices.all())
    if not practices:
        return _("No practice is recorded yet"), ""
    names = []
    for practice in practices:
        reference = references.get(practice.program_id)
        names.append(reference.title if reference else practice.place)
    count = ngettext("%(count)s practice", "%(count)s practices", len(practices))
    return count % {"count": len(practices)}, "; ".join(dict.fromkeys(n for n in names if n))


def _top_topic(entry: PlaybookShown) -> Topic | None:
    return entry.topic and (entry.topic.parent or entry.topic)
