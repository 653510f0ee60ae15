"""A program's figures as its page shows them: the newest, those that disagree, and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from django.apps import apps

from portal.provenance.facts import Fact

if TYPE_CHECKING:
    from .metrics.models import Observation
    from .models import ProgramPage

# How gaps of figures are cited: `metric/<slug>`.
_ABOUT = "metric/"


@dataclass
class Disagreement:
    """Figures that answer one question for one period with different values."""

    figures: list["Observation"]

    @property
    def metric_name(self) -> str:
        return self.figures[0].metric.name

    @property
    def period(self) -> str:
        return self.figures[0].period_display

    @property
    def standing(self) -> "Observation | None":
        """The one that the city stands by, if it said so."""
        return next((figure for figure in self.figures if figure.stands), None)


@dataclass
class Figures:
    disagreements: list[Disagreement] = field(default_factory=list)
    latest: list["Observation"] = field(default_factory=list)
    older: list["Observation"] = field(default_factory=list)
    local: list["Observation"] = field(default_factory=list)

    @property
    def count(self) -> int:
        shown = sum(len(disagreement.figures) for disagreement in self.disagreements)
        return shown + len(self.latest) + len(self.older) + len(self.local)


def figures(page: "ProgramPage") -> Figures:
    shown = Figures()
    for (_metric, is_local, _is_cumulative), series in groupby(_in_series(page), key=_series):
        newest, older = _newest(list(series))
        if is_local:
            shown.local += [*newest, *older]
            continue
        shown.older += older
        for group in _by_question(newest):
            if disagree(group):
                shown.disagreements.append(Disagreement(group))
            else:
                shown.latest += group
    return shown


def _series(figure: "Observation") -> tuple[str, bool, bool]:
    """Figures that may follow one another. Counts since the start grow; years do not."""
    return figure.metric.slug, not figure.metric.in_dictionary, grows(figure)


def grows(figure: "Observation") -> bool:
    """A count since the start, which must not be set beside yearly counts."""
    is_cumulative = figure.period_kind == figure.PeriodKind.CUMULATIVE
    return is_cumulative and figure.metric.kind == figure.metric.Kind.COUNT


def _in_series(page: "ProgramPage") -> list["Observation"]:
    """As the page reads them, but each metric's counts since the start after its years."""
    metrics: dict[str, int] = {}
    for figure in page.figures:
        metrics.setdefault(figure.metric.slug, len(metrics))
    return sorted(page.figures, key=lambda figure: (metrics[figure.metric.slug], *_series(figure)))


def figure_gaps(page: "ProgramPage", core: Sequence[Fact]) -> list[Fact]:
    """Core figures that nobody recorded, and others of which somebody said why they are missing."""
    needed = [fact for fact in core if fact.about.startswith(_ABOUT)]
    known = {fact.about for fact in needed}
    known |= {_ABOUT + figure.metric.slug for figure in page.figures}
    explained = [about for about in page.facts.cited_below(_ABOUT) if about not in known]
    names = {}
    if explained:
        slugs = [about.removeprefix(_ABOUT) for about in explained]
        metrics = apps.get_model("metrics", "Metric").objects.filter(slug__in=slugs)
        names = {_ABOUT + metric.slug: metric.name for metric in metrics}
    gaps = [fact for fact in needed if not fact]
    return gaps + [
        Fact(about, names.get(about, about), "", page.facts.cited(about)) for about in explained
    ]


def told_otherwise(page: "ProgramPage") -> list[Fact]:
    """Metrics with figures of which further sources state something that is no figure of ours."""
    names = {figure.metric.slug: figure.metric.name for figure in page.figures}
    facts = [
        Fact(about, names[slug], "", page.facts.cited(about))
        for about in page.facts.cited_below(_ABOUT)
        if (slug := about.removeprefix(_ABOUT)) in names
    ]
    return [fact for fact in facts if fact.differing]


def _newest(
    series: list["Observation"],
) -> tuple[list["Observation"], list["Observation"]]:
    """Those of the last period, whatever area or source, and those before."""
    last = (series[0].period_start, series[0].period_end)
    newest = [figure for figure in series if (figure.period_start, figure.period_end) == last]
    return newest, series[len(newest) :]


def _by_question(figures: list["Observation"]) -> list[list["Observation"]]:
    """By area and definition: two units' figures differ without disagreeing."""
    questions: dict[tuple[int, str], list[Observation]] = {}
    for figure in figures:
        questions.setdefault((figure.definition_id, figure.geography), []).append(figure)
    return list(questions.values())


def disagree(figures: Sequence["Observation"]) -> bool:
    return len({(figure.value, figure.bound) for figure in figures}) > 1
