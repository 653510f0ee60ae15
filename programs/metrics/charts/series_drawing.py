"""The specification of panels over time: values at their marks, a box where there is no figure."""

from dataclasses import dataclass
from typing import Any

from .around import Around
from .drawing import (
    ACCENT,
    INK,
    RULE,
    Layer,
    direction,
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
from .values import Panel, SeriesChart

_HEAD, _PLOT, _FOOT, _GAP = 40, 150, 34, 28
_TITLE, _VALUE, _LABEL = 14, 13, 12
_ARROW = 16
_NO_FIGURE = 70


@dataclass(frozen=True)
class _Place:
    """Where a panel stands, in pixels; its values have a scale between `bottom` and `top`."""

    left: int
    width: int
    head: int

    @property
    def top(self) -> int:
        return self.head + _HEAD

    @property
    def bottom(self) -> int:
        return self.top + _PLOT

    def x(self, place: int, slots: int) -> float:
        return round(self.left + (place + 0.5) * self.width / slots, 1)


def series_spec(chart: SeriesChart, form: Form, address: str = "") -> dict[str, Any]:
    around = Around(chart, form, address)
    columns = 1 if form == Form.PHONE or len(chart.panels) == 1 else 2
    width = min((form.width - _GAP * (columns - 1)) // columns, 460)
    height = _HEAD + _PLOT + _FOOT
    layers = [*around.head()]
    for number, panel in enumerate(chart.panels):
        row, column = divmod(number, columns)
        place = _Place(column * (width + _GAP), width, around.head_height + row * height)
        layers += _panel(panel, place, number_of(chart.scale.top))
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
        for end in slot.mark.ends if slot.mark else ():
            if side := direction(end):
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
    count = len(panel.slots)
    values, labels = [], []
    every = _every([slot.label for slot in panel.slots], _LABEL, place.width)
    told = _told(panel, place)
    for number, slot in enumerate(panel.slots):
        x = place.x(number, count)
        if (count - 1 - number) % every == 0:
            labels.append({"x": x, "y": place.bottom + 14, "text": slot.label})
        if slot.mark and number in told:
            words = f"{slot.mark.words} ≠" if slot.mark.is_disputed else slot.mark.words
            above = 14 + _ARROW * (direction(slot.mark.most) > 0)
            values.append(
                {"x": x, "y": _y(slot.mark.most.value, place, top) - above, "text": words}
            )
    return [
        # A line that passes behind a number must not cross it out.
        *_aligned(values, place, size=_VALUE, fontWeight=700, stroke="white", strokeWidth=4),
        *_aligned(values, place, size=_VALUE, color=INK, fontWeight=700),
        *_aligned(labels, place, size=_LABEL),
    ]


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


def _aligned(rows: list[dict[str, Any]], place: _Place, **mark: Any) -> list[Layer]:
    """Words in the middle of their place, unless they would leave the panel."""
    sides: dict[str, list[dict[str, Any]]] = {"left": [], "center": [], "right": []}
    for row in rows:
        half = width_of(row["text"], mark["size"]) / 2
        if row["x"] - half < place.left:
            sides["left"].append({**row, "x": place.left})
        elif row["x"] + half > place.left + place.width:
            sides["right"].append({**row, "x": place.left + place.width})
        else:
            sides["center"].append(row)
    return [texts(found, align=align, **mark) for align, found in sides.items()]
