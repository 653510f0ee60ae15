"""A program's figures as its page shows them: the newest, those that disagree, and the rest."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import gettext

from portal.provenance.dates import PartialDate, is_later
from portal.provenance.facts import Fact
from portal.provenance.models import Citation

if TYPE_CHECKING:
    from .metrics.models import Metric, Observation
    from .models import ProgramPage

# How gaps of figures are cited: `metric/<slug>`.
ABOUT_METRIC = "metric/"

# As many as the page of one program can hold; the list of all figures has the others.
MOST_OF_A_METRIC = 100
MOST_AREAS = 12

HALF_A_YEAR = datetime.timedelta(days=183)


@dataclass
class Disagreement:
    """Figures that answer one question differently: for one period, or for periods that overlap."""

    figures: list["Observation"]

    @property
    def metric_name(self) -> str:
        return self.figures[0].metric.name

    @property
    def period(self) -> str:
        """The period of all of them; "" where each has its own."""
        periods = {figure.period_display for figure in self.figures}
        return periods.pop() if len(periods) == 1 else ""

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
    # There are more of some metric, which were not read.
    are_cut: bool = False

    @property
    def leading(self) -> list["Observation"]:
        """Those that a page shows first: in dispute, or the newest."""
        return [figure for group in self.disagreements for figure in group.figures] + self.latest

    @property
    def count(self) -> int:
        return len(self.leading) + len(self.older) + len(self.local)


@dataclass
class ToldOtherwise:
    """What further sources say of a figure, where it is no figure of ours."""

    figure: "Observation"
    fact: Fact


def load_figures(programs: Sequence["ProgramPage"], **narrowed: Any) -> None:
    """What the page of each would read by itself; one query."""
    observations = apps.get_model("metrics", "Observation").everything
    of_program = defaultdict(list)
    for figure in observations.filter(**narrowed).for_programs(programs):
        of_program[figure.program_id].append(figure)
    for page in programs:
        page.reported_figures = of_program[page.pk]


def figures(page: "ProgramPage") -> Figures:
    shown = Figures()
    whole = whole_area(page)
    for _slug, of_metric in groupby(_in_order(page, whole), key=lambda figure: figure.metric.slug):
        listed = list(of_metric)
        if not listed[0].metric.in_dictionary:
            shown.local += listed
            continue
        shown.are_cut |= len(listed) >= MOST_OF_A_METRIC
        newest: list[Observation] = []
        for series in _by_series(listed):
            groups = disputed(series, whole)
            shown.disagreements += map(Disagreement, groups)
            apart = {figure.pk for group in groups for figure in group}
            first, older = _newest(series, whole)
            # What other sources deny may not be folded away.
            newest += first + [figure for figure in older if figure.is_disputed]
            newest = [figure for figure in newest if figure.pk not in apart]
            undisputed = [figure for figure in older if not figure.is_disputed]
            shown.older += [figure for figure in undisputed if figure.pk not in apart]
        shown.latest += sorted(newest, key=attrgetter("period_end"), reverse=True)
    return shown


def _by_series(figures: Iterable["Observation"]) -> list[list["Observation"]]:
    """Figures that may follow one another. Counts since the start grow; years do not."""
    listed = list(figures)
    kinds = [[figure for figure in listed if grows(figure) is growing] for growing in (False, True)]
    return [series for series in kinds if series]


def grows(figure: "Observation") -> bool:
    """A count since the start, which must not be set beside yearly counts."""
    is_cumulative = figure.period_kind == figure.PeriodKind.CUMULATIVE
    return is_cumulative and figure.metric.kind == figure.metric.Kind.COUNT


def _in_order(page: "ProgramPage", whole: Collection[str]) -> list["Observation"]:
    """As the page reads them; of equal periods the whole city before a part of it."""
    metrics: dict[str, int] = {}
    for figure in page.figures:
        metrics.setdefault(figure.metric.slug, len(metrics))
    newest = sorted(page.figures, key=lambda figure: not covers_all(figure.geography, whole))
    newest.sort(key=attrgetter("period_end", "period_start"), reverse=True)
    return sorted(newest, key=lambda figure: metrics[figure.metric.slug])


def whole_area(page: "ProgramPage") -> set[str]:
    """Words for all of the place that a program serves; an area without words is that place."""
    city: Any = page.home_city
    return words_for_all_of(city.city_name, city.title) if city else {""}


def words_for_all_of(*names: str | None) -> set[str]:
    """Of the place that has these names."""
    return {"", *(_place(name) for name in names if name)}


def covers_all(geography: str, whole: Collection[str]) -> bool:
    """Whether a figure's area is all of the place, by the words of `whole_area`."""
    return _place(geography) in whole


def area_of(geography: str, whole: Collection[str]) -> str:
    """One word for all of the place, whatever it is called: ""."""
    return "" if covers_all(geography, whole) else geography


def _place(words: str) -> str:
    """ "Denver" of "City and County of Denver"."""
    return words.casefold().rpartition(" of ")[2]


def gap_of(page: "ProgramPage", metric: "Metric", withheld: "Observation | None" = None) -> Fact:
    """Why the program shows no figure of a metric: one is withheld, or what is cited of it."""
    about = ABOUT_METRIC + metric.slug
    if withheld is not None:
        return Fact(about, metric.name, "", [withholding_of(withheld)])
    return Fact(about, metric.name, "", page.facts.cited(about))


def withholding_of(figure: "Observation") -> Citation:
    """Why readers see no figure, as pages say it of every gap."""
    return Citation(
        about=ABOUT_METRIC + figure.metric.slug,
        source=figure.source,
        says=Citation.Says.NOT_DISCLOSED,
        note=gettext(
            "The program has a figure. It is not shown, because it counts ten people or fewer, or "
            "would give such a count away."
        ),
    )


def figure_gaps(page: "ProgramPage", core: Sequence[Fact]) -> list[Fact]:
    """Core figures that nobody recorded, and others of which somebody said why they are missing."""
    needed = [fact for fact in core if fact.about.startswith(ABOUT_METRIC)]
    known = {fact.about for fact in needed} | known_of(page)
    explained = [about for about in page.facts.cited_below(ABOUT_METRIC) if about not in known]
    names = {}
    if explained:
        slugs = [about.removeprefix(ABOUT_METRIC) for about in explained]
        metrics = apps.get_model("metrics", "Metric").objects.filter(slug__in=slugs)
        names = {ABOUT_METRIC + metric.slug: metric.name for metric in metrics}
    gaps = [fact for fact in needed if not fact]
    gaps += [
        Fact(about, names.get(about, about), "", page.facts.cited(about)) for about in explained
    ]
    withheld = {ABOUT_METRIC + each.metric.slug: each for each in page.withheld_figures}
    of_withheld = {about: gap_of(page, each.metric, each) for about, each in withheld.items()}
    gaps = [gap for gap in gaps if gap.about not in of_withheld]
    return gaps + [gap for about, gap in of_withheld.items() if about not in known_of(page)]


def known_of(page: "ProgramPage") -> set[str]:
    """What a page shows figures of."""
    return {ABOUT_METRIC + figure.metric.slug for figure in page.figures}


def told_otherwise(page: "ProgramPage") -> list[ToldOtherwise]:
    """Under each figure that others contradict, what they state."""
    told: dict[int, ToldOtherwise] = {}
    for about in page.facts.cited_below(ABOUT_METRIC):
        of_metric = [
            figure for figure in page.figures if ABOUT_METRIC + figure.metric.slug == about
        ]
        others = [c for c in page.facts.cited(about) if c.says == c.Says.ANOTHER]
        for citation in others if of_metric else []:
            figure = _contradicted(citation, of_metric)
            fact = Fact(about, figure.metric.name, str(figure), as_of=figure.period_end)
            told.setdefault(figure.pk, ToldOtherwise(figure, fact)).fact.citations.append(citation)
    return list(told.values())


def _contradicted(citation: Citation, figures: list["Observation"]) -> "Observation":
    """The figure of the time that it speaks of, else the newest; from another source, if any."""
    foreign = [figure for figure in figures if figure.source_id != citation.source_id] or figures
    covering = [figure for figure in foreign if citation.as_of and _covers(figure, citation.as_of)]
    years = [figure for figure in covering if figure.is_of_a_year]
    return (years or covering or foreign)[0]


def _covers(figure: "Observation", date: str) -> bool:
    start, end = figure.period_start, figure.period_end
    return bool(end) and not is_later(start, date) and not is_later(date, end)


def disputed(series: Sequence["Observation"], whole: Collection[str]) -> list[list["Observation"]]:
    """Groups of figures that contradict one another: other values for one question, or figures
    that editors marked as disputed and whose periods overlap."""
    groups: list[list[Observation]] = []
    for figure in series:
        against = [
            group for group in groups if any(_contradict(figure, one, whole) for one in group)
        ]
        groups = [group for group in groups if group not in against]
        groups.append([*(one for group in against for one in group), figure])
    return [group for group in groups if len(group) > 1]


def _contradict(one: "Observation", other: "Observation", whole: Collection[str]) -> bool:
    if one.says_the_same(other):
        return False
    if one.is_disputed and other.is_disputed and _speak_of_one_time(one, other):
        return True
    return _question(one, whole) == _question(other, whole) and not one.fits(other)


def _question(figure: "Observation", whole: Collection[str]) -> tuple[object, ...]:
    period = (figure.period_start, figure.period_end)
    return figure.definition_id, area_of(figure.geography, whole), period


def _speak_of_one_time(one: "Observation", other: "Observation") -> bool:
    """Their periods overlap; of counts since the start, which all do, the ends lie close."""
    if not one.period_end or not other.period_end:
        return False
    if grows(one):
        ends = [PartialDate(figure.period_end).first_day for figure in (one, other)]
        return abs(ends[0] - ends[1]) <= HALF_A_YEAR
    return one.period_start <= other.period_end and other.period_start <= one.period_end


def _newest(
    series: list["Observation"], whole: Collection[str]
) -> tuple[list["Observation"], list["Observation"]]:
    """Those of the last period, whatever source, with the whole city's newest; and the rest.

    Of many areas a few: a table of all beats would hide what else there is.
    """
    last = (series[0].period_start, series[0].period_end)
    newest = [figure for figure in series if (figure.period_start, figure.period_end) == last]
    newest = newest[:MOST_AREAS]
    if not any(covers_all(figure.geography, whole) for figure in newest):
        newest += [figure for figure in series if covers_all(figure.geography, whole)][:1]
    return newest, [figure for figure in series if figure not in newest]
