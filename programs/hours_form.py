"""Weekly hours as a form: days and times instead of the notation they are kept in."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# The package's type information leaves its error out.
from opening_hours import ParserError  # type: ignore[attr-defined]

from .hours import week

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY_NAMES = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
EVERY_DAY = "all"
MIDNIGHT = 24 * 60

# Minutes since midnight: from, until.
Span = tuple[int, int]

_SPAN = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap]m)?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.](\d{2}))?\s*([ap]m)?",
    re.IGNORECASE,
)
_NONE = {"off", "none", "closed"}


@dataclass
class WeekOfHours:
    """On duty and stated as closed, day by day; what of the rest is not known."""

    on: list[list[Span]] = field(default_factory=lambda: [[] for _day in DAYS])
    off: list[list[Span]] = field(default_factory=lambda: [[] for _day in DAYS])
    is_rest_unknown: bool = False

    def __bool__(self) -> bool:
        return any(self.on) or any(self.off) or self.is_rest_unknown


def read_week(pattern: str) -> WeekOfHours:
    """What a pattern says of a week; an empty one where it cannot be read."""
    found = WeekOfHours()
    try:
        stretches = week(pattern) if pattern else []
    except (ParserError, ValueError, SyntaxError):
        return found
    found.is_rest_unknown = any(state == "unknown" for _start, _end, state in stretches)
    for start, end, state in stretches:
        if state == "unknown" or (state == "closed" and not found.is_rest_unknown):
            continue
        days = found.on if state == "open" else found.off
        for day, span in _by_day(start, end):
            days[day].append(span)
    return found


def write_week(hours: WeekOfHours) -> str:
    """The pattern: on duty first, then what nobody speaks of. Closed is what is left."""
    rules = _rules(hours.on, "")
    if hours.is_rest_unknown:
        unknown = [_gaps([*on, *off]) for on, off in zip(hours.on, hours.off, strict=True)]
        rules += _rules(unknown, " unknown")
    return ", ".join(rules)


def read_spans(text: str) -> list[Span]:
    """ "10:00-17:00, 6pm-10pm" as minutes. A time after midnight ends on the next day."""
    if not text.strip() or text.strip().lower() in _NONE:
        return []
    return [_span(piece) for piece in re.split(r",|;|\band\b", text) if piece.strip()]


def write_spans(spans: Iterable[Span]) -> str:
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)


def _span(text: str) -> Span:
    matched = _SPAN.fullmatch(text.strip())
    if not matched:
        raise ValidationError(_("Write times like this: 10:00-17:00, 18:00-22:00."), code="times")
    hour, minute, half, end_hour, end_minute, end_half = matched.groups()
    start = _minutes(hour, minute, half)
    end = _minutes(end_hour, end_minute, end_half) or MIDNIGHT
    if start >= MIDNIGHT or end > MIDNIGHT:
        raise ValidationError(_("A day has 24 hours: write 18:00-24:00."), code="times")
    return start, end


def _minutes(hour: str, minute: str | None, half: str | None) -> int:
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half.lower() == "pm" else 0)
    return hours * 60 + int(minute or 0)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _by_day(start: datetime.datetime, end: datetime.datetime) -> Iterable[tuple[int, Span]]:
    while start < end:
        midnight = datetime.datetime.combine(start.date(), datetime.time()) + datetime.timedelta(1)
        until = min(end, midnight)
        minutes = start.hour * 60 + start.minute
        yield start.weekday(), (minutes, minutes + int((until - start).total_seconds()) // 60)
        start = until


def _gaps(spans: Iterable[Span]) -> list[Span]:
    """What of a day is in none of the spans."""
    gaps, covered = [], 0
    for start, end in sorted(spans):
        if start > covered:
            gaps.append((covered, start))
        covered = max(covered, end)
    if covered < MIDNIGHT:
        gaps.append((covered, MIDNIGHT))
    return gaps


def _rules(days: list[list[Span]], suffix: str) -> list[str]:
    rules = []
    for spans, group in groupby(range(len(DAYS)), key=lambda day: days[day]):
        alike = list(group)
        if spans:
            first, last = DAYS[alike[0]], DAYS[alike[-1]]
            name = first if first == last else f"{first}-{last}"
            times = ",".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)
            rules.append(f"{name} {times}{suffix}")
    return rules


class WeekWidget(forms.Widget):
    """Seven days with two columns: on duty, said to be closed. "Every day" fills empty days.

    A pattern that nobody touched comes back to the letter.
    """

    template_name = "programs/admin/week_widget.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        pattern = value or ""
        cells = _cells(read_week(pattern))
        rows = [
            {
                "label": label,
                "on": {"name": f"{name}-{day}-on", "value": cells[f"{day}-on"]},
                "off": {"name": f"{name}-{day}-off", "value": cells[f"{day}-off"]},
            }
            for day, label in [(EVERY_DAY, _("Every day")), *zip(DAYS, DAY_NAMES, strict=True)]
        ]
        context["widget"] |= {"rows": rows, "rest": cells["rest"], "pattern": pattern}
        return context

    def value_omitted_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-kept" not in data

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        kept = str(data.get(f"{name}-kept", ""))
        cells = {cell: str(data.get(f"{name}-{cell}", "")).strip() for cell in _cell_names()}
        if cells == _cells(read_week(kept)):
            return kept
        try:
            return write_week(_week_of(cells))
        except ValidationError:
            # What cannot be read is shown again with the field's own message.
            return " ".join(text for cell, text in cells.items() if text and cell != "rest")

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-{EVERY_DAY}-on" if id_ else id_


def _cell_names() -> list[str]:
    return [f"{day}-{kind}" for day in (EVERY_DAY, *DAYS) for kind in ("on", "off")] + ["rest"]


def _cells(hours: WeekOfHours) -> dict[str, str]:
    """The form's fields: one line where every day is the same, else a line for each."""
    cells = dict.fromkeys(_cell_names(), "")
    cells["rest"] = "unknown" if hours.is_rest_unknown else ""
    for kind, days in (("on", hours.on), ("off", hours.off)):
        if all(spans == days[0] for spans in days):
            cells[f"{EVERY_DAY}-{kind}"] = write_spans(days[0])
        else:
            cells |= {
                f"{day}-{kind}": write_spans(spans) for day, spans in zip(DAYS, days, strict=True)
            }
    return cells


def _week_of(cells: Mapping[str, str]) -> WeekOfHours:
    hours = WeekOfHours(is_rest_unknown=cells["rest"] == "unknown")
    for kind, days in (("on", hours.on), ("off", hours.off)):
        for index, day in enumerate(DAYS):
            text = cells[f"{day}-{kind}"] or cells[f"{EVERY_DAY}-{kind}"]
            for start, end in read_spans(text):
                if end > start:
                    days[index].append((start, end))
                    continue
                days[index].append((start, MIDNIGHT))
                days[(index + 1) % len(DAYS)].append((0, end))
    hours.on, hours.off = ([sorted(spans) for spans in days] for days in (hours.on, hours.off))
    return hours
