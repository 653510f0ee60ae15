"""Words of a picture where there is room for them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import floor
from typing import Any

from .drawing import Layer, texts, width_of

# Of a line of words, in parts of the size of its type.
_HEIGHT = 1.15


@dataclass(frozen=True)
class Box:
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True)
class Label:
    """One line of words. `x`: where it begins, ends or has its middle, as `align` says; `y`: of
    its middle.
    """

    text: str
    x: float
    y: float
    size: int
    align: str

    @property
    def box(self) -> Box:
        width = width_of(self.text, self.size)
        left = self.x - width * {"left": 0.0, "center": 0.5, "right": 1.0}[self.align]
        half = self.size * _HEIGHT / 2
        return Box(left, left + width, self.y - half, self.y + half)


def label_within(left: float, right: float, text: str, x: float, y: float, size: int) -> Label:
    """In the middle of its place, unless it would leave what it stands in."""
    half = width_of(text, size) / 2
    if x - half < left:
        return Label(text, left, y, size, "left")
    if x + half > right:
        return Label(text, right, y, size, "right")
    return Label(text, x, y, size, "center")


def apart(labels: Iterable[Label], marks: Iterable[Box]) -> list[Label]:
    """Moved up, the lowest first, until none stands on another or on a mark."""
    placed: list[Label] = []
    taken = list(marks)
    for label in sorted(labels, key=lambda label: -label.y):
        moved = label
        while below := [box for box in taken if box.meets(moved.box)]:
            half = (moved.box.bottom - moved.box.top) / 2
            moved = replace(moved, y=floor(min(box.top for box in below) - half))
        placed.append(moved)
        taken.append(moved.box)
    return placed


def label_layers(labels: Iterable[Label], **mark: Any) -> list[Layer]:
    """One for each way in which words are aligned."""
    by_align: dict[str, list[Label]] = {}
    for label in labels:
        by_align.setdefault(label.align, []).append(label)
    return [
        texts(
            [{"x": label.x, "y": label.y, "text": label.text} for label in found],
            align=align,
            size=found[0].size,
            **mark,
        )
        for align, found in by_align.items()
    ]
