"""Figures and definitions that rest on a source."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.provenance.models import Source
from portal.provenance.uses import OtherUses, register

from .models import Metric, Observation

# As many as a page can hold. Whole files of figures may rest on one source.
MOST_OF_A_SOURCE = 300


def _figures(source: Source) -> Mapping[str, Any] | None:
    figures = (
        Observation.objects.visible()
        .filter(source=source)
        .for_display()
        .select_related("program")
        .order_by("program__title", "definition__metric__position", "-period_end", "pk")
    )
    found = list(figures[: MOST_OF_A_SOURCE + 1])
    if not found:
        return None
    return {"figures": found[:MOST_OF_A_SOURCE], "are_cut": len(found) > MOST_OF_A_SOURCE}


def _metrics(source: Source) -> Mapping[str, Any] | None:
    found = list(_defined_from(Metric.objects.current().in_dictionary(), source))
    return {"metrics": found} if found else None


def _defined_from(metrics: QuerySet[Metric], source: Source) -> QuerySet[Metric]:
    return metrics.filter(Q(source=source) | Q(definitions__source=source)).distinct()


register(
    OtherUses(
        title=_("Figures"),
        template="metrics/source_figures.html",
        context=_figures,
        source_ids=lambda: Observation.objects.visible().values("source"),
    )
)
register(
    OtherUses(
        title=_("Definitions of metrics"),
        template="metrics/source_metrics.html",
        context=_metrics,
        source_ids=lambda: Metric.objects.current().in_dictionary().values("source"),
    )
)
