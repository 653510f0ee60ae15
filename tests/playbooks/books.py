"""A playbook that says something in every field and row."""

from typing import Any

from playbooks.models import PlaybookPage
from playbooks.selectors import ROWS
from portal.taxonomy.models import Topic
from programs.metrics.models import Metric
from programs.models import ProgramPage
from tests.records import add_row, cite, saying

ROW_KINDS = [name for name in ROWS if name not in {"citations", "page_topics"}]


def full_playbook(
    parent: Any, program: ProgramPage, words: str = "Said so.", times: int = 1
) -> PlaybookPage:
    """Every column and every kind of row says the words and cites a source."""
    columns = saying(PlaybookPage, words, reviewed_on="2024-02", summary=words)
    page: PlaybookPage = parent.add_child(
        instance=PlaybookPage(**columns, title=words[:200], slug="a-playbook")
    )
    topic, _created = Topic.objects.get_or_create(code="99", name=words[:100], slug="a-topic")
    page.page_topics.create(topic=topic)
    metric, _created = Metric.objects.get_or_create(
        slug="calls", defaults={"name": words[:100], "unit": "calls", "kind": "count"}
    )
    for number in range(times):
        for relation in ROW_KINDS:
            model = page._meta.get_field(relation).related_model
            given: dict[str, Any] = {}
            if hasattr(model, "anchor"):
                given["anchor"] = f"anchor-{number}"
            if hasattr(model, "program_id"):
                given["program"] = program
            if hasattr(model, "metric_id"):
                given["metric"] = metric
            if hasattr(model, "other_id"):
                given["other"] = program
            add_row(page, relation, words, **given)
    cite(page, [*columns, "title"])
    page.save()
    return page
