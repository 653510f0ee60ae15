"""Three findings in words on top of a comparison, made from its rows by rules.

Each rule looks for one thing that a reader would look for first, and says nothing where the data
does not say it. The first three that have something to say are shown. Words name no time, because
a program among them may have ended.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.memos.numbers import NumberedSource, Numbers
from programs.metrics.comparison import Outcome
from programs.metrics.models import Observation

from .differences import MOST_NAMED, Said, few, listed, lowered
from .measures import FigureCell, MeasureRow
from .table import Table

MOST_FINDINGS = 3
REACH, HOURS = "share-eligible-answered", "coverage-hours-per-week"
ALL_CALLS, ALL_HOURS = 100, 168

_OF_SEVERAL = (Outcome.COMPARABLE, Outcome.WITH_CARE, Outcome.NOT_COMPARABLE)


@dataclass
class FigureTold:
    """`numbers`: those of its source, where a memo numbers them."""

    observation: Observation
    shows_period: bool
    numbers: list[NumberedSource] = field(default_factory=list)


@dataclass
class NamedFigures:
    """What one program has of a finding: its figures, the least first."""

    name: str
    figures: list[FigureTold]


def _told(figures: Sequence[Observation]) -> list[FigureTold]:
    """A period that all share stands after the last of them."""
    is_one = len({figure.period_display for figure in figures}) == 1
    return [FigureTold(figure, not is_one or figure is figures[-1]) for figure in figures]


@dataclass
class Finding:
    title: str
    words: str = ""
    figures: list[NamedFigures] = field(default_factory=list)
    # The row that it was made from, if it was one.
    row: str = ""

    def number(self, numbers: Numbers) -> None:
        for told in (told for named in self.figures for told in named.figures):
            told.numbers = numbers.of([told.observation.source])


def findings(table: Table) -> list[Finding]:
    found = (finding for rule in RULES for finding in rule(table))
    return [finding for _number, finding in zip(range(MOST_FINDINGS), found, strict=False)]


def reach(table: Table) -> Iterator[Finding]:
    """How much of what they could answer they answer; else the measure that says most of them."""
    rows = [row for row in table.measures if row.outcome in _OF_SEVERAL and row.slug != HOURS]
    if not rows:
        return
    row = next((row for row in rows if row.slug == REACH), min(rows, key=_place))
    outcome = str(row.outcome_label)
    title = f"{row.label}: {outcome[:1].lower()}{outcome[1:]}."
    if row.slug == REACH and _most(row) < ALL_CALLS:
        is_of_all = len(row.compared.shown) == len(row.cells)
        title = (
            _("None reaches all its calls.")
            if is_of_all
            else _("None reaches all its calls, as far as is known.")
        )
    words = f"{capfirst(row.words)}." if row.words else ""
    yield Finding(title, _verdict(row) if row.slug == REACH else words, _of(row), row.slug)


def _verdict(row: MeasureRow) -> str:
    """Whether its figures may be compared, and why not."""
    outcome = str(row.outcome_label)
    return f"{outcome}: {row.words}." if row.words else f"{outcome}."


def _place(row: MeasureRow) -> tuple[int, int]:
    """What can be compared first, and of that what most of them have."""
    return _OF_SEVERAL.index(row.outcome), -len(row.compared.shown)


def around_the_clock(table: Table) -> Iterator[Finding]:
    row = next((row for row in table.measures if row.slug == HOURS), None)
    if row is None or not row.compared.shown:
        return
    known = _of(row)
    always = [
        _named(row, cell)
        for cell in row.cells
        if any(figure.value >= ALL_HOURS for figure in cell.figures)
    ]
    if not always:
        title = _("Nowhere around the clock.")
    elif len(always) == len(row.cells):
        title = _("Around the clock in all.")
    else:
        title = _("Around the clock in %(names)s.") % {"names": listed(always)}
    unknown = [row.names[cell.page.pk] for cell in row.cells if not cell.figures]
    if unknown and not always:
        title = _("Nowhere around the clock, as far as is known.")
    yield Finding(
        title, "" if row.outcome == Outcome.COMPARABLE else _verdict(row), known, row.slug
    )


def _named(row: MeasureRow, cell: FigureCell) -> str:
    """What is over is not told as if it were so now."""
    name = row.names[cell.page.pk]
    return _("%(name)s (ended)") % {"name": name} if cell.page.has_ended else name


def missing(table: Table) -> Iterator[Finding]:
    """Measures that one program alone has a figure of."""
    alone: dict[str, list[str]] = {}
    for row in table.measures:
        if row.outcome == Outcome.ONE_FIGURE:
            alone.setdefault(row.words, []).append(lowered(row.label))
    cells = [cell for row in table.measures for cell in row.cells]
    gaps = [cell for cell in cells if not cell.figures]
    if not alone:
        return
    title = _("Much is missing.") if len(gaps) * 2 > len(cells) else _("Some is missing.")
    yield Finding(title, " ".join(_alone(alone)))


def _alone(alone: Mapping[str, list[str]]) -> Iterator[str]:
    for name, labels in list(alone.items())[:MOST_NAMED]:
        yield _("Only %(name)s has a figure of: %(measures)s.") % {
            "name": name,
            "measures": few(labels),
        }


def what_can_be_compared(table: Table) -> Iterator[Finding]:
    rows = [row for row in table.measures if row.outcome in _OF_SEVERAL]
    if not rows:
        yield Finding(
            _("No figure can be compared."),
            _("There is no measure of which two of them have a figure."),
        )
        return
    fitting = [row for row in rows if row.outcome != Outcome.NOT_COMPARABLE]
    words = ngettext(
        "Of %(count)s measure with more than one figure, %(fitting)s can be compared as it stands.",
        "Of %(count)s measures with more than one figure, %(fitting)s can be compared.",
        len(rows),
    ) % {"count": len(rows), "fitting": len(fitting)}
    named = few([lowered(row.label) for row in fitting])
    title = _("Most figures can be compared.")
    if not fitting:
        title = _("No figure can be compared.")
    elif len(fitting) * 2 <= len(rows):
        title = _("Few figures can be compared.")
    yield Finding(title, f"{words} {capfirst(named)}." if named else words)


def alike(table: Table) -> Iterator[Finding]:
    same = [str(row.label) for row in table.facts if row.said.outcome == Said.SAME]
    if same:
        yield Finding(_("Alike in some facts."), f"{few(same)}.")


RULES: tuple[Callable[[Table], Iterator[Finding]], ...] = (
    reach,
    around_the_clock,
    missing,
    what_can_be_compared,
    alike,
)


def _of(row: MeasureRow) -> list[NamedFigures]:
    return [
        NamedFigures(row.names[cell.page.pk], _told(cell.figures))
        for cell in row.cells
        if cell.figures
    ]


def _most(row: MeasureRow) -> float:
    return float(max(shown.ends[1].most for shown in row.compared.shown.values()))
