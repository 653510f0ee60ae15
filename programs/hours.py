"""Weekly hours in OpenStreetMap's notation, as `opening-hours-py` reads it."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from opening_hours import (  # type: ignore[attr-defined]  # its stubs leave the error out
    OpeningHours,
    ParserError,
    State,
)

# Any week without a public holiday will do: the patterns say weekdays, not dates.
_WEEK_START = datetime.datetime(2024, 1, 8)  # noqa: DTZ001  (hours are local, wherever that is)
_WEEK_END = _WEEK_START + datetime.timedelta(days=7)


def validate_pattern(pattern: str) -> None:
    """Refuses what cannot be read, and comments: a comment alone would be read as 24/7."""
    if '"' in pattern:
        raise ValidationError(
            _("Leave comments out of the pattern; write them under “in the source’s words”."),
            code="hours_comment",
        )
    try:
        OpeningHours(pattern)
    except ParserError as error:
        raise ValidationError(
            _("Write days and times like this: Mo-Fr 10:00-17:00; Sa 12:00-18:00."),
            code="hours_pattern",
        ) from error


def week(pattern: str) -> list[tuple[datetime.datetime, datetime.datetime, str]]:
    """The week's stretches, Monday to Sunday, as (start, end, "open" | "closed" | "unknown")."""
    names = {State.OPEN: "open", State.CLOSED: "closed"}
    return [
        (start, end or _WEEK_END, names.get(state, "unknown"))
        for start, end, state, _comment in OpeningHours(pattern).intervals(_WEEK_START, _WEEK_END)
    ]


def weekly_total(pattern: str) -> float | None:
    """Open hours of a week; None where no source speaks of a part of it."""
    stretches = week(pattern)
    if any(state == "unknown" for _start, _end, state in stretches):
        return None
    return sum(
        (end - start).total_seconds() / 3600 for start, end, state in stretches if state == "open"
    )
