"""The specification of dots on one scale: a row for each program, its value at its mark."""

import textwrap
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import Truncator

from .around import Around
from .drawing import (
    ACCENT,
    ARROW,
    INK,
    Layer,
    filled_and_open,
    frame,
    lines,
    number_of,
    pixels,
    present,
    shapes,
    texts,
    width_of,
)
from .forms import Form
from .values import DotChart, Mark

_GAP = 12


@dataclass(frozen=True)
class _Plan:
    """Where things stand, in pixels: on the sheet, and from the top of a row."""

    width: int
    left: int
    right: int
    row: int
    name: int
    period: int
    mark: int
    # Where a period ends that stands on the line of its name; else it stands below the name.
    period_end: int | None = None
    # The words of the scale, below the last row.
    scale: int = 24


_NARROW = _Plan(328, 14, 300, 50, 12, 12, 32, period_end=328)
_WIDE = _Plan(700, 262, 662, 40, 13, 29, 20)
_LOW = _Plan(900, 380, 862, 22, 11, 11, 11, scale=20)
_NARROWEST_NAMES = 150
_NAME, _PERIOD = 14, 12


def _plan(chart: DotChart, form: Form) -> _Plan:
    """Names take the room that they need, up to a point."""
    if form == Form.PHONE:
        return _NARROW
    if form == Form.MEMO:
        return _low(chart)
    widths = [
        max(width_of(mark.name, _NAME), width_of(mark.period, _PERIOD)) for mark in chart.marks
    ]
    left = min(_WIDE.left, max([*widths, _NARROWEST_NAMES]) + 2 * _GAP)
    return replace(_WIDE, left=round(left))


def _low(chart: DotChart) -> _Plan:
    """Name, period and mark on one line."""
    names = max(width_of(mark.name, _NAME) for mark in chart.marks)
    periods = max(width_of(mark.period, _PERIOD) for mark in chart.marks)
    left = round(min(_LOW.left, names + periods + 4 * _GAP))
    return replace(_LOW, left=left, period_end=left - 2 * _GAP)


def dots_spec(chart: DotChart, form: Form, address: str = "") -> dict[str, Any]:
    """`address`: where the figures stand, for the picture that is taken elsewhere."""
    plan = _plan(chart, form)
    around = Around(chart, form, address)
    top = around.head_height
    bottom = top + plan.row * len(chart.marks)
    layers = [
        *around.head(),
        *_rows(chart, plan, top),
        *_ticks(chart, plan, top, bottom),
        *_marks(chart, plan, top),
        *around.foot(bottom + plan.scale),
    ]
    height = bottom + plan.scale + around.foot_height
    told = chart.told
    return frame(plan.width, height, present(layers), told.title, told.alternative, form.margin)


def _rows(chart: DotChart, plan: _Plan, top: int) -> list[Layer]:
    names, periods, rules = [], [], []
    for place, mark in enumerate(chart.marks):
        y = top + place * plan.row
        names.append({"x": 0, "y": y + plan.name, "text": _name(mark, plan)})
        x = plan.period_end or 0
        periods.append({"x": x, "y": y + plan.period, "text": mark.period})
        rules.append({"x": plan.left, "x2": plan.right, "y": y + plan.row, "y2": y + plan.row})
    align = "left" if plan.period_end is None else "right"
    return [
        lines(rules),
        texts(names, size=_NAME, color=INK, fontWeight=700),
        texts(periods, size=_PERIOD, align=align),
    ]


def _name(mark: Mark, plan: _Plan) -> str:
    """Cut where there is no room for all of it; the table has it whole."""
    room = plan.left - _GAP
    if plan.period_end is not None:
        room = round(plan.period_end - width_of(mark.period, _PERIOD)) - _GAP
    return Truncator(mark.name).chars(max(8, int(room / width_of("n", _NAME))))


def _ticks(chart: DotChart, plan: _Plan, top: int, bottom: int) -> list[Layer]:
    ticks = [{"x": _x(chart, plan, value), "text": words} for value, words in chart.scale.ticks]
    return [
        lines({"x": t["x"], "x2": t["x"], "y": bottom, "y2": bottom + 4} for t in ticks),
        texts(({**tick, "y": bottom + 14} for tick in ticks), size=12, align="center"),
    ]


def _x(chart: DotChart, plan: _Plan, value: Any) -> float:
    share = number_of(value) / number_of(chart.scale.top)
    return round(plan.left + share * (plan.right - plan.left), 1)


def _marks(chart: DotChart, plan: _Plan, top: int) -> list[Layer]:
    x = {
        "field": "value",
        "type": "quantitative",
        "axis": None,
        "scale": {
            "domain": [0, number_of(chart.scale.top)],
            "range": [plan.left, plan.right],
            "nice": False,
        },
    }
    rows = [
        _row(mark, top + place * plan.row + plan.mark) for place, mark in enumerate(chart.marks)
    ]
    ends = [end for row in rows for end in row]
    spans = [
        {"value": row[0]["value"], "value2": row[1]["value"], "y": row[0]["y"]}
        for row in rows
        if len(row) > 1
    ]
    return [
        _bar(spans, x),
        *_arrows(ends, x),
        *filled_and_open(ends, x, pixels("y")),
        *_values(chart, plan, top),
    ]


def _row(mark: Mark, y: int) -> list[dict[str, Any]]:
    return [
        {
            "value": number_of(end.value),
            "y": y,
            "is_estimated": end.is_estimated,
            "is_open": mark.is_far,
            "side": mark.arrow(end),
        }
        for end in mark.ends
    ]


def _bar(spans: list[dict[str, Any]], x: Layer) -> Layer:
    """From the least to the most that sources give."""
    return {
        "data": {"values": spans},
        "mark": {"type": "rule", "color": ACCENT, "strokeWidth": 4},
        "encoding": {"x": x, "x2": {"field": "value2"}, "y": pixels("y")},
    }


def _arrows(ends: list[dict[str, Any]], x: Layer) -> list[Layer]:
    """To the side where the number may lie."""
    layers = []
    for side, shape in ((1, "triangle-right"), (-1, "triangle-left")):
        bounds = [end for end in ends if end["side"] == side]
        layers += [
            {
                "data": {"values": bounds},
                "mark": {
                    "type": "rule",
                    "color": ACCENT,
                    "strokeWidth": 2,
                    "x2Offset": side * ARROW,
                },
                "encoding": {"x": x, "x2": {"field": "value"}, "y": pixels("y")},
            },
            shapes(bounds, x, pixels("y"), shape=shape, size=60, filled=True, xOffset=side * ARROW),
        ]
    return layers


def _values(chart: DotChart, plan: _Plan, top: int) -> list[Layer]:
    """To the right of the mark, where there is room for the words; else to its left."""
    right: list[dict[str, Any]] = []
    left: list[dict[str, Any]] = []
    for place, mark in enumerate(chart.marks):
        y = top + place * plan.row + plan.mark
        words = f"{mark.words} ≠" if mark.is_disputed else mark.words
        end = _x(chart, plan, mark.most.value) + _GAP + ARROW * (mark.most.side > 0)
        start = _x(chart, plan, mark.least.value) - _GAP - ARROW * (mark.least.side < 0)
        is_right = end + width_of(words) <= plan.width or plan.width - end >= start - plan.left
        x, room = (end, plan.width - end) if is_right else (start, start - plan.left)
        (right if is_right else left).extend(_in_lines(words, x, y, room))
    return [
        texts(found, align=align, color=INK, fontWeight=700)
        for align, found in (("left", right), ("right", left))
    ]


def _in_lines(words: str, x: float, y: int, room: float) -> list[dict[str, Any]]:
    """On two lines where one has no room for them."""
    if width_of(words) <= room:
        return [{"x": x, "y": y, "text": words}]
    first, *others = textwrap.wrap(words, len(words) // 2 + 4)
    rest = " ".join(others)
    return [{"x": x, "y": y - 7, "text": first}, {"x": x, "y": y + 7, "text": rest}]
