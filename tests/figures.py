"""Metrics and figures for tests."""

from typing import Any

from programs.metrics.models import Definition, Metric, Observation
from programs.models import ProgramPage
from tests.records import source


def metric(slug: str = "calls-responded", **columns: Any) -> Definition:
    """A metric of the dictionary, as its standard definition."""
    values = {"name": "Calls responded to", "unit": "calls", "kind": "count"} | columns
    made = Metric.objects.create(slug=slug, **values)
    return Definition.objects.create(metric=made, name="Standard", is_standard=True)


def figure(definition: Definition, program: ProgramPage, value: int, **columns: Any) -> Observation:
    """Of the year 2024, unless the columns say something else."""
    values: dict[str, Any] = {
        "period_start": "2024-01-01",
        "period_end": "2024-12-31",
        "period_kind": "calendar_year",
        "source": source(),
    }
    return Observation.objects.create(
        definition=definition, program=program, value=value, **values | columns
    )
