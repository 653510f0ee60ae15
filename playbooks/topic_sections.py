"""What playbooks bring to a topic: themselves, their practices by city, and what they measure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.pages.models import PageTopic
from portal.pages.sections import Section, brings_to
from portal.pages.topic_counts import Pairs, counted_on_topics
from portal.provenance.row_loading import Relations, load_rows
from portal.provenance.sentences import sentences_of
from portal.taxonomy.models import Topic
from programs.metrics.models import Metric
from programs.models import ProgramPage
from programs.references import Reference, References

from .listing import practices_in_words
from .models import PlaybookPage, Practice

ROWS: Relations = {"measures": [], "page_topics": [], "practices": []}


@dataclass
class PlaybookOnTopic:
    page: PlaybookPage
    practices: str


@dataclass
class PracticeOnTopic:
    """A practice with its city's name, or who does it where the portal has no page of it."""

    row: Practice
    place: str
    reference: Reference | None

    @property
    def in_short(self) -> str:
        return next(iter(sentences_of(self.row.text)), "")


@brings_to("taxonomy.Topic", position=10)
def playbooks_on_topic(topic: Topic) -> Iterator[Section]:
    """Three queries for playbooks and practices, however many there are."""
    pages = _playbooks(topic)
    if not pages:
        return
    rows = [row for page in pages for row in page.practices.all()]
    references = References(rows, ["program"])
    yield Section(
        anchor="playbooks",
        title=_("Playbooks"),
        template="playbooks/sections/topic_playbooks.html",
        context={
            "playbooks": [
                PlaybookOnTopic(page, ": ".join(filter(None, practices_in_words(page, references))))
                for page in pages
            ]
        },
    )
    if rows:
        yield Section(
            anchor="practices",
            title=_("Practices by city"),
            text=_("%(practices)s, in the playbooks above")
            % {"practices": _practice_count(len(rows))},
            template="playbooks/sections/topic_practices.html",
            context={"topic": topic, "practices": _by_city(pages, references)},
        )


@brings_to("taxonomy.Topic", position=40)
def metrics_on_topic(topic: Topic) -> Iterator[Section]:
    """Those that the topic's playbooks say to watch."""
    metrics = _measured(_playbooks(topic))
    if metrics:
        yield Section(
            anchor="metrics",
            title=_("Metrics"),
            text=_("What these playbooks say to watch"),
            template="playbooks/sections/topic_metrics.html",
            context={"metrics": metrics},
        )


def _playbooks(topic: Any) -> list[PlaybookPage]:
    """Those whose main topic it is come first. Read once for all parts of the page."""
    if not hasattr(topic, "playbooks_shown"):
        wanted = PageTopic.objects.filter(topic__in=topic.branch).values("page")
        pages = list(PlaybookPage.objects.readable().filter(pk__in=wanted).by_topic())
        load_rows(pages, ROWS)
        branch = {each.pk for each in topic.branch}
        # A stable sort: within both halves the order of the topics stays.
        pages.sort(key=lambda page: page.page_topics.all()[0].topic_id not in branch)
        topic.playbooks_shown = pages
    return list(topic.playbooks_shown)


def _by_city(pages: Sequence[PlaybookPage], references: References) -> list[PracticeOnTopic]:
    """Cities of the portal in the order of their names, then those told by others."""
    practices = []
    for page in pages:
        for row in page.practices.all():
            row.page = page
            reference = references.get(row.program_id)
            place = reference.place if reference else row.place
            practices.append(
                PracticeOnTopic(row, place or _("A program that is not public"), reference)
            )
    return sorted(practices, key=lambda each: (each.reference is None, each.place.casefold()))


def _measured(pages: Sequence[PlaybookPage]) -> list[Metric]:
    """The metrics that the playbooks name, each with the number of its public figures."""
    named = {row.metric_id for page in pages for row in page.measures.all()}
    readable = Q(
        definitions__observations__program__in=ProgramPage.objects.readable(),
        definitions__observations__is_withheld=False,
    )
    return list(
        Metric.objects.in_dictionary()
        .filter(pk__in=named)
        .annotate(figure_count=Count("definitions__observations", filter=readable, distinct=True))
    )


def _playbook_count(count: int) -> str:
    return ngettext("%(count)s playbook", "%(count)s playbooks", count) % {"count": count}


def _practice_count(count: int) -> str:
    return ngettext("%(count)s practice", "%(count)s practices", count) % {"count": count}


@counted_on_topics(position=10, words=_playbook_count)
def playbooks_by_topic() -> Pairs:
    return _of_playbooks("page_topics__topic", "pk")


@counted_on_topics(position=20, words=_practice_count)
def practices_by_topic() -> Pairs:
    """A practice is on the topics of its playbook."""
    return _of_playbooks("page_topics__topic", "practices")


def _of_playbooks(*columns: str) -> Any:
    present = {f"{column}__isnull": False for column in columns}
    return PlaybookPage.objects.readable().filter(**present).order_by().values_list(*columns)
