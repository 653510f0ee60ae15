"""Playbooks as the list shows them: by topic, each with who its practices come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.pages.models import PageTopic
from portal.taxonomy.models import Topic
from programs.references import References

from .querysets import PlaybookQuerySet

if TYPE_CHECKING:
    from .models import PlaybookPage

PER_PAGE = 24


@dataclass
class PlaybookShown:
    """A playbook in a list, for components/card.html."""

    title: str
    url: str
    text: str
    meta: str
    topic: Topic | None


def listing(playbooks: PlaybookQuerySet, request: HttpRequest) -> dict[str, Any]:
    """One page of the list in groups of the top topics; a fixed number of queries."""
    page_object = Paginator(playbooks, PER_PAGE).get_page(request.GET.get("page"))
    entries = shown(list(page_object), request)
    groups = [(topic, list(found)) for topic, found in groupby(entries, key=_top_topic)]
    return {"page_object": page_object, "groups": groups}


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
