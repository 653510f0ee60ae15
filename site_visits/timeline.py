"""What came before and after a visit, in order, with the places of notes that are due."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.provenance.dates import PartialDate, display
from portal.provenance.facts import Fact
from portal.provenance.gaps import NOT_RECORDED, Gap
from portal.provenance.models import Source

if TYPE_CHECKING:
    from .models import SiteVisitPage

# A visitor is asked for a note of its own after these months.
MONTHS_OF_NOTES = (3, 6, 12)


@dataclass
class TimelineRow:
    """One place of components/timeline.html; `iso` sorts."""

    iso: str
    when: str
    fact: Fact | None = None
    text: str = ""
    lead: str = ""
    state: str = ""
    gap: Gap | None = None
    about: str = ""
    invitation: str = ""
    label: str = ""


def timeline(visit: "SiteVisitPage", follow_ups: Sequence[Fact]) -> list[TimelineRow]:
    """The visit itself, its follow-ups, and an open place for each note that nobody wrote.

    Nothing where the day of the visit is all there is: that stands above.
    """
    rows = [_follow_up(fact) for fact in follow_ups]
    if visit.starts:
        rows.append(_itself(visit))
    if visit.starts and visit.words.travels:
        rows += _open_places(visit.ends or visit.starts, follow_ups)
    if len(rows) == 1 and rows[0].state == "visit" and not rows[0].fact:
        return []
    # A note's place stands after what happened in its month.
    return sorted(rows, key=lambda row: (row.iso, row.state == "open"))


def _itself(visit: "SiteVisitPage") -> TimelineRow:
    plan = visit.facts.visitor_plan
    return TimelineRow(
        visit.starts,
        visit.dates_display,
        fact=plan if plan else None,
        lead=str(visit.words.itself),
        state="visit",
    )


def _follow_up(fact: Fact) -> TimelineRow:
    row: Any = fact.row
    state = row.get_state_display() if row.state else ""
    return TimelineRow(
        row.date,
        display(row.date),
        fact=fact,
        lead=_("%(state)s.") % {"state": state} if state else "",
    )


def _open_places(end: str, follow_ups: Sequence[Fact]) -> list[TimelineRow]:
    """Places in the past for which the visitor itself has written nothing."""
    try:
        last_day = PartialDate(end)
    except ValueError:
        return []
    if last_day.precision == "year":
        return []
    rows_of_own: list[Any] = [fact.row for fact in follow_ups if _is_own(fact)]
    own = [row.date for row in rows_of_own]
    this_month = timezone.localdate().isoformat()[:7]
    rows = []
    earlier = end[:7]
    for months in MONTHS_OF_NOTES:
        due = _months_later(last_day.first_day, months)
        is_written = any(earlier < date[:7] <= due for date in own)
        if due <= this_month and not is_written:
            rows.append(_open_place(due, months))
        earlier = due
    return rows


def _open_place(due: str, months: int) -> TimelineRow:
    return TimelineRow(
        due,
        _("At %(months)s months") % {"months": months},
        text=_("The visitor’s own note on what was done, changed or dropped."),
        state="open",
        gap=NOT_RECORDED,
        about="follow_ups",
        invitation=_("Write it"),
    )


def _is_own(fact: Fact) -> bool:
    """Whether the visitor told it, not only the press."""
    return any(
        citation.confirmed_by or (citation.source and citation.source.kind == Source.Kind.TOLD)
        for citation in fact.citations
    )


def _months_later(day: datetime.date, months: int) -> str:
    years, month = divmod(day.month - 1 + months, 12)
    return f"{day.year + years}-{month + 1:02}"
