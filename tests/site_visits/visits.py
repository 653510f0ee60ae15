"""Visits for tests: an empty one, and one that says something in every field and row."""

from typing import Any

from portal.taxonomy.models import Topic
from programs.metrics.models import Metric
from programs.models import ProgramPage
from site_visits.models import SiteVisitPage
from site_visits.selectors import ROWS
from tests.records import add_row, cite, saying

PLAIN_ROWS = [
    name for name in ROWS if name not in {"citations", "page_topics", "parties", "delegates"}
]


def full_visit(
    parent: Any, host: ProgramPage, visitor: ProgramPage, words: str = "Said so.", times: int = 1
) -> SiteVisitPage:
    """Every column and every kind of row says the words and cites a source."""
    columns = saying(SiteVisitPage, words, ends="2024-01-24", summary=words)
    page: SiteVisitPage = parent.add_child(
        instance=SiteVisitPage(**columns, title=words[:200], slug="a-visit")
    )
    topic, _created = Topic.objects.get_or_create(code="99", name=words[:100], slug="a-topic")
    add_row(page, "parties", words, side="host", program=host)
    add_row(page, "parties", words, side="visitor", program=visitor)
    for number in range(times):
        add_row(page, "delegates", words, side="visitor", count=number + 1)
        add_row(page, "delegates", words, side="host", count=None)
        for relation in PLAIN_ROWS:
            add_row(page, relation, words, **_given(page, relation, number, topic))
    cite(page, [*columns, "title"])
    page.save()
    return page


def _given(page: SiteVisitPage, relation: str, number: int, topic: Topic) -> dict[str, Any]:
    model = page._meta.get_field(relation).related_model
    given: dict[str, Any] = {}
    if hasattr(model, "anchor"):
        given["anchor"] = f"anchor-{number}"
    if hasattr(model, "topic_id"):
        given["topic"] = topic
    if relation == "snapshot":
        given["metric"] = Metric.objects.filter(slug="calls").first()
    return given
