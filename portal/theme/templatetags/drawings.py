"""Places of shapes in drawings. Drawn as SVG: a page may not carry inline styles."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import template
from django.utils.dates import WEEKDAYS_ABBR

register = template.Library()

# In percent of the strip, so that words and hatching keep their size on a phone.
DAY_GAP = 0.7
DAY_WIDTH = (100 - 6 * DAY_GAP) / 7
_DAY = datetime.timedelta(days=1)


@dataclass
class Stretch:
    """A part of a day: where it begins, how wide it is, and what is known of it."""

    x: float
    width: float
    state: str


@dataclass
class Day:
    name: str
    x: float
    width: float
    stretches: list[Stretch] = field(default_factory=list)


@register.simple_tag
def hours_days(
    week: Iterable[tuple[datetime.datetime, datetime.datetime, str]],
) -> list[Day]:
    """A week of (start, end, "open" | "closed" | "unknown"), from Monday, cut at midnights."""
    days = [
        Day(str(name), round(number * (DAY_WIDTH + DAY_GAP), 2), round(DAY_WIDTH, 2))
        for number, name in WEEKDAYS_ABBR.items()
    ]
    for start, end, state in week:
        while start < end:
            midnight = datetime.datetime.combine(start.date(), datetime.time()) + _DAY
            until = min(end, midnight)
            day = days[start.weekday()]
            offset = (start - (midnight - _DAY)) / _DAY * DAY_WIDTH
            width = (until - start) / _DAY * DAY_WIDTH
            day.stretches.append(Stretch(round(day.x + offset, 2), round(width, 2), state))
            start = until
    return days


@dataclass
class Part:
    group: Any
    number: int
    x: float
    width: float


@register.simple_tag
def bar_parts(groups: Sequence[Any]) -> list[Part]:
    """Groups with a `count` as parts of one bar of 100; none where a count is missing.

    A bar of some of the groups would claim shares that nobody stated.
    """
    counts: list[int] = [
        (group.get("count") if isinstance(group, dict) else group.count) or 0 for group in groups
    ]
    if not all(counts) or not counts:
        return []
    total, before = sum(counts), 0
    parts = []
    for number, (group, count) in enumerate(zip(groups, counts, strict=True)):
        x, width = before / total * 100, count / total * 100
        parts.append(Part(group, number % 4 + 1, round(x, 2), round(width, 2)))
        before += count
    return parts
