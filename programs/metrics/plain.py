"""Figures as the plain values that are compared."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber

from programs.figures import covers_all

from .comparison import Bound, Counting, Figure, Kind, Measure, Period, PeriodKind
from .models.metric import Definition, Metric, MetricQuerySet
from .models.observation import Observation

# What is older is history: a comparison looks at the newest of each kind of period.
MOST_OF_A_SERIES = 12


def clocked() -> MetricQuerySet:
    """Metrics that know whether somebody has said when their clock starts."""
    clocks = Definition.objects.filter(metric=OuterRef("pk")).exclude(clock_start="")
    return Metric.objects.annotate(has_clock=Exists(clocks))


def dictionary() -> QuerySet[Metric]:
    """Metrics that are compared."""
    return clocked().current().in_dictionary()


def newest_figures(programs: Collection[Any]) -> QuerySet[Observation]:
    """Of the dictionary, for these programs: enough of each series to choose from."""
    place = Window(
        RowNumber(),
        partition_by=["program", "definition", "period_kind"],
        order_by=[F("period_end").desc(), F("period_start").desc(), F("pk").asc()],
    )
    return (
        Observation.objects.filter(program__in=programs, definition__metric__in_dictionary=True)
        .annotate(place_in_series=place)
        .filter(place_in_series__lte=MOST_OF_A_SERIES)
        .select_related("definition__metric", "source")
    )


def measure_of(metric: Metric) -> Measure:
    """Of a metric that was read with `clocked()`."""
    has_clock = bool(getattr(metric, "has_clock", False))
    return Measure(metric.slug, Kind(metric.kind), metric.adds_up, has_clock)


def plain(observation: Observation, measure: Measure, whole_area: Collection[str]) -> Figure:
    """`whole_area`: what the program's whole place is called (`programs.figures.whole_area`)."""
    definition = observation.definition
    return Figure(
        key=observation.pk,
        program=observation.program_id,
        measure=measure,
        counting=Counting(
            definition.pk, definition.name, definition.is_standard, definition.clock_start
        ),
        period=Period(
            PeriodKind(observation.period_kind), observation.period_start, observation.period_end
        ),
        value=observation.value,
        bound=Bound(observation.bound),
        currency=observation.currency,
        geography=observation.geography,
        is_whole_area=covers_all(observation.geography, whole_area),
        is_estimated=observation.quality == Observation.Quality.ESTIMATED,
        is_disputed=observation.is_disputed,
        is_planned=observation.is_planned,
        stands=observation.stands,
    )


def plain_figures(
    observations: Iterable[Observation], measure: Measure, whole_areas: dict[int, Collection[str]]
) -> list[Figure]:
    return [plain(each, measure, whole_areas[each.program_id]) for each in observations]
