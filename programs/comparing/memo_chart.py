"""The one picture of a council memo."""

import logging
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.memos.giving_way import Piece
from portal.memos.lines import lines
from portal.memos.numbers import NumberedSource, Numbers
from portal.memos.paper import NOTE, NOTE_LINE, SECTION, SECTION_LINE, WIDTH
from portal.provenance.models import Source
from programs.metrics.charts.forms import Form
from programs.metrics.charts.kept_files import Picture
from programs.metrics.charts.key import key_of
from programs.metrics.charts.rendering import DrawingError
from programs.metrics.charts.shown import Sized, sized, spec_of
from programs.metrics.charts.values import DotChart, Told

from .choice import Choice
from .measures import MeasureRow
from .memo_rows import Rank
from .pictures import address_of, chart_of, groups_of, level_of

logger = logging.getLogger(__name__)

# Above the title, and between the words and the picture.
AROUND_CHART = 9.0


@dataclass
class MemoChart:
    """`own` are the sources of what is drawn; `narrow` is the same for the screen of a phone."""

    metric: str
    chart: DotChart
    picture: Sized
    narrow: Sized
    own: tuple[Source, ...]
    numbers: list[NumberedSource] = field(default_factory=list)

    @property
    def told(self) -> Told:
        return self.chart.told

    @property
    def key(self) -> list[str]:
        return key_of(self.chart)

    def number(self, numbers: Numbers) -> None:
        self.numbers = numbers.of(self.own)

    def drawn(self) -> dict[str, bytes]:
        """The picture by its address; nothing where it cannot be drawn now."""
        try:
            content = Picture.of(spec_of(self.chart, Form.MEMO)).content("svg")
        except DrawingError:
            logger.exception("The picture of a memo could not be drawn.")
            return {}
        return {self.picture.url: content}

    def piece(self) -> Piece:
        label = _("the picture of %(metric)s") % {"metric": self.metric}
        return Piece(Rank.CHART, label, self._height, self, self.own)

    @property
    def _height(self) -> float:
        marks = " 00" * len(self.own)
        height = SECTION_LINE * lines(self.told.title, WIDTH, SECTION, is_bold=True)
        height += NOTE_LINE * lines(f"{self.told.about}{marks}", WIDTH, NOTE)
        height += NOTE_LINE * lines(" ".join(self.key), WIDTH, NOTE)
        return height + AROUND_CHART + self.picture.height * WIDTH / self.picture.width


def memo_chart(rows: Iterable[MeasureRow], choice: Choice) -> MemoChart | None:
    """Of the figures that may be compared for most of the programs; None where no two may.

    Of several such: those that differ, then those that may be compared without care, then those
    that stand first in the table.
    """
    found = [
        (row, place, group, chart_of(row, group))
        for row in rows
        for place, group in enumerate(groups_of(row))
    ]
    if not found:
        return None
    row, place, group, chart = min(found, key=lambda each: _order(each[0], *each[2:]))
    address = address_of(row, place, choice)
    return MemoChart(
        row.label,
        chart,
        sized(chart, Form.MEMO, address),
        sized(chart, Form.PHONE, address),
        _sources(row, group),
    )


def _order(row: MeasureRow, group: Sequence[Hashable], chart: DotChart) -> tuple[int, bool, int]:
    are_alike = len({mark.words for mark in chart.marks}) == 1
    return -len(group), are_alike, level_of(row, group)


def _sources(row: MeasureRow, group: Sequence[Hashable]) -> tuple[Source, ...]:
    figures = (figure for cell in row.cells if cell.page.pk in group for figure in cell.figures)
    return tuple({figure.source.key: figure.source for figure in figures}.values())
