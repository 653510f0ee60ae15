"""Site visits as the list shows them: who learned from whom, when, and what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpRequest

from programs.references import References

from .parties import Parties, parties_of
from .querysets import SiteVisitQuerySet

if TYPE_CHECKING:
    from .models import SiteVisitPage

PER_PAGE = 20


@dataclass
class VisitShown:
    visit: "SiteVisitPage"
    url: str
    parties: Parties
    lessons: list[Any]


def listing(visits: SiteVisitQuerySet, request: HttpRequest) -> dict[str, Any]:
    """One page of the list; a fixed number of queries."""
    page_object = Paginator(visits, PER_PAGE).get_page(request.GET.get("page"))
    return {"page_object": page_object, "visits": shown(list(page_object), request)}


def shown(visits: Sequence["SiteVisitPage"], request: HttpRequest | None) -> list[VisitShown]:
    prefetch_related_objects(visits, "parties", "lessons")
    rows = [row for visit in visits for row in visit.parties.all()]
    references = References(rows, ["program", "city"], request)
    return [
        VisitShown(
            visit=visit,
            url=visit.get_url(request) or "",
            parties=parties_of(visit, references),
            lessons=list(visit.lessons.all()),
        )
        for visit in visits
    ]
