"""Site visits and what was learned on them as open data."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.open_data.columns import Column, columns_of
from portal.open_data.pages import HEAD, REVIEW, TOPICS, PageTable, key_of, keys_of_sources
from portal.open_data.sheets import Record
from portal.open_data.tables import Table, register
from portal.open_data.twins import list_twin
from portal.provenance.row_loading import load_rows
from programs.references import References

from .listing import SORTS
from .models import Lesson, SiteVisitIndexPage, SiteVisitPage
from .parties import parties_of

_ROWS = {
    "citations": ["source"],
    "page_topics": ["topic"],
    "parties": [],
    "lessons": ["topic"],
}


@register
class Lessons(Table):
    name = "lessons"
    one = "Lesson"
    title = _("Lessons")
    text = _("What visitors learned on one site visit.")
    in_api = False
    names = {"visit": "visits"}
    columns = (
        Column(
            "id", _("Its visit, and its place there."), lambda r: f"{key_of(r.page)}#{r.anchor}"
        ),
        Column("visit", _("The visit on which it was learned."), lambda row: key_of(row.page)),
        *columns_of(Lesson, "headline", "text"),
        Column("topic", _("What it is about."), lambda row: row.topic.slug if row.topic else ""),
        *columns_of(Lesson, "audience", "evidence"),
        Column(
            "sources",
            _("Who says so."),
            lambda row: keys_of_sources(row.page.facts.of_row(row)),
            "list",
        ),
        Column("url", _("Where it stands."), lambda r: f"{r.page.url}#{r.anchor}", "address"),
    )

    def rows(self) -> QuerySet[Any]:
        return SiteVisitPage.objects.readable().newest_first()

    def records(self, rows: QuerySet[Any]) -> Iterator[Record]:
        visits = list(rows)
        load_visits(visits)
        for visit in visits:
            yield from map(self.record, visit.lessons.all())


@register
class Visits(PageTable):
    name = "visits"
    one = "Visit"
    address = "/site-visits/"
    model = SiteVisitPage
    title = _("Site visits")
    text = _("What one city saw, asked and took home from another.")
    parts = {"lessons": Lessons}
    sorts = SORTS
    kept_as = "site visits"
    columns = (
        *HEAD,
        *columns_of(SiteVisitPage, "kind", "status", "starts", "ends"),
        Column("hosts", _("Who received."), lambda v: [p.title for p in v.sides.hosts], "list"),
        Column("visitors", _("Who came."), lambda v: [p.title for p in v.sides.visitors], "list"),
        *columns_of(SiteVisitPage, "visitor_phase", "visitor_team", "visitor_plan"),
        *columns_of(SiteVisitPage, "objectives", "why_this_host", "who_paid", "cost_band"),
        *columns_of(SiteVisitPage, "travel_hours", "facilitator", "host_learning"),
        Column(
            "lesson_count",
            _("How many lessons it tells."),
            lambda visit: len(visit.lessons.all()),
            "integer",
        ),
        TOPICS,
        *REVIEW,
    )

    def load(self, rows: Sequence[Any]) -> None:
        load_visits(rows)

    def rows_of_part(self, name: str, row: Any) -> Sequence[Any]:
        return list(row.lessons.all())


def load_visits(visits: Sequence[Any]) -> None:
    """Their rows, and the parties by names that the public may read; two queries."""
    load_rows(visits, _ROWS)
    rows = [row for visit in visits for row in visit.parties.all()]
    references = References(rows, ["program", "city"])
    for visit in visits:
        visit.sides = parties_of(visit, references)


list_twin("visits", SiteVisitIndexPage)
