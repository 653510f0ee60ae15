"""The admin's listings of sources and figures, narrowed like the lists of readers."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.provenance.models import Source
from programs.metrics.models import Observation
from programs.models import ProgramPage


def titles(client: Client, name: str, **query: Any) -> list[str]:
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    cells = BeautifulSoup(response.content, "html.parser").select("main tbody tr")
    return [" ".join(cell.get_text(" ").split()) for cell in cells]


def dead(key: str, **columns: Any) -> Source:
    days_ago = timezone.now() - datetime.timedelta(days=3)
    found = Source.objects.get(key=key)
    values = {"address_state": "gone", "state_since": days_ago, "checked_at": timezone.now()}
    Source.objects.filter(pk=found.pk).update(check_detail="HTTP 404", **values | columns)
    return found


@pytest.fixture
def two(example: None, db: None) -> tuple[Source, Source]:
    first, second = Source.objects.order_by("pk")[:2]
    return first, second


def test_sources_are_narrowed_by_publisher_kind_year_and_archived_copy(
    durham_editor: Client, two: tuple[Source, Source]
) -> None:
    made = Source.objects.create(
        key="ONE", title="The one", publisher="Nobody else", kind="other", published="1999-05",
        archived_copy="https://archive.example.org/1",
    )  # fmt: skip
    for query in (
        {"publisher": "Nobody else"}, {"year": "1999"}, {"is_archived": "true"},
        {"kind": ["other", "data"], "publisher": "Nobody else", "year": "1999"},
    ):  # fmt: skip
        found = titles(durham_editor, "source_register:index", **query)
        assert len(found) == 1, query
        assert made.title in found[0]
    undated = titles(durham_editor, "source_register:index", year="undated")
    assert undated
    assert not any("The one" in row for row in undated)
    for hostile in ({"year": "\x00"}, {"publisher": "x" * 5000}, {"address_state": "?"}):
        titles(durham_editor, "source_register:index", **hostile)


def test_dead_addresses_are_a_column_and_a_filter(
    durham_editor: Client, two: tuple[Source, Source]
) -> None:
    gone = dead(two[0].key)
    dead(two[1].key, address_state="moved", moved_to="https://example.org/new")
    [row] = titles(durham_editor, "source_register:index", address_state="dead")
    assert gone.title in row
    assert "Gone since" in row
    assert "(HTTP 404)" in row
    [row] = titles(durham_editor, "source_register:index", address_state="moved")
    assert "Moved to https://example.org/new" in row
    unasked = titles(durham_editor, "source_register:index", address_state="not-asked")
    assert not any(gone.title in row for row in unasked)
    inspected = durham_editor.get(reverse("source_register:inspect", args=[gone.pk]))
    assert "Gone since" in inspected.content.decode()


def test_the_dashboard_says_what_died(durham_editor: Client, two: tuple[Source, Source]) -> None:
    home = reverse("wagtailadmin_home")
    assert "at its address" not in durham_editor.get(home).content.decode()
    gone = dead(two[0].key)
    soup = BeautifulSoup(durham_editor.get(home).content, "html.parser")
    panel = soup.select_one('section[aria-labelledby="dead-links"]')
    assert panel is not None
    words = " ".join(panel.get_text(" ").split())
    assert "1 source is no longer at its address" in words
    assert "It has no archived copy." in words
    links = {str(a["href"]) for a in panel.select("a")}
    assert links == {
        reverse("source_register:inspect", args=[gone.pk]),
        f"{reverse('source_register:index')}?address_state=dead",
    }


def test_figures_are_narrowed_by_metric_year_quality_and_dead_source(
    durham_editor: Client, heart: ProgramPage
) -> None:
    own = Observation.objects.filter(program=heart)
    sample = own.filter(period_end__startswith="2024", quality="reported")[0]
    Source.objects.filter(pk=sample.source_id).update(address_state="gone")
    queries: list[tuple[dict[str, Any], dict[str, Any]]] = [
        ({"year": "2024"}, {"period_end__startswith": "2024"}),
        ({"quality": ["estimated", "derived"]}, {"quality__in": ["estimated", "derived"]}),
        ({"period_kind": ["cumulative"]}, {"period_kind": "cumulative"}),
        ({"metric": sample.metric.pk}, {"definition__metric": sample.metric}),
        ({"is_dead": "true"}, {"source": sample.source}),
    ]
    for query, expected in queries:
        found = titles(durham_editor, "figures:index", program=heart.pk, **query)
        assert len(found) == own.filter(**expected).count(), query
    columns = durham_editor.get(reverse("figures:index")).content.decode()
    for label in ("Metric", "Value", "Period", "Program", "Where", "How it is known", "Source"):
        assert label in columns


@pytest.mark.parametrize(
    ("name", "orderings"),
    [
        ("source_register:index", ["publisher", "kind", "published", "address_state", "uses"]),
        (
            "figures:index",
            ["definition__metric__name", "value", "period_end", "geography", "quality",
             "source__publisher", "is_disputed"],
        ),
    ],
)  # fmt: skip
def test_each_column_orders_the_listing(
    administrator: Client, name: str, orderings: list[str]
) -> None:
    for ordering in orderings:
        up = titles(administrator, name, ordering=ordering)
        down = titles(administrator, name, ordering=f"-{ordering}")
        assert len(up) == len(down) > 1
