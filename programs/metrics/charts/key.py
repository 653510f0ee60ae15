"""What the signs of a picture mean; only those that stand in it are explained."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .values import Chart, Mark, SeriesChart, Slot, marks_of

Stands = Callable[[Mark], bool]

_SIGNS: Sequence[tuple[Stands, Promise]] = (
    (
        lambda mark: any(map(mark.arrow, mark.ends)),
        _("Arrow: a bound; the number lies on that side."),
    ),
    (
        lambda mark: any(end.is_estimated for end in mark.ends),
        _("Diamond: an estimate."),
    ),
    (
        lambda mark: len(mark.ends) > 1,
        _("Two marks and a bar: the least and the most that sources say."),
    ),
    (lambda mark: mark.is_disputed, _("≠ sources disagree.")),
    (
        lambda mark: mark.is_far,
        _("Open: more than three years from the newest, so not to be compared with it."),
    ),
)
_NO_FIGURE = _("Dotted: no figure for that time; it is not zero.")
_NO_LINE = _(
    "Without a line between them: another area, a plan, a bound, a range, or sources disagree."
)

_OVER_TIME: Sequence[tuple[Promise, Callable[[tuple[Slot, Slot]], bool]]] = (
    (_NO_FIGURE, lambda pair: pair[1].mark is None),
    (_NO_LINE, lambda pair: bool(pair[0].mark and pair[1].mark) and not pair[1].is_joined),
)


def key_of(chart: Chart) -> list[str]:
    marks = list(marks_of(chart))
    found = [str(words) for stands, words in _SIGNS if any(map(stands, marks))]
    if isinstance(chart, SeriesChart):
        found += [str(words) for words, stands in _OVER_TIME if any(map(stands, _pairs(chart)))]
    return found


def _pairs(chart: SeriesChart) -> list[tuple[Slot, Slot]]:
    return [pair for panel in chart.panels for pair in pairwise(panel.slots)]
