"""All figures of one metric, in groups that may honestly stand together."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerChoices,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.provenance.facts import Fact
from portal.provenance.models import Citation
from programs.models import ProgramPage

from .models.metric import Definition, Metric
from .models.observation import Observation

KINDS = Observation.PeriodKind
FULL_YEARS = {KINDS.CALENDAR_YEAR, KINDS.FISCAL_YEAR}
# As many as can be looked through; beyond that they are counted.
MOST_WITHOUT = 60


class Place(IntegerChoices):
    """Of a group of figures on the page of their metric."""

    FIRST = 1
    SINCE_THE_START = 2
    OTHER_PERIOD = 3
    UNDATED = 4
    OTHER_DEFINITION = 5


# Of counts on the standard definition: the title of each group, and why it stands apart.
WORDS = {
    Place.FIRST: (
        _("In one year"),
        _("Years and sizes of cities differ, so this is no ranking."),
    ),
    Place.SINCE_THE_START: (
        _("Since the start"),
        _("Grows every year; no single year can be read from it."),
    ),
    Place.OTHER_PERIOD: (
        _("More or less than a year"),
        _("Would have to be stretched or cut to fit; we do neither."),
    ),
    Place.UNDATED: (_("Period not stated"), _("Nobody can say which years these count.")),
}


@dataclass
class FigureGroup:
    """Figures counted alike; `reason` says why they stand apart from the other groups."""

    title: str | Promise
    reason: str | Promise
    figures: list[Observation]


@dataclass
class ProgramWithout:
    """A program without a figure, and which kind of gap that is."""

    page: ProgramPage
    fact: Fact


def dictionary() -> list[tuple[str, list[Metric]]]:
    """The metrics by kind, each with the number of its figures; two queries."""
    figures = Observation.objects.filter(program__in=ProgramPage.objects.readable())
    counted = figures.order_by().values("definition__metric").annotate(how_many=Count("pk"))
    counts = dict(counted.values_list("definition__metric", "how_many"))
    found: dict[str, list[Metric]] = {}
    for metric in Metric.objects.current().in_dictionary():
        metric.figure_count = counts.get(metric.pk, 0)
        found.setdefault(metric.get_kind_display(), []).append(metric)
    return list(found.items())


def figures_of(metric: Metric) -> QuerySet[Observation]:
    """Group by group, so that a part of them can be read; each with its group's `place`."""
    return (
        Observation.objects.filter(
            definition__metric=metric, program__in=ProgramPage.objects.readable()
        )
        .annotate(place=_place(metric))
        .select_related("program", "definition__metric", "source")
        .order_by(
            "place",
            "definition__name",
            "program__title",
            "-period_end",
            "-period_start",
            "-stands",
            "pk",
        )
    )


def _place(metric: Metric) -> Case:
    """Counts of a year first; sums since the start, parts of years and other definitions apart."""
    of_counts = (
        When(period_kind=KINDS.CUMULATIVE, then=Place.SINCE_THE_START),
        When(period_kind=KINDS.UNDATED, then=Place.UNDATED),
        When(~Q(period_kind__in=FULL_YEARS), then=Place.OTHER_PERIOD),
    )
    return Case(
        When(definition__is_standard=False, then=Place.OTHER_DEFINITION),
        *(of_counts if metric.kind == Metric.Kind.COUNT else ()),
        default=Place.FIRST,
        output_field=IntegerField(),
    )


def mark_disputes(figures: Iterable[Observation]) -> None:
    """Marks those with another value for the same question, also where no editor did."""
    questions: dict[tuple[Any, ...], list[Observation]] = {}
    for figure in figures:
        period = (figure.period_start, figure.period_end)
        question = (figure.program_id, figure.definition_id, figure.geography, period)
        questions.setdefault(question, []).append(figure)
    for alike in questions.values():
        for one, other in combinations(alike, 2):
            if not one.fits(other):
                one.is_disputed = other.is_disputed = True


def mark_disputes_with_others(figures: list[Observation]) -> None:
    """Also where the figure that says otherwise is not in this part of the list; one query."""
    alike = Observation.objects.filter(
        program__in={figure.program_id for figure in figures},
        definition__in={figure.definition_id for figure in figures},
    )
    shown = {figure.pk for figure in figures}
    mark_disputes([*figures, *(each for each in alike if each.pk not in shown)])


def grouped(metric: Metric, figures: Iterable[Observation]) -> list[FigureGroup]:
    """In the order of the figures (see `figures_of`)."""
    groups: dict[str, FigureGroup] = {}
    for figure in figures:
        title, reason = _words_of_group(metric, figure)
        group = groups.setdefault(str(title), FigureGroup(title, reason, []))
        group.figures.append(figure)
    return list(groups.values())


def _words_of_group(metric: Metric, figure: Observation) -> tuple[str | Promise, str | Promise]:
    place: Place = figure.place  # type: ignore[attr-defined]  # annotated
    if place == Place.OTHER_DEFINITION:
        return figure.definition.name, figure.definition.note or _("Counted in its own way.")
    if metric.kind != Metric.Kind.COUNT:
        return _("On the standard definition"), _("Periods and areas may still differ.")
    return WORDS[place]


def programs_without(metric: Metric) -> tuple[list[ProgramWithout], int]:
    """Those of which a source says why come first. Two queries: the programs with the number of
    those left out, and what was cited of the gap.
    """
    about = f"metric/{metric.slug}"
    figures = Observation.objects.filter(definition__metric=metric, program=OuterRef("pk"))
    cited = Citation.objects.filter(about=about)
    without = ProgramPage.objects.readable().filter(~Exists(figures))
    in_all = without.order_by().values(every=Value(1)).annotate(how_many=Count("pk"))
    programs = list(
        without.annotate(
            is_explained=Exists(cited.filter(page=OuterRef("pk"))),
            in_all=Subquery(in_all.values("how_many")),
        )
        .prefetch_related(
            Prefetch("citations", queryset=cited.select_related("source"), to_attr="cited_gap")
        )
        .order_by("-is_explained", "title")[:MOST_WITHOUT]
    )
    left_out = programs[0].in_all - len(programs) if programs else 0
    return [
        ProgramWithout(page, Fact(about, metric.name, "", page.cited_gap)) for page in programs
    ], left_out


def definitions_of(metric: Metric) -> tuple[Definition | None, list[Definition]]:
    """The standard one, and how else it is counted."""
    found = list(metric.definitions.select_related("program", "source"))
    standard = next((definition for definition in found if definition.is_standard), None)
    return standard, [definition for definition in found if not definition.is_standard]
