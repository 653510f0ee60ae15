"""A row of a file as the figure that it would be, with all that is wrong in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from ..checks import CURRENCIES, faults
from ..columns import COLUMNS_BY_NAME
from ..comparison import Kind
from ..models import Observation
from ..written_periods import settled, told_by
from .dates import read_date
from .lookups import Known, KnownMetric
from .numbers import UnreadableError, Written, read_number
from .tables import Cell, SheetRow, address
from .words import plain_text, read_choice, read_yes
from .workbooks import UNCALCULATED

Value = TypeVar("Value")

_FORMULA_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
# A row in which none of these is filled is one of the template that nobody wrote in.
_WRITTEN_IN = (
    "value",
    "value_to",
    "period_start",
    "period_end",
    "numerator",
    "denominator",
    "note",
)
_LONGEST_GEOGRAPHY, _LONGEST_NOTE = 200, 20_000


@dataclass(frozen=True)
class Said:
    """`where`: the cell (C7), or the row where no cell is to blame; `heading`: of its column."""

    where: str
    heading: str
    words: str


@dataclass(slots=True)
class WrittenFigure:
    """The columns of a figure (`KEY`, `SAID`), as far as a row says them."""

    definition_id: int | None = None
    period_start: str = ""
    period_end: str = ""
    geography: str = ""
    source_id: int | None = None
    period_kind: str = ""
    value: Decimal | None = None
    value_to: Decimal | None = None
    currency: str = ""
    bound: str = Observation.Bound.EXACT.value
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    quality: str = Observation.Quality.REPORTED.value
    note: str = ""
    is_disputed: bool = False
    stands: bool = False


@dataclass(slots=True)
class Draft:
    """`given`: the columns of a figure that the file speaks of; the others stay as they are."""

    number: int
    metric: KnownMetric | None = None
    figure: WrittenFigure = field(default_factory=WrittenFigure)
    given: set[str] = field(default_factory=set)
    faults: list[Said] = field(default_factory=list)
    names_retired: str = ""
    has_period: bool = False
    is_left_out: bool = False


class Drafting:
    """Reads rows of one file. `positions`: where each column stands."""

    def __init__(
        self,
        known: Known,
        positions: Mapping[str, int],
        headings: Mapping[str, str],
        decimal_mark: str,
        *,
        counts_from_1904: bool = False,
    ) -> None:
        self.known = known
        self.positions = positions
        self.headings = headings
        self.decimal_mark = decimal_mark
        self.counts_from_1904 = counts_from_1904
        self._keys_of_program = {
            known.program.comparison_key.casefold(),
            known.program.slug.casefold(),
            known.program.title.casefold(),
        }

    def draft(self, row: SheetRow) -> Draft:
        draft = Draft(row.number)
        if not any(plain_text(self._cell(row, name)) for name in _WRITTEN_IN):
            draft.is_left_out = True
            return draft
        self._read_program(row, draft)
        self._read_what(row, draft)
        self._read_period(row, draft)
        self._read_amounts(row, draft)
        self._read_source(row, draft)
        self._read_the_rest(row, draft)
        return draft

    def _cell(self, row: SheetRow, name: str) -> Cell:
        position = self.positions.get(name)
        return row.cells[position] if position is not None and position < len(row.cells) else None

    def say(self, draft: Draft, name: str, words: Any) -> None:
        position = self.positions.get(name)
        where = str(draft.number) if position is None else address(position, draft.number)
        said = Said(where, self.headings.get(name, name), str(words))
        if all(each.where != where or position is None for each in draft.faults):
            draft.faults.append(said)

    def _read(
        self, row: SheetRow, draft: Draft, name: str, read: Callable[[Cell], Value]
    ) -> Value | None:
        """None for what is not in the file or cannot be read; the fault is noted."""
        cell = self._cell(row, name)
        if name in self.positions:
            draft.given.add(name)
        try:
            if cell == UNCALCULATED:
                raise UnreadableError(
                    _(
                        "The formula in this cell was never calculated. Open the file in your "
                        "spreadsheet program and save it, or write the number."
                    )
                )
            if isinstance(cell, str) and cell.startswith(_FORMULA_ERRORS):
                raise UnreadableError(
                    _("The formula in this cell gives an error (%(error)s). Write the number.")
                    % {"error": cell[:10]}
                )
            return read(cell)
        except UnreadableError as error:
            self.say(draft, name, error)
            return None

    def _read_program(self, row: SheetRow, draft: Draft) -> None:
        named = plain_text(self._cell(row, "program")).strip("/")
        if named and named.casefold() not in self._keys_of_program:
            words = _("This row is of “%(named)s”. The file is brought in for %(program)s alone.")
            key = self.known.program.comparison_key
            self.say(draft, "program", words % {"named": named[:80], "program": key})

    def _read_what(self, row: SheetRow, draft: Draft) -> None:
        def metric(cell: Cell) -> KnownMetric:
            text = plain_text(cell)
            if not text:
                raise UnreadableError(_("Name the metric, as in calls-responded."))
            return self.known.metric(text)

        draft.metric = found = self._read(row, draft, "metric", metric)
        if found is None:
            return
        way = self._read(
            row, draft, "definition", lambda cell: self.known.way(found, plain_text(cell))
        )
        if way is not None:
            draft.figure.definition_id = way
        if found.is_retired:
            draft.names_retired = "metric"

    def _read_period(self, row: SheetRow, draft: Draft) -> None:
        def date(cell: Cell) -> str:
            return read_date(cell, counts_from_1904=self.counts_from_1904)

        figure = draft.figure
        kind = self._read(row, draft, "period_kind", self._choice("period_kind"))
        start = self._read(row, draft, "period_start", date)
        end = self._read(row, draft, "period_end", date)
        figure.period_kind = kind or ""
        if kind == "" and start is not None and end is not None:
            figure.period_kind = told_by(start, end)
            if not figure.period_kind:
                words = _("Say what kind of period it is: %(words)s.")
                named = ", ".join(COLUMNS_BY_NAME["period_kind"].words)
                self.say(draft, "period_kind", words % {"words": named})
        if figure.period_kind and start is not None and end is not None:
            draft.has_period = True
            figure.period_start, figure.period_end = settled(figure.period_kind, start, end)
        else:
            # What cannot be read is said at its cell; nothing is said of what it would make.
            figure.period_kind = Observation.PeriodKind.UNDATED

    def _read_amounts(self, row: SheetRow, draft: Draft) -> None:
        def number(cell: Cell) -> Written | None:
            return read_number(cell, self.decimal_mark)

        value = self._read(row, draft, "value", number)
        if value is None:
            self.say(
                draft, "value", _("Write the value, or take the row out. Missing is not zero.")
            )
        else:
            draft.figure.value = value.amount
        for name in ("value_to", "numerator", "denominator"):
            part = self._read(row, draft, name, number)
            setattr(draft.figure, name, part.amount if part else None)
        if draft.metric is not None:
            self._read_unit(row, draft, draft.metric, value)

    def _read_unit(
        self, row: SheetRow, draft: Draft, metric: KnownMetric, value: Written | None
    ) -> None:
        unit = plain_text(self._cell(row, "unit"))
        draft.given.add("currency")
        if value and value.is_percent and metric.kind != Kind.PERCENT:
            words = _("“%(metric)s” counts %(unit)s, no percent. Write the number alone.")
            self.say(draft, "value", words % {"metric": metric.name, "unit": metric.unit})
        if metric.kind == Kind.MONEY:
            self._read_currency(draft, unit, value)
        elif unit and unit.casefold() not in _names_of_unit(metric):
            words = _("“%(metric)s” counts %(unit)s: write %(unit)s, or leave the cell empty.")
            self.say(draft, "unit", words % {"metric": metric.name, "unit": metric.unit})
        elif value and value.currency:
            words = _("“%(metric)s” counts %(unit)s, no money. Write the number alone.")
            self.say(draft, "value", words % {"metric": metric.name, "unit": metric.unit})

    def _read_currency(self, draft: Draft, unit: str, value: Written | None) -> None:
        beside = value.currency if value and value.currency in CURRENCIES else ""
        currency = unit.upper() or beside
        if not currency or currency not in CURRENCIES:
            words = _("An amount of money needs its currency: write %(codes)s here.")
            self.say(draft, "unit", words % {"codes": _(" or ").join(CURRENCIES)})
        elif beside and beside != currency:
            words = _("The value says %(one)s, the unit %(other)s. Write the same in both.")
            self.say(draft, "unit", words % {"one": beside, "other": currency})
        draft.figure.currency = currency if currency in CURRENCIES else ""

    def _read_source(self, row: SheetRow, draft: Draft) -> None:
        title = plain_text(self._cell(row, "source_title"))
        link = plain_text(self._cell(row, "source_url"))

        def source(cell: Cell) -> Any:
            found = self.known.source(plain_text(cell), title, link)
            if found is None:
                raise UnreadableError(
                    _("Say who says so: the id of a source, as it stands under Sources.")
                )
            return found

        found = self._read(row, draft, "source", source)
        if found is not None:
            draft.figure.source_id = found.pk
            if found.is_retired:
                draft.names_retired = draft.names_retired or "source"

    def _read_the_rest(self, row: SheetRow, draft: Draft) -> None:
        figure = draft.figure
        figure.bound = self._read(row, draft, "bound", self._choice("bound")) or figure.bound
        quality = self._read(row, draft, "quality", self._choice("quality"))
        figure.quality = quality or figure.quality
        figure.geography = self._text(row, draft, "geography", _LONGEST_GEOGRAPHY)
        figure.note = self._text(row, draft, "note", _LONGEST_NOTE)
        for name in ("is_disputed", "stands"):
            setattr(figure, name, bool(self._read(row, draft, name, read_yes)))

    def _text(self, row: SheetRow, draft: Draft, name: str, longest: int) -> str:
        def text(cell: Cell) -> str:
            written = plain_text(cell)
            if len(written) > longest:
                raise UnreadableError(
                    _("Write at most %(longest)s characters; these are %(length)s.")
                    % {"longest": longest, "length": len(written)}
                )
            return written

        return self._read(row, draft, name, text) or ""

    def _choice(self, name: str) -> Callable[[Cell], str]:
        return lambda cell: read_choice(cell, COLUMNS_BY_NAME[name].choices)

    def check(self, draft: Draft) -> None:
        """The rules of the form, at the cells of the file."""
        for column, words in faults(draft.figure, draft.metric):
            # What currency is lacking was said where the unit was read.
            if column != "currency":
                self.say(draft, column, words)


def _names_of_unit(metric: KnownMetric) -> set[str]:
    return {metric.unit.casefold(), *(("%",) if metric.kind == Kind.PERCENT else ())}
