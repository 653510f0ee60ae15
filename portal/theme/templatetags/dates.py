"""Dates as precise as their source, in words and as `time` elements."""

import datetime

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.provenance.dates import PartialDate, display, display_short

register = template.Library()


@register.filter
def partial_date(iso: str) -> str:
    """`2022-06` as "June 2022"."""
    return display(iso or "")


@register.filter
def partial_date_short(iso: str) -> str:
    """`2022-06-27` as "Jun 2022"."""
    return display_short(iso or "")


@register.filter
def time_element(iso: str | datetime.date | None) -> SafeString | str:
    """`<time datetime="2022-06">June 2022</time>`; a date or moment likewise, to the day."""
    if not iso:
        return ""
    if isinstance(iso, datetime.datetime) and timezone.is_aware(iso):
        iso = timezone.localtime(iso)
    if isinstance(iso, datetime.datetime | datetime.date):
        iso = f"{iso:%Y-%m-%d}"
    return format_html('<time datetime="{}">{}</time>', iso, display(iso))


@register.simple_tag
def date_span(start: str, end: str = "") -> SafeString | str:
    """Two dates as one span: "January 22–24, 2024", "September–November 2023", "2021–22"."""
    if not start:
        return time_element(end)
    if not end or start == end:
        return time_element(start)
    return format_html('<time datetime="{}">{}</time>', start, span_in_words(start, end))


def span_in_words(start: str, end: str) -> str:
    try:
        first, last = PartialDate(start), PartialDate(end)
    except ValueError:
        return f"{display(start)} – {display(end)}"
    same_year = start[:4] == end[:4]
    if first.precision != last.precision:
        return f"{first} – {last}"
    if first.precision == "year":
        return f"{start}–{end[2:]}" if start[:2] == end[:2] else f"{start}–{end}"
    if first.precision == "month" and same_year:
        return f"{formats.date_format(first.first_day, 'F')}–{last}"
    if first.precision == "day" and start[:7] == end[:7]:
        return f"{formats.date_format(first.first_day, 'F j')}–{last.first_day.day}, {end[:4]}"
    if first.precision == "day" and same_year:
        return f"{formats.date_format(first.first_day, 'F j')} – {last}"
    return f"{first} – {last}"
