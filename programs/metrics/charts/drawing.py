"""What pictures are made of, in the words of Vega-Lite: layers in one frame of a known size.

Words and rows stand where they are put, in pixels from the top left; only values have a scale.
"""

from collections.abc import Iterable, Mapping
from typing import Any

Layer = dict[str, Any]
Row = Mapping[str, Any]

# The tokens of the design system (portal/theme/sass/_settings.scss).
INK, SOFT, HAIRLINE, RULE, ACCENT = "#171716", "#454540", "#e6e6e2", "#a9aeb1", "#00687d"
# A picture cannot load the page's typeface: where a reader has not got it, one of like width.
FONT = "Public Sans, Segoe UI, Roboto, Helvetica Neue, Arial, Liberation Sans, sans-serif"
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
# Of a bold letter at size 13, more than its average, to be on the safe side.
LETTER = 7.8
ARROW = 22

_PIXELS: Layer = {"type": "quantitative", "scale": None, "axis": None}


def frame(
    width: int, height: int, layers: list[Layer], title: str, description: str, margin: int = 0
) -> dict[str, Any]:
    return {
        "$schema": SCHEMA,
        # What the picture is called and says, for whoever does not see it (`spoken.py`).
        "usermeta": {"title": title},
        "description": description,
        "width": width,
        "height": height,
        "padding": margin,
        "autosize": "none",
        "background": "white",
        "config": {"view": {"stroke": None}, "font": FONT, "aria": False},
        # Layers share no scale: each says its own.
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
        "layer": layers,
    }


def width_of(words: str, size: int = 13) -> float:
    return len(words) * LETTER * size / 13


def pixels(name: str) -> Layer:
    return {"field": name} | _PIXELS


def texts(rows: Iterable[Row], *, size: int = 13, color: str = SOFT, **mark: Any) -> Layer:
    """Of rows with `x`, `y` and `text`, which may be a list of lines."""
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "text", "align": "left", "fontSize": size, "color": color} | mark,
        "encoding": {"x": pixels("x"), "y": pixels("y"), "text": {"field": "text"}},
    }


def lines(rows: Iterable[Row], *, color: str = HAIRLINE, width: float = 1, **mark: Any) -> Layer:
    """Of rows with `x`, `y`, `x2` and `y2`."""
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "rule", "color": color, "strokeWidth": width} | mark,
        "encoding": {
            "x": pixels("x"),
            "y": pixels("y"),
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
        },
    }


def shapes(rows: Iterable[Row], x: Layer, y: Layer, **mark: Any) -> Layer:
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "point", "color": ACCENT, "opacity": 1, "strokeWidth": 2} | mark,
        "encoding": {"x": x, "y": y},
    }


def filled_and_open(rows: Iterable[Row], x: Layer, y: Layer) -> list[Layer]:
    """Of rows with `is_estimated` and `is_open`: a diamond for an estimate, else a disc."""
    listed = list(rows)
    return [
        shapes(found, x, y, shape=shape, size=size, filled=True, stroke=ACCENT, fill=fill)
        for shape, is_estimated, size in (("circle", False, 90), ("diamond", True, 110))
        for fill, is_open in ((ACCENT, False), ("white", True))
        if (
            found := [
                row
                for row in listed
                if row["is_estimated"] == is_estimated and row["is_open"] == is_open
            ]
        )
    ]


def number_of(value: Any) -> float:
    """Specifications are JSON; what is read are the words, which are exact."""
    return float(value)


def present(layers: Iterable[Layer]) -> list[Layer]:
    """Without those that have nothing to draw."""
    return [layer for layer in layers if layer["data"]["values"]]
