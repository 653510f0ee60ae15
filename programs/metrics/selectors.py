"""What the pages of the dictionary and of a metric show beside its figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery, Value
from django.utils.translation import gettext as _

from portal.provenance.facts import Fact
from portal.provenance.models import Citation
from programs.figures import withholding_of
from programs.models import ProgramPage

from .models.metric import Definition, Metric
from .models.observation import Observation

# As many as can be looked through; beyond that they are counted.
MOST_WITHOUT = 60


@dataclass
class ProgramWithout:
    """A program without a figure, and which kind of gap that is."""

    page: ProgramPage
    fact: Fact
    # It has one, which readers are not shown.
    is_withheld: bool = False


def dictionary() -> list[tuple[str, list[Metric]]]:
    """The metrics in their groups, each with the number of its figures; two queries."""
    figures = Observation.objects.filter(program__in=ProgramPage.objects.readable())
    counted = figures.order_by().values("definition__metric").annotate(how_many=Count("pk"))
    counts = dict(counted.values_list("definition__metric", "how_many"))
    found: dict[str, list[Metric]] = {group: [] for group in Metric.Group}
    for metric in Metric.objects.current().in_dictionary():
        metric.figure_count = counts.get(metric.pk, 0)
        found.setdefault(metric.group, []).append(metric)
    labels = dict(Metric.Group.choices)
    return [
        (str(labels.get(group, _("Others"))), metrics)
        for group, metrics in found.items()
        if metrics
    ]


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


def programs_without(metric: Metric, *, explained_only: bool) -> tuple[list[ProgramWithout], int]:
    """Those of which a source says why come first; all others are left out where nobody has a
    figure. Two queries: the programs with the number of those left out, and what was cited.
    """
    about = f"metric/{metric.slug}"
    figures = Observation.objects.filter(definition__metric=metric, program=OuterRef("pk"))
    cited = Citation.objects.filter(about=about)
    withheld = Observation.everything.filter(
        definition__metric=metric, program=OuterRef("pk"), is_withheld=True
    )
    without = ProgramPage.objects.readable().filter(~Exists(figures))
    explained = Exists(cited.filter(page=OuterRef("pk"))) | Exists(withheld)
    if explained_only:
        without = without.filter(explained)
    in_all = without.order_by().values(every=Value(1)).annotate(how_many=Count("pk"))
    programs = list(
        without.annotate(
            is_explained=explained,
            withheld=Subquery(withheld.values("pk")[:1]),
            in_all=Subquery(in_all.values("how_many")),
        )
        .prefetch_related(
            Prefetch("citations", queryset=cited.select_related("source"), to_attr="cited_gap")
        )
        .order_by("-is_explained", "title")[:MOST_WITHOUT]
    )
    left_out = programs[0].in_all - len(programs) if programs else 0
    keys = [page.withheld for page in programs if page.withheld]
    kept = Observation.everything.select_related("definition__metric", "source")
    hidden = kept.in_bulk(keys) if keys else {}
    found = []
    for page in programs:
        of_withheld = hidden.get(page.withheld)
        cited_gap = [withholding_of(of_withheld)] if of_withheld else page.cited_gap
        fact = Fact(about, metric.name, "", cited_gap)
        found.append(ProgramWithout(page, fact, of_withheld is not None))
    return found, left_out


def definitions_of(metric: Metric) -> tuple[Definition | None, list[Definition]]:
    """The standard one, and how else it is counted."""
    found = list(metric.definitions.select_related("program", "source"))
    standard = next((definition for definition in found if definition.is_standard), None)
    return standard, [definition for definition in found if not definition.is_standard]
