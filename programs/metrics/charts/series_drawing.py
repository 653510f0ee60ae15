"""The specification of panels over time: values at their marks, a box where there is no figure."""

from dataclasses import dataclass
from math import ceil
from typing import Any

from .around import Around
from .drawing import (
    ACCENT,
    INK,
    RULE,
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
from .labels import Box, Label, apart, label_layers, label_within
from .values import Panel, SeriesChart

_HEAD, _PLOT, _FOOT, _GAP = 40, 150, 34, 28
_TITLE, _VALUE, _LABEL = 14, 13, 12
_ARROW = 16
_NO_FIGURE = 70
# Of a dot, half of what it takes; and where the title of a panel ends, from its top.
_DOT, _TITLE_ENDS = 6, 21


@dataclass(frozen=True)
class _Place:
    """Where a panel stands, in pixels; its values have a scale between `bottom` and `top`.

    `room`: for words over the highest values, more than the head has.
    """

    left: int
    width: int
    head: int
    room: int = 0

    @property
    def top(self) -> int:
        return self.head + _HEAD + self.room

    @property
    def bottom(self) -> int:
        return self.top + _PLOT

    def x(self, place: int, slots: int) -> float:
        return round(self.left + (place + 0.5) * self.width / slots, 1)


def series_spec(chart: SeriesChart, form: Form, address: str = "") -> dict[str, Any]:
    around = Around(chart, form, address)
    columns = 1 if form == Form.PHONE or len(chart.panels) == 1 else 2
    width = min((form.width - _GAP * (columns - 1)) // columns, 460)
    top = number_of(chart.scale.top)
    room = max(_room_over(panel, _Place(0, width, 0), top) for panel in chart.panels)
    height = _HEAD + room + _PLOT + _FOOT
    layers = [*around.head()]
    for number, panel in enumerate(chart.panels):
        row, column = divmod(number, columns)
        place = _Place(column * (width + _GAP), width, around.head_height + row * height, room)
        layers += _panel(panel, place, top)
    bottom = around.head_height + height * -(-len(chart.panels) // columns)
    layers += around.foot(bottom)
    full = bottom + around.foot_height
    told = chart.told
    return frame(form.width, full, present(layers), told.title, told.alternative, form.margin)


def _panel(panel: Panel, place: _Place, top: float) -> list[Layer]:
    base = {"x": place.left, "x2": place.left + place.width, "y": place.bottom, "y2": place.bottom}
    title = {"x": place.left, "y": place.head + 12, "text": panel.title}
    return [
        texts([title], size=_TITLE, color=INK, fontWeight=700, limit=place.width),
        lines([base], color=RULE),
        *_gaps(panel, place),
        *_line(panel, place, top),
        *_words(panel, place, top),
        *_arrows(panel, place, top),
        *_dots(panel, place, top),
    ]


def _y(value: Any, place: _Place, top: float) -> float:
    return round(place.bottom - number_of(value) / top * _PLOT, 1)


def _gaps(panel: Panel, place: _Place) -> list[Layer]:
    """A dotted box for each period without a figure; never a mark at zero."""
    count = len(panel.slots)
    half = min(16, place.width / count / 2 - 2)
    xs = [place.x(number, count) for number, slot in enumerate(panel.slots) if slot.mark is None]
    top, bottom = place.bottom - _NO_FIGURE, place.bottom - 1
    sides = [
        side
        for x in xs
        for side in (
            {"x": x - half, "x2": x - half, "y": top, "y2": bottom},
            {"x": x + half, "x2": x + half, "y": top, "y2": bottom},
            {"x": x - half, "x2": x + half, "y": top, "y2": top},
        )
    ]
    said = ({"x": x, "y": bottom - 8, "text": "no figure"} for x in xs if half > 6)
    return [
        lines(sides, color="#5d5d52", strokeDash=[2, 2]),
        texts(said, size=_LABEL, angle=270),
    ]


def _line(panel: Panel, place: _Place, top: float) -> list[Layer]:
    """Only between neighbors that may be joined."""
    count = len(panel.slots)
    joined = []
    for number, slot in enumerate(panel.slots):
        before = panel.slots[number - 1].mark if number else None
        if slot.is_joined and slot.mark and before:
            joined.append(
                {
                    "x": place.x(number - 1, count),
                    "x2": place.x(number, count),
                    "y": _y(before.most.value, place, top),
                    "y2": _y(slot.mark.most.value, place, top),
                }
            )
    return [lines(joined, color=ACCENT, width=2)]


def _dots(panel: Panel, place: _Place, top: float) -> list[Layer]:
    """On the scale of values; two with a bar where sources give a least and a most."""
    y = {
        "field": "value",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, top], "range": [place.bottom, place.top], "nice": False},
    }
    rows = [
        {
            "x": place.x(number, len(panel.slots)),
            "value": number_of(end.value),
            "is_estimated": end.is_estimated,
            "is_open": False,
        }
        for number, slot in enumerate(panel.slots)
        if slot.mark
        for end in slot.mark.ends
    ]
    bars = [
        {"x": x, "x2": x, "y": _y(m.least.value, place, top), "y2": _y(m.most.value, place, top)}
        for number, slot in enumerate(panel.slots)
        if (m := slot.mark) and len(m.ends) > 1
        for x in [place.x(number, len(panel.slots))]
    ]
    dots = filled_and_open(rows, pixels("x"), y)
    # Each panel has its own place for the same scale.
    return [lines(bars, color=ACCENT, width=4), *dots]


def _arrows(panel: Panel, place: _Place, top: float) -> list[Layer]:
    """Upwards where the number may be more, downwards where it may be less."""
    count = len(panel.slots)
    bounds = []
    for number, slot in enumerate(panel.slots):
        if (mark := slot.mark) is None:
            continue
        for end in mark.ends:
            if side := mark.arrow(end):
                x, y = place.x(number, count), _y(end.value, place, top)
                bounds.append({"x": x, "x2": x, "y": y, "y2": y - side * _ARROW, "side": side})
    heads = {
        side: [{"x": b["x"], "y": b["y2"]} for b in bounds if b["side"] == side] for side in (1, -1)
    }
    marks = {"size": 50, "filled": True}
    return [
        lines(bounds, color=ACCENT, width=2),
        shapes(heads[1], pixels("x"), pixels("y"), shape="triangle-up", **marks),
        shapes(heads[-1], pixels("x"), pixels("y"), shape="triangle-down", **marks),
    ]


def _words(panel: Panel, place: _Place, top: float) -> list[Layer]:
    """Values over their marks and periods under the line, as many as there is room for."""
    values = _values(panel, place, top)
    count = len(panel.slots)
    every = _every([slot.label for slot in panel.slots], _LABEL, place.width)
    periods = [
        _label(slot.label, place.x(number, count), place.bottom + 14, _LABEL, place)
        for number, slot in enumerate(panel.slots)
        if (count - 1 - number) % every == 0
    ]
    return [
        # A line that passes behind a number must not cross it out.
        *label_layers(values, fontWeight=700, stroke="white", strokeWidth=4),
        *label_layers(values, color=INK, fontWeight=700),
        *label_layers(periods),
    ]


def _values(panel: Panel, place: _Place, top: float) -> list[Label]:
    told, count = _told(panel, place), len(panel.slots)
    labels, dots = [], []
    for number, slot in enumerate(panel.slots):
        if slot.mark is None:
            continue
        x = place.x(number, count)
        heights = [_y(end.value, place, top) for end in slot.mark.ends]
        dots += [Box(x - _DOT, x + _DOT, y - _DOT, y + _DOT) for y in heights]
        if number in told:
            words = f"{slot.mark.words} ≠" if slot.mark.is_disputed else slot.mark.words
            above = 14 + _ARROW * (slot.mark.most.side > 0)
            labels.append(_label(words, x, heights[-1] - above, _VALUE, place))
    return apart(labels, dots)


def _label(text: str, x: float, y: float, size: int, place: _Place) -> Label:
    return label_within(place.left, place.left + place.width, text, x, y, size)


def _room_over(panel: Panel, place: _Place, top: float) -> int:
    """What the words of a panel need above its plot, beside what its head leaves them."""
    highest = min(label.box.top for label in _values(panel, place, top))
    return max(0, ceil(place.head + _TITLE_ENDS - highest))


def _every(words: list[str], size: int, width: int) -> int:
    """Each of them fits, or every second, and so on."""
    widest = max(width_of(each, size) for each in words) + 6
    return max(1, -(-int(widest * len(words)) // width))


def _told(panel: Panel, place: _Place) -> set[int]:
    """The slots whose values are printed: all, or the first, the last, the least and the most."""
    known = {n: slot.mark for n, slot in enumerate(panel.slots) if slot.mark}
    widest = max(width_of(mark.words) for mark in known.values())
    if widest <= place.width / len(panel.slots) * 1.6 or len(known) <= 3:
        return set(known)
    most = max(known, key=lambda n: known[n].most.value)
    least = min(known, key=lambda n: known[n].least.value)
    return {min(known), max(known), most, least}
