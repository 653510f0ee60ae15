"""All figures of one metric, in groups that may honestly stand together."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.provenance.facts import Fact
from portal.provenance.models import Citation
from programs.models import ProgramPage

from .models.metric import Definition, Metric
from .models.observation import Observation

KINDS = Observation.PeriodKind
FULL_YEARS = {KINDS.CALENDAR_YEAR, KINDS.FISCAL_YEAR}


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
    """The metrics by kind, each with the number of its figures."""
    readable = Q(definitions__observations__program__in=ProgramPage.objects.readable())
    metrics = (
        Metric.objects.current()
        .in_dictionary()
        .annotate(figure_count=Count("definitions__observations", filter=readable, distinct=True))
    )
    found: dict[str, list[Metric]] = {}
    for metric in metrics:
        found.setdefault(metric.get_kind_display(), []).append(metric)
    return list(found.items())


def figures_of(metric: Metric) -> list[Observation]:
    return list(
        Observation.objects.filter(
            definition__metric=metric, program__in=ProgramPage.objects.readable()
        )
        .select_related("program", "definition__metric", "source")
        .order_by("program__title", "-period_end", "-period_start", "-stands", "pk")
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


def grouped(metric: Metric, figures: list[Observation]) -> list[FigureGroup]:
    """Counts of a year first; sums since the start, parts of years and other definitions apart."""
    groups: dict[tuple[int, str], FigureGroup] = {}
    for figure in figures:
        place, title, reason = _group(metric, figure)
        group = groups.setdefault((place, str(title)), FigureGroup(title, reason, []))
        group.figures.append(figure)
    return [groups[key] for key in sorted(groups)]


def _group(metric: Metric, figure: Observation) -> tuple[int, str | Promise, str | Promise]:
    if not figure.definition.is_standard:
        return 5, figure.definition.name, figure.definition.note or _("Counted in its own way.")
    if metric.kind != Metric.Kind.COUNT:
        return 1, _("On the standard definition"), _("Periods and areas may still differ.")
    if figure.period_kind in FULL_YEARS:
        return 1, _("In one year"), _("Years and sizes of cities differ, so this is no ranking.")
    if figure.period_kind == KINDS.CUMULATIVE:
        return 2, _("Since the start"), _("Grows every year; no single year can be read from it.")
    if figure.period_kind == KINDS.UNDATED:
        return 4, _("Period not stated"), _("Nobody can say which years these count.")
    return (
        3,
        _("More or less than a year"),
        _("Would have to be stretched or cut to fit; we do neither."),
    )


def programs_without(metric: Metric, figures: Iterable[Observation]) -> list[ProgramWithout]:
    """Two queries: the programs, and what was cited of the gap."""
    about = f"metric/{metric.slug}"
    cited = Citation.objects.filter(about=about).select_related("source")
    programs = (
        ProgramPage.objects.readable()
        .exclude(pk__in={figure.program_id for figure in figures})
        .prefetch_related(Prefetch("citations", queryset=cited, to_attr="cited_gap"))
        .order_by("title")
    )
    return [ProgramWithout(page, Fact(about, metric.name, "", page.cited_gap)) for page in programs]


def definitions_of(metric: Metric) -> tuple[Definition | None, list[Definition]]:
    """The standard one, and how else it is counted."""
    found = list(metric.definitions.select_related("program", "source"))
    standard = next((definition for definition in found if definition.is_standard), None)
    return standard, [definition for definition in found if not definition.is_standard]
