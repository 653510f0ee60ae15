"""Figures of one metric in groups that may honestly stand together, by the comparison's rules.

Within the first group no pair is forbidden but for years that lie far apart; between groups every
pair is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.models import ProgramPage

from .comparison import Measure, Period, PeriodKind, Rule, Span, span
from .comparison.words import RULES
from .models.metric import Metric
from .models.observation import Observation

if TYPE_CHECKING:
    from .charts.shown import PictureShown


Order = tuple[object, ...]


class Place(IntEnum):
    """Of a figure, by its period. What does not grow with time has one place."""

    FIRST = 1
    SINCE_THE_START = 2
    OTHER_PERIOD = 3
    UNDATED = 4


_PLACES = {
    Span.YEAR: Place.FIRST,
    Span.FIRST_YEAR: Place.FIRST,
    Span.SINCE_THE_START: Place.SINCE_THE_START,
    Span.UNDATED: Place.UNDATED,
}
# Of what grows with time: the title of each place, why it stands apart, and by which rule.
WORDS: dict[Place, tuple[Promise, Promise, Rule | None]] = {
    Place.FIRST: (
        gettext_lazy("In one year"),
        gettext_lazy("Years and sizes of cities differ, so this is no ranking."),
        None,
    ),
    Place.SINCE_THE_START: (
        gettext_lazy("Since the start"),
        gettext_lazy("Grows every year; no single year can be read from it."),
        Rule.CUMULATIVE,
    ),
    Place.OTHER_PERIOD: (
        gettext_lazy("More or less than a year"),
        gettext_lazy("Would have to be stretched or cut to fit; we do neither."),
        Rule.LENGTH,
    ),
    Place.UNDATED: (
        gettext_lazy("Period not stated"),
        gettext_lazy("Nobody can say which years these count."),
        Rule.UNDATED,
    ),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a figure stands, before the whole of it is read."""

    figure: int
    program: int
    definition: int
    value: Decimal
    is_standard: bool
    way: str
    note: str
    period: Period
    place: Place
    grows: bool
    # A time is measured, and nobody says from when.
    lacks_clock: bool = False
    # Where it is not that of most figures.
    currency: str = ""

    @property
    def order(self) -> Order:
        way = "" if self.is_standard else self.way
        return (not self.is_standard, way, self.place, self.currency)

    @property
    def title(self) -> str | Promise:
        if self.currency:
            words = {"title": self._title, "currency": self.currency}
            return _("%(title)s, in %(currency)s") % words
        return self._title

    @property
    def _title(self) -> str | Promise:
        if not self.grows:
            return _("On the standard definition") if self.is_standard else self.way
        by_period = WORDS[self.place][0]
        if self.is_standard:
            return by_period
        if self.place == Place.FIRST:
            return self.way
        words = {"way": self.way, "period": str(by_period).lower()}
        return _("%(way)s, %(period)s") % words

    @property
    def reason(self) -> str | Promise:
        if not self.is_standard:
            return self.note or _("Counted in its own way.")
        return WORDS[self.place][1] if self.grows else _("Periods and areas may still differ.")

    @property
    def rule(self) -> Rule | None:
        """What forbids to set it beside the first group; None in that group itself."""
        if self.lacks_clock:
            return Rule.CLOCK
        if not self.is_standard:
            return Rule.DEFINITION
        if self.currency:
            return Rule.CURRENCY
        return WORDS[self.place][2] if self.grows else None

    @property
    def is_loose(self) -> bool:
        """Whether figures of one group may not stand beside one another either."""
        return self.lacks_clock or self.place != Place.FIRST


@dataclass
class FigureGroup:
    """Figures counted alike; `reason` says why they stand apart from the other groups."""

    title: str | Promise
    reason: str | Promise
    rule: Rule | None
    is_loose: bool
    figures: list[Observation]
    pictures: list["PictureShown"] = field(default_factory=list)

    @property
    def rule_in_words(self) -> str | Promise:
        return RULES[self.rule] if self.rule else ""


def placed(metric: Metric, measure: Measure, program: int | None = None) -> list[Placed]:
    """All public figures of a metric, or one program's, group by group; one query, which reads no
    more than that.
    """
    figures: QuerySet[Any] = Observation.objects.filter(
        definition__metric=metric, program__in=ProgramPage.objects.readable()
    )
    if program is not None:
        figures = figures.filter(program=program)
    in_order = figures.order_by("program__title", "-period_end", "-period_start", "-stands", "pk")
    return _placed(list(in_order.values_list(*_READ)), measure)


def placed_of(figures: Iterable[Observation], measure: Measure) -> list[Placed]:
    """The same of one program's figures that were read already."""
    newest = sorted(figures, key=lambda figure: (not figure.stands, figure.pk))
    newest.sort(key=attrgetter("period_end", "period_start"), reverse=True)
    return _placed([_row(figure) for figure in newest], measure)


_READ = (
    "pk",
    "program_id",
    "definition_id",
    "value",
    "definition__is_standard",
    "definition__name",
    "definition__note",
    "definition__clock_start",
    "period_kind",
    "period_start",
    "period_end",
    "currency",
)
_row = attrgetter(*(name.replace("__", ".") for name in _READ))


def _placed(rows: Sequence[tuple[Any, ...]], measure: Measure) -> list[Placed]:
    currencies = Counter(row[-1] for row in rows)
    most = max(currencies, key=lambda currency: (currencies[currency], currency), default="")
    found = []
    for row in rows:
        figure, program, definition, value, is_standard, way, note = row[:7]
        clock, kind, start, end, currency = row[7:]
        period = Period(PeriodKind(kind), start, end)
        found.append(
            Placed(
                figure,
                program,
                definition,
                value,
                is_standard,
                way,
                note,
                period,
                _place(measure, period),
                measure.grows,
                lacks_clock=measure.has_clock and not clock,
                currency="" if currency == most else currency,
            )
        )
    return sorted(found, key=lambda each: each.order)


def _place(measure: Measure, period: Period) -> Place:
    if not measure.grows:
        return Place.FIRST
    return _PLACES.get(span(period), Place.OTHER_PERIOD)


def grouped(
    shown: Sequence[Placed],
    figures: dict[int, Observation],
    pictures: Mapping[Order, list["PictureShown"]] | None = None,
) -> list[FigureGroup]:
    """In the order of `shown`, each with its pictures; what was deleted since is left out."""
    groups: dict[Order, FigureGroup] = {}
    for each in shown:
        if each.figure in figures:
            group = groups.setdefault(
                each.order,
                FigureGroup(each.title, each.reason, each.rule, each.is_loose, []),
            )
            group.figures.append(figures[each.figure])
    for order, group in groups.items():
        group.pictures = (pictures or {}).get(order, [])
    return list(groups.values())


def read(keys: Iterable[int]) -> dict[int, Observation]:
    """The whole figures, each with the names of its program's city; two queries.

    Many share a program, whose page has a hundred columns.
    """
    figures: QuerySet[Any] = Observation.objects.with_city()
    figures = figures.select_related("definition__metric", "source").prefetch_related("program")
    return figures.in_bulk(list(keys))
