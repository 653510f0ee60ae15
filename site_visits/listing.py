"""Site visits as the list shows them: who learned from whom, when, and what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.lists.narrowed import NarrowedList, Sort
from portal.search.declaration import facets_of
from programs.references import References

from .parties import Parties, parties_of
from .querysets import SiteVisitQuerySet

if TYPE_CHECKING:
    from .models import SiteVisitPage

PER_PAGE = 20
SORTS = (
    Sort("newest", _("newest first"), lambda visits: visits.newest_first()),
    Sort("oldest", _("oldest first"), lambda visits: visits.oldest_first()),
)


@dataclass
class VisitShown:
    visit: "SiteVisitPage"
    url: str
    parties: Parties
    lessons: list[Any]


def listing(visits: SiteVisitQuerySet, request: HttpRequest) -> dict[str, Any]:
    """One page of the list, as it was narrowed; a fixed number of queries."""
    narrowed = NarrowedList(
        visits,
        facets_of(visits.model),
        request.GET,
        sorts=SORTS,
        per_page=PER_PAGE,
        kept_as="site visits",
    )
    return {"narrowed": narrowed, "visits": shown(list(narrowed.page_object), request)}


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
