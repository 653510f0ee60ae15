"""Periods in few words, for the narrow places of a picture."""

from django.utils.translation import gettext as _

from portal.provenance.dates import display_short

from ..comparison import Period, PeriodKind


def short_period(period: Period) -> str:
    """ "2024", "fiscal 2023–24", "Apr 2022 to Mar 2023", "start (Jun 2022) to Apr 2025"."""
    start, end = period.start, period.end
    if period.kind == PeriodKind.UNDATED or not end:
        return _("period not stated")
    if period.kind == PeriodKind.CALENDAR_YEAR:
        return end[:4]
    if period.kind == PeriodKind.FISCAL_YEAR:
        return _("fiscal %(years)s") % {"years": fiscal_years(start, end)}
    if period.kind in {PeriodKind.MONTH, PeriodKind.POINT} or start[:7] == end[:7]:
        return display_short(end[:7])
    words = {"start": display_short(start), "end": display_short(end)}
    if period.kind == PeriodKind.CUMULATIVE:
        return _("start (%(start)s) to %(end)s") % words
    if _is_calendar_year(start, end):
        return end[:4]
    return _("%(start)s to %(end)s") % words


def fiscal_years(start: str, end: str) -> str:
    return end[:4] if start[:4] == end[:4] else f"{start[:4]}–{end[2:4]}"


def _is_calendar_year(start: str, end: str) -> bool:
    is_whole = start.endswith("-01-01") and end.endswith("-12-31")
    return start[:4] == end[:4] and (is_whole or len(end) == len("2024"))


def years_of(periods: list[Period]) -> str:
    """From the first to the last: "2021 to 2025"; "" where nobody says.

    Years that others give are those in which they end; what runs longer is told from its start.
    """
    runs = {PeriodKind.CUMULATIVE, PeriodKind.OTHER}
    ends = {period.end[:4] for period in periods if period.end}
    starts = {period.start[:4] for period in periods if period.kind in runs and period.start}
    years = sorted(ends | starts)
    if len(years) < 2:
        return "".join(years)
    return _("%(first)s to %(last)s") % {"first": years[0], "last": years[-1]}
