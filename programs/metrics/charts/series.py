"""One program's figures over time: what follows what, and where nothing is known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..comparison import Figure, Level, PeriodKind, Rule, Shown, Span, choose, span, verdict_of
from ..comparison.periods import DAYS_OF_A_YEAR, last_day
from .dots import Answers, mark_of, publishers
from .periods import fiscal_years, short_period, years_of
from .scales import scale
from .values import Panel, SeriesChart, Slot, Told, highest
from .words import panels_in_words, sentences, title_of_panels

# Older ones stand in the table.
MOST_SLOTS = 36
# Figures that may be compared, but of which a line would say too much: of another area, planned,
# or of numbers that nobody knows or agrees on.
_NOT_JOINED = frozenset({Rule.AREA, Rule.PLANNED, Rule.BOUND, Rule.RANGE, Rule.DISPUTED})
# Where fewer of the periods have a figure, a picture would show little but gaps.
MOST_SLOTS_FOR_A_FIGURE = 3


class Step(StrEnum):
    """How long the periods are that follow one another. Those of one length share a picture."""

    YEARS = "years"
    QUARTERS = "quarters"
    MONTHS = "months"


_DAYS = {
    Step.YEARS: DAYS_OF_A_YEAR,
    Step.QUARTERS: DAYS_OF_A_YEAR / 4,
    Step.MONTHS: DAYS_OF_A_YEAR / 12,
}
_KINDS: Mapping[PeriodKind, tuple[Promise, Step]] = {
    PeriodKind.CALENDAR_YEAR: (gettext_lazy("calendar years"), Step.YEARS),
    PeriodKind.FISCAL_YEAR: (gettext_lazy("fiscal years"), Step.YEARS),
    PeriodKind.OTHER: (gettext_lazy("twelve months each"), Step.YEARS),
    PeriodKind.QUARTER: (gettext_lazy("quarters"), Step.QUARTERS),
    PeriodKind.MONTH: (gettext_lazy("months"), Step.MONTHS),
}


@dataclass(frozen=True)
class Series:
    """Figures of one program on one definition, of one kind of period; the oldest first."""

    kind: PeriodKind
    shown: tuple[Shown, ...]

    @property
    def kind_in_words(self) -> str:
        return str(_KINDS[self.kind][0])

    @property
    def step(self) -> Step:
        return _KINDS[self.kind][1]

    @property
    def figures(self) -> list[Figure]:
        return [figure for shown in self.shown for figure in shown.range]


def step_of(kind: PeriodKind, of: Span) -> Step | None:
    """None for periods that do not follow one another in even steps."""
    if kind == PeriodKind.OTHER and of != Span.YEAR:
        return None
    return _KINDS[kind][1] if kind in _KINDS else None


def series_of(figures: Iterable[Figure]) -> list[Series]:
    """Of one program's figures on one definition; a single period is no series."""
    regular = [f for f in figures if step_of(f.period.kind, span(f.period))]
    found = []
    for kind in _KINDS:
        of_kind = sorted((f for f in regular if f.period.kind == kind), key=_when)
        shown = [
            next(iter(choose(of_period).values()))
            for _period, of_period in groupby(of_kind, key=_when)
        ]
        series = Series(kind, tuple(shown))
        if len(shown) > 1 and _length(series) <= MOST_SLOTS_FOR_A_FIGURE * len(shown):
            found.append(series)
    return found


def _when(figure: Figure) -> tuple[str, str]:
    return figure.period.end, figure.period.start


def _length(series: Series) -> int:
    return round(_steps(series.shown[0], series.shown[-1], series.kind)) + 1


def panel(title: str, series: Series, answers: Answers) -> Panel:
    first, *_others = series.shown
    slots = [_slot(first, series, answers, is_joined=False)]
    for before, after in pairwise(series.shown):
        missing = _missing(before, after, series.kind)
        slots += missing
        is_joined = not missing and _may_be_joined(before, after, series.kind)
        slots.append(_slot(after, series, answers, is_joined=is_joined))
    return Panel(title, tuple(slots[-MOST_SLOTS:]))


def _slot(shown: Shown, series: Series, answers: Answers, *, is_joined: bool) -> Slot:
    figures = shown.ends if shown.is_conflict else (shown.leading,)
    return Slot(_label(shown.leading, series.kind), mark_of("", figures, answers), is_joined)


def _label(figure: Figure, kind: PeriodKind) -> str:
    if kind == PeriodKind.FISCAL_YEAR:
        return fiscal_years(figure.period.start, figure.period.end)
    return short_period(figure.period)


def _steps(before: Shown, after: Shown, kind: PeriodKind) -> float:
    ends = last_day(before.leading.period.end), last_day(after.leading.period.end)
    if ends[0] is None or ends[1] is None:
        return 0
    return (ends[1] - ends[0]).days / _DAYS[_KINDS[kind][1]]


def _missing(before: Shown, after: Shown, kind: PeriodKind) -> list[Slot]:
    """The periods between two for which nobody gave a figure."""
    count = min(round(_steps(before, after, kind)) - 1, MOST_SLOTS)
    year = int(before.leading.period.end[:4])
    is_of_years = kind in {PeriodKind.CALENDAR_YEAR, PeriodKind.FISCAL_YEAR}
    return [Slot(str(year + place) if is_of_years else "") for place in range(1, count + 1)]


def _may_be_joined(before: Shown, after: Shown, kind: PeriodKind) -> bool:
    """Neighbors in time of one area, both counted or both planned, that may stand together."""
    found = verdict_of(before, after)
    is_apart = found.level == Level.NOT_COMPARABLE or not _NOT_JOINED.isdisjoint(found.rules)
    return _steps(before, after, kind) > 0.75 and not is_apart


def series_chart(
    named: Sequence[tuple[str, Series]], answers: Answers, notes: Sequence[str] = ()
) -> SeriesChart:
    """Of series that are told apart by their programs' names, all of one step."""
    panels = tuple(panel(_titled(name, series), series, answers) for name, series in named)
    marks = [slot.mark for each in panels for slot in each.slots if slot.mark]
    title = title_of_panels(answers.name, panels)
    figures = [figure for _name, series in named for figure in series.figures]
    told = Told(
        title=title,
        about=sentences(answers.unit, years_of([figure.period for figure in figures]), *notes),
        alternative=panels_in_words(panels, answers.name, answers.unit),
        sources=publishers(answers.records[figure.key] for figure in figures),
    )
    return SeriesChart(told, panels, scale(highest(marks), answers.kind, answers.currency))


def _titled(name: str, series: Series) -> str:
    """A panel of one program needs no name: the picture's title has it."""
    words = {"program": name, "periods": series.kind_in_words}
    return _("%(program)s, %(periods)s") % words if name else capfirst(series.kind_in_words)
