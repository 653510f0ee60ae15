"""How the metric dictionary appears in search: one page, a passage for each metric."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.search.declaration import PageSource, register
from portal.search.passage_text import PassageText, sentences

from .models import Definition, Metric, MetricIndexPage, Observation


@register
class MetricIndexSource(PageSource):
    model = MetricIndexPage
    kind = "metric"
    label = _("Metric")

    def passages(self, page: MetricIndexPage) -> Iterator[PassageText]:
        metrics = Metric.objects.current().in_dictionary().prefetch_related("definitions")
        for metric in metrics:
            yield PassageText(metric.name, words_of(metric), path=f"{metric.slug}/")

    def follows(self) -> dict[type[Any], Any]:
        return {
            Metric: pages_that_print,
            Definition: lambda definition: pages_that_print(definition.metric),
            Observation: lambda observation: [observation.program_id],
        }


def words_of(metric: Metric) -> str:
    """What the metric means. Values are left to the programs' pages, which say whose they are."""
    definitions = [
        sentences([d.clock_start, d.clock_stop, d.numerator, d.denominator, d.inclusions, d.note])
        for d in metric.definitions.all()
    ]
    return sentences(
        [metric.question, metric.meaning, *metric.caveat_list, *metric.normalization_list]
        + definitions
    )


def pages_that_print(metric: Metric) -> Iterable[int]:
    """The dictionary, and the programs that have a figure of it."""
    programs = Observation.objects.filter(definition__metric=metric).values_list("program")
    return [
        *MetricIndexPage.objects.values_list("pk", flat=True),
        *programs.values_list("program", flat=True).distinct(),
    ]
