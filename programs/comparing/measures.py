"""Rows of figures: what each program shows of a measure, and whether that can be compared."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.provenance.facts import Fact
from programs.figures import gap_of, whole_area
from programs.metrics.comparison import Difference, MeasureCompared, Outcome, Shown, compare
from programs.metrics.comparison.words import LEVELS, OUTCOMES, RULES
from programs.metrics.models import Metric, Observation
from programs.metrics.plain import measure_of, plain_figures
from programs.metrics.units import amount, number

from .differences import listed
from .residents import is_set_against_residents, rate_in_words

if TYPE_CHECKING:
    from programs.models import ProgramPage

# The others stand pair by pair.
MOST_REASONS = 3
_OUTCOMES_THAT_DIFFER = {Outcome.COMPARABLE, Outcome.WITH_CARE, Outcome.NOT_COMPARABLE}


@dataclass
class FigureCell:
    """A program's figures in answer to one question, or the gap."""

    page: Any
    # The leading figure and those that contradict it, the least first.
    figures: list[Observation] = field(default_factory=list)
    counted_otherwise: list[Observation] = field(default_factory=list)
    gap: Fact | None = None
    # For every thousand residents, in words; or why that cannot be said.
    rate: str = ""
    no_rate: str | Promise = ""

    @property
    def is_conflict(self) -> bool:
        return len(self.figures) > 1

    @property
    def are_of_one_period(self) -> bool:
        return len({figure.period_display for figure in self.figures}) == 1


@dataclass
class PairInWords:
    names: str
    level: str | Promise
    code: str
    reasons: str


@dataclass
class MeasureRow:
    metric: Metric
    compared: MeasureCompared
    names: Mapping[int, str]
    cells: list[FigureCell]

    @property
    def slug(self) -> str:
        return self.metric.slug

    @property
    def name(self) -> str:
        return self.metric.slug

    @property
    def label(self) -> str:
        return self.metric.name

    @property
    def outcome(self) -> Outcome:
        return self.compared.outcome

    @property
    def outcome_label(self) -> Promise:
        return OUTCOMES[self.outcome]

    @property
    def is_empty(self) -> bool:
        return not self.compared.shown and not any(
            cell.gap is not None and cell.gap.is_answered for cell in self.cells
        )

    @property
    def differs(self) -> bool:
        difference = self.compared.difference
        is_alike = difference is not None and not difference.amount
        return self.outcome in _OUTCOMES_THAT_DIFFER and not is_alike

    @property
    def words(self) -> str:
        """What follows the outcome: whose figure it is, why not, or by how much."""
        if self.outcome == Outcome.ONE_FIGURE:
            return listed(self._names(self.compared.shown))
        if self.outcome == Outcome.NO_FIGURE:
            return ""
        parts = [self._reasons, self._groups, self._difference]
        return "; ".join(part for part in parts if part)

    @property
    def pairs(self) -> list[PairInWords]:
        """Each pair of programs, where pairs differ or the row names only the first reasons."""
        pairs = self.compared.pairs
        are_alike = len({pair.verdict for pair in pairs}) <= 1
        if are_alike and len(self.compared.rules) <= MOST_REASONS:
            return []
        return [
            PairInWords(
                listed(self._names([pair.one, pair.other])),
                LEVELS[pair.verdict.level],
                pair.verdict.level.name.lower(),
                _in_words(pair.verdict.rules),
            )
            for pair in pairs
        ]

    @property
    def _reasons(self) -> str:
        if self.outcome == Outcome.COMPARABLE:
            return ""
        rules = self.compared.rules
        words = _in_words(rules[:MOST_REASONS])
        more = len(rules) - MOST_REASONS
        if more <= 0:
            return words
        others = ngettext("%(count)s reason more", "%(count)s reasons more", more)
        return _("%(words)s and %(more)s") % {"words": words, "more": others % {"count": more}}

    @property
    def _groups(self) -> str:
        groups = self.compared.groups
        together = [group for group in groups if len(group) > 1]
        if len(groups) < 2 or not together:
            return ""
        said = [
            _("%(names)s may stand together") % {"names": listed(self._names(group))}
            for group in together
        ]
        return "; ".join(said)

    @property
    def _difference(self) -> str:
        difference = self.compared.difference
        if difference is None:
            return ""
        if not difference.amount:
            return _("all alike")
        return self._apart(difference)

    def _apart(self, difference: Difference) -> str:
        least, most = (
            listed(self._names(difference.with_least)),
            listed(self._names(difference.with_most)),
        )
        if len(difference.with_least) + len(difference.with_most) < len(self.compared.shown):
            return _("from %(low)s at %(least)s to %(high)s at %(most)s") % {
                "low": number(difference.least),
                "least": least,
                "high": number(difference.most),
                "most": most,
            }
        return _("%(least)s %(amount)s less than %(most)s") % {
            "least": least,
            "amount": self._amount(difference),
            "most": most,
        }

    def _amount(self, difference: Difference) -> str:
        if self.metric.unit == "percent":
            return _("%(points)s points") % {"points": number(difference.amount)}
        currencies = {cell.figures[0].currency for cell in self.cells if cell.figures}
        return amount(difference.amount, self.metric.unit, next(iter(currencies), ""))

    @property
    def no_rates(self) -> list[tuple[str, str | Promise]]:
        """Programs with a figure that is not set against residents, each with the reason."""
        return [(self.names[c.page.pk], c.no_rate) for c in self.cells if c.no_rate]

    def _names(self, programs: Iterable[Any]) -> list[str]:
        return [self.names[program] for program in programs]


def measure_rows(
    pages: Sequence["ProgramPage"],
    names: Mapping[int, str],
    metrics: Iterable[Metric],
    observations: Iterable[Observation],
) -> list[MeasureRow]:
    """A row for each metric of the dictionary, in its order."""
    areas: dict[int, Collection[str]] = {page.pk: whole_area(page) for page in pages}
    by_metric = _by_metric(observations)
    return [
        _measure_row(metric, by_metric.get(metric.pk, []), pages, names, areas)
        for metric in metrics
    ]


def _by_metric(observations: Iterable[Observation]) -> dict[int, list[Observation]]:
    def key(observation: Observation) -> int:
        return observation.definition.metric_id

    return {metric: list(found) for metric, found in groupby(sorted(observations, key=key), key)}


def _measure_row(
    metric: Metric,
    observations: list[Observation],
    pages: Sequence["ProgramPage"],
    names: Mapping[int, str],
    areas: dict[int, Collection[str]],
) -> MeasureRow:
    measure = measure_of(metric)
    withheld = {each.program_id: each for each in observations if each.is_withheld}
    observations = [each for each in observations if not each.is_withheld]
    figures = plain_figures(observations, measure, areas)
    compared = compare(measure, [page.pk for page in pages], figures)
    by_key = {observation.pk: observation for observation in observations}
    cells = [
        _cell(page, metric, compared.shown.get(page.pk), by_key, withheld.get(page.pk))
        for page in pages
    ]
    return MeasureRow(metric, compared, names, cells)


def _cell(
    page: "ProgramPage",
    metric: Metric,
    shown: Shown | None,
    by_key: Mapping[int, Observation],
    withheld: Observation | None,
) -> FigureCell:
    if shown is None:
        return FigureCell(page, gap=gap_of(page, metric, withheld))
    cell = FigureCell(
        page,
        figures=[by_key[figure.key] for figure in shown.range],
        counted_otherwise=[by_key[figure.key] for figure in shown.counted_otherwise],
    )
    if is_set_against_residents(metric):
        cell.rate, cell.no_rate = rate_in_words(shown, by_key[shown.leading.key], page)
    return cell


def _in_words(rules: Iterable[Any]) -> str:
    return ", ".join(str(RULES[rule]) for rule in rules)
