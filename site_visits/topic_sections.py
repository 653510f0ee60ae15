"""Visits on a topic, with what visitors learned about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.pages.sections import Section, brings_to
from portal.pages.topic_counts import Pairs, counted_on_topics
from portal.provenance.row_loading import Relations, load_rows
from portal.taxonomy.models import Topic
from programs.references import References

from .models import SiteVisitPage
from .parties import Parties, parties_of
from .querysets import TOPIC_PATHS

ROWS: Relations = {"parties": [], "lessons": []}


@dataclass
class VisitOnTopic:
    page: SiteVisitPage
    parties: Parties
    lessons: list[Any]


@brings_to("taxonomy.Topic", position=30)
def visits_on_topic(topic: Topic) -> Iterator[Section]:
    """Three queries, however many visits there are."""
    found = SiteVisitPage.objects.readable().on_topics(topic.branch).newest_first()
    pages = list(found.only("title", "url_path", "kind", "starts", "ends"))
    if not pages:
        return
    load_rows(pages, ROWS)
    rows = [row for page in pages for row in page.parties.all()]
    references = References(rows, ["program", "city"])
    wanted = {each.pk for each in topic.branch}
    yield Section(
        anchor="visits",
        title=_("Visits that looked at this"),
        text=_("Newest first, with the lessons on this topic"),
        template="site_visits/sections/topic_visits.html",
        context={
            "visits": [
                VisitOnTopic(
                    page,
                    parties_of(page, references),
                    [row for row in page.lessons.all() if row.topic_id in wanted],
                )
                for page in pages
            ]
        },
    )


def _visits(count: int) -> str:
    return ngettext("%(count)s visit", "%(count)s visits", count) % {"count": count}


@counted_on_topics(position=30, words=_visits)
def visits_by_topic() -> Pairs:
    """One query over all kinds of rows that name a topic."""
    readable = SiteVisitPage.objects.readable().values("pk")
    first, *others = (
        SiteVisitPage._meta.get_field(path)
        .related_model.objects.filter(page__in=readable, topic__isnull=False)
        .order_by()
        .values_list("topic_id", "page_id")
        for path in TOPIC_PATHS
    )
    pairs: Pairs = first.union(*others)
    return pairs
