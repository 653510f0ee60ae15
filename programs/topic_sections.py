"""Programs on a topic: those that tell of it, answer about it, or have a practice on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.pages.models import KnowledgePage
from portal.pages.sections import Section, brings_to
from portal.pages.topic_counts import Pairs, counted_on_topics
from portal.pages.visibility import is_public
from portal.taxonomy.models import Topic

from .listing import ProgramShown
from .models import ProgramPage


@dataclass
class ProgramOnTopic:
    """A program, and in words what there is of it on the topic."""

    shown: ProgramShown
    reasons: list[str] = field(default_factory=list)


@brings_to("taxonomy.Topic", position=50)
def programs_on_topic(topic: Topic) -> Iterator[Section]:
    programs = list(ProgramPage.objects.on_topics(topic.branch).with_city().order_by("city_name"))
    if programs:
        yield Section(
            anchor="programs",
            title=_("Programs"),
            text=_("Those that tell of it, answer questions about it, or are in a playbook on it"),
            template="programs/sections/topic_programs.html",
            context={"topic": topic, "programs": [_on_topic(page) for page in programs]},
        )


def _on_topic(page: Any) -> ProgramOnTopic:
    reasons = [
        (page.answers, _("Answers questions")),
        (page.tells, _("Tells of it on its page")),
        (page.is_in_playbook, _("Has a practice in a playbook")),
    ]
    return ProgramOnTopic(ProgramShown(page), [words for holds, words in reasons if holds])


def _program_count(count: int) -> str:
    return ngettext("%(count)s program", "%(count)s programs", count) % {"count": count}


@counted_on_topics(position=40, words=_program_count)
def programs_by_topic() -> Pairs:
    """One query over pages, their answers, and the playbooks that hold their practices."""
    readable = ProgramPage.objects.readable()
    told = readable.filter(page_topics__isnull=False).values_list("page_topics__topic", "pk")
    answered = readable.filter(answer_topics__isnull=False)
    books = KnowledgePage.objects.filter(is_public()).values("pk")
    practiced = readable.filter(
        practices__page__in=books, practices__page__page_topics__isnull=False
    )
    pairs: Pairs = told.order_by().union(
        answered.order_by().values_list("answer_topics__topic", "pk"),
        practiced.order_by().values_list("practices__page__page_topics__topic", "pk"),
    )
    return pairs
