"""How the metric dictionary appears in search: one page, a passage for each metric."""

from collections.abc import Iterable, Iterator

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.search.declaration import Follower, PageSource, register
from portal.search.passage_text import PassageText, sentences

from .models import Definition, Metric, MetricIndexPage, Observation


@register
class MetricIndexSource(PageSource):
    model = MetricIndexPage
    kind = "metric"
    label = _("Metric dictionary")
    label_of_parts = _("Metric")

    def passages(self, page: MetricIndexPage) -> Iterator[PassageText]:
        metrics = Metric.objects.current().in_dictionary().prefetch_related("definitions")
        for metric in metrics:
            yield PassageText(metric.name, words_of(metric), path=f"{metric.slug}/")

    def follows(self) -> dict[type[Model], Follower]:
        return {
            Metric: pages_that_print,
            Definition: lambda definition: pages_that_print(definition.metric),
            Observation: lambda observation: [observation.program_id],
        }


def words_of(metric: Metric) -> str:
    """What the metric means. Values are left to the programs' pages, which say whose they are."""
    definitions = [words for d in metric.definitions.all() for words in words_of_definition(d)]
    means = [metric.question, metric.meaning, *metric.caveat_list, *metric.normalization_list]
    return sentences([*means, *definitions])


def words_of_definition(definition: Definition) -> list[str]:
    shown = ("clock_start", "clock_stop", "numerator", "denominator", "inclusions", "exclusions")
    labelled = [
        f"{capfirst(str(Definition._meta.get_field(name).verbose_name))}: {value}"  # type: ignore[union-attr]  # plain columns
        for name in shown
        if (value := getattr(definition, name))
    ]
    return [*labelled, definition.note]


def pages_that_print(metric: Metric) -> Iterable[int]:
    """The dictionary, and the programs that have a figure of it."""
    programs = Observation.objects.filter(definition__metric=metric).values_list("program")
    return [
        *MetricIndexPage.objects.values_list("pk", flat=True),
        *programs.values_list("program", flat=True).distinct(),
    ]
