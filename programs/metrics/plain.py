"""Figures as the plain values that are compared."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import BooleanField, Exists, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from portal.provenance.models import Citation
from programs.figures import ABOUT_METRIC, covers_all

from .comparison import Bound, Counting, Figure, Kind, Measure, Period, PeriodKind
from .models.metric import Definition, Metric, MetricQuerySet
from .models.observation import Observation

# What is older is history: a comparison looks at the newest of each kind of period.
MOST_OF_A_SERIES = 12
_SERIES: dict[str, Any] = {"figures": Observation._meta.db_table, "most": MOST_OF_A_SERIES}


def clocked() -> MetricQuerySet:
    """Metrics that know whether somebody has said when their clock starts."""
    clocks = Definition.objects.filter(metric=OuterRef("pk")).exclude(clock_start="")
    return Metric.objects.annotate(has_clock=Exists(clocks))


def dictionary() -> QuerySet[Metric]:
    """Metrics that are compared: those of which anybody has a figure, or says why not.

    What nobody is known to count would only be a long list of what is missing everywhere.
    """
    figures = Observation.everything.filter(definition__metric=OuterRef("pk"))
    about = Concat(Value(ABOUT_METRIC), OuterRef("slug"))
    gaps = Citation.objects.filter(about=about)
    return clocked().current().in_dictionary().filter(Exists(figures) | Exists(gaps))


class _AmongNewest(Func):
    """That a figure is one of the newest of its program, way of counting and kind of period.

    SQL of its own: Django takes longer to build the same from a window than all else takes.
    """

    template = (
        '"%(figures)s"."id" IN (SELECT id FROM (SELECT id, ROW_NUMBER() OVER ('
        "PARTITION BY program_id, definition_id, period_kind"
        " ORDER BY period_end DESC, period_start DESC, id) AS place"
        " FROM %(figures)s WHERE program_id IN (%(expressions)s)) series"
        " WHERE place <= %(most)s)"
    )
    output_field = BooleanField()


def newest_figures(programs: Collection[int]) -> QuerySet[Observation]:
    """Of the dictionary, for these programs: enough of each series to choose from.

    Also those that are withheld, of which a comparison says no more than that they are there.
    """
    return (
        Observation.everything.filter(Q(_AmongNewest(*map(Value, programs), **_SERIES)))
        .filter(definition__metric__in_dictionary=True)
        .select_related("definition__metric", "source")
    )


def measure_of(metric: Metric) -> Measure:
    """Of a metric that was read with `clocked()`."""
    has_clock = bool(getattr(metric, "has_clock", False))
    return Measure(metric.slug, Kind(metric.kind), metric.adds_up, has_clock)


def plain(observation: Observation, measure: Measure, whole_area: Collection[str]) -> Figure:
    """`whole_area`: what the program's whole place is called (`programs.figures.whole_area`)."""
    definition = observation.definition
    is_about = observation.bound == Observation.Bound.ABOUT
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
        value_to=observation.value_to,
        bound=Bound.EXACT if is_about else Bound(observation.bound),
        currency=observation.currency,
        geography=observation.geography,
        is_whole_area=covers_all(observation.geography, whole_area),
        is_estimated=is_about or observation.quality == Observation.Quality.ESTIMATED,
        is_disputed=observation.is_disputed,
        is_planned=observation.is_planned,
        stands=observation.stands,
    )


def plain_figures(
    observations: Iterable[Observation], measure: Measure, whole_areas: dict[int, Collection[str]]
) -> list[Figure]:
    return [plain(each, measure, whole_areas[each.program_id]) for each in observations]
