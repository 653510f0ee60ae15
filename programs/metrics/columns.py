"""The columns of figures in files: their names, what they mean, and what a figure says in each.

Exports write them and the import reads them, so that what was taken out can be brought in again.
Files, and what others build on them, name these columns: they stay.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from .models.observation import Observation

Cell = str | Decimal | bool | None


@dataclass(frozen=True)
class FigureColumn:
    """One column. `type` is that of a Table Schema: string, number, boolean.

    `unit`: in words, of numbers. `choices`: the words that may stand in it, each with its meaning.
    Columns that are not read on the way in are there for people: the name of a metric, the title
    of a source.
    """

    name: str
    meaning: Any
    of: Callable[[Observation], Cell]
    type: str = "string"
    unit: Any = ""
    is_required: bool = False
    is_read: bool = True
    # What the portal alone says; nobody is asked for it.
    is_ours: bool = False
    choices: tuple[tuple[str, Any], ...] = ()

    @property
    def words(self) -> list[str]:
        return [word for word, _meaning in self.choices]


def _choices(choices: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(choices.choices)


_OF_ITS_METRIC = _("that of the metric, see the column “unit”")

FIGURE_COLUMNS: tuple[FigureColumn, ...] = (
    FigureColumn(
        "program",
        _("The program, by its city and its own short name: durham-nc/heart."),
        lambda figure: figure.program.comparison_key,
    ),
    FigureColumn(
        "program_name", _("Its name."), lambda figure: figure.program.title, is_read=False
    ),
    FigureColumn(
        "metric",
        _("What was counted, by its short name in the dictionary: calls-responded."),
        lambda figure: figure.metric.slug,
        is_required=True,
    ),
    FigureColumn("metric_name", _("Its name."), lambda figure: figure.metric.name, is_read=False),
    FigureColumn(
        "definition",
        _(
            "The way of counting, by its name. Empty: the standard one. "
            "Unlike ways never share a line."
        ),
        lambda figure: "" if figure.definition.is_standard else figure.definition.name,
    ),
    FigureColumn(
        "period_kind",
        _(
            "What kind of period it is. Empty: a calendar year, a quarter, a month or a day, where "
            "the dates are just that."
        ),
        lambda figure: figure.period_kind,
        choices=_choices(Observation.PeriodKind),
    ),
    FigureColumn(
        "period_start",
        _("From: a year, a month or a day (2024, 2024-06, 2024-06-30). Empty: not stated."),
        lambda figure: figure.period_start,
    ),
    FigureColumn(
        "period_end",
        _("Until, the last day included. The same day as the start for a figure of one day."),
        lambda figure: figure.period_end,
    ),
    FigureColumn(
        "value",
        _("How much; of a range, where it begins. Shares are in percent: 12.5 is 12.5 percent."),
        lambda figure: figure.value,
        type="number",
        unit=_OF_ITS_METRIC,
        is_required=True,
    ),
    FigureColumn(
        "value_to",
        _("Up to how much, where the source gives a range: 50 in “value” and 55 here."),
        lambda figure: figure.value_to,
        type="number",
        unit=_OF_ITS_METRIC,
    ),
    FigureColumn(
        "unit",
        _("What the value counts; for money its currency: USD, CAD."),
        lambda figure: figure.currency or figure.metric.unit,
    ),
    FigureColumn(
        "bound",
        _("Whether the value is exact or only a bound: “more than 12,000” is no count of 12,000."),
        lambda figure: figure.bound,
        choices=_choices(Observation.Bound),
    ),
    FigureColumn(
        "numerator",
        _("Of a share or an average: the part that was counted, where the source gives it."),
        lambda figure: figure.numerator,
        type="number",
        unit=_("as the definition says"),
    ),
    FigureColumn(
        "denominator",
        _("Of a share or an average: what it is a part of, where the source gives it."),
        lambda figure: figure.denominator,
        type="number",
        unit=_("as the definition says"),
    ),
    FigureColumn(
        "geography",
        _("The area that was counted. Empty: the city."),
        lambda figure: figure.geography,
    ),
    FigureColumn(
        "quality",
        _(
            "How it is known: the source reports it, it is estimated, or it was worked out from "
            "other figures; then the note gives the working."
        ),
        lambda figure: figure.quality,
        choices=_choices(Observation.Quality),
    ),
    FigureColumn(
        "source",
        _("Who says so, by the id of a source of this portal: DURHAM-DASHBOARD-2024."),
        lambda figure: figure.source.key,
        is_required=True,
    ),
    FigureColumn(
        "source_title",
        _("The source's title. Read where its id is missing."),
        lambda figure: figure.source.title,
    ),
    FigureColumn(
        "source_publisher",
        _("Who published it."),
        lambda figure: figure.source.publisher,
        is_read=False,
    ),
    FigureColumn(
        "source_url",
        _("Its address. Read where its id is missing."),
        lambda figure: figure.source.address,
    ),
    FigureColumn(
        "note",
        _("What a reader should know: where it comes from, what it leaves out, the working."),
        lambda figure: figure.note,
    ),
    FigureColumn(
        "is_disputed",
        _("Whether another source disagrees; the note says which, and what it states."),
        lambda figure: figure.is_disputed,
        type="boolean",
    ),
    FigureColumn(
        "stands",
        _("Whether the city stands by this one, where sources disagree."),
        lambda figure: figure.stands,
        type="boolean",
    ),
    FigureColumn(
        "is_planned",
        _("Whether it is a plan: its source was published before the period was over."),
        lambda figure: figure.is_planned,
        type="boolean",
        is_read=False,
        is_ours=True,
    ),
    FigureColumn(
        "corrected_on",
        _("The day of its last correction, where it was corrected; its page says what it was."),
        lambda figure: figure.corrected_on.isoformat() if figure.corrected_on else "",
        is_read=False,
        is_ours=True,
    ),
)

COLUMNS_BY_NAME = {column.name: column for column in FIGURE_COLUMNS}


def cells(figure: Observation) -> dict[str, Cell]:
    """What a figure says in each column."""
    return {column.name: column.of(figure) for column in FIGURE_COLUMNS}


def as_text(cell: Cell) -> str:
    """A cell as text files have it: 12000, 20.3, true; empty for none."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return cell or ""
