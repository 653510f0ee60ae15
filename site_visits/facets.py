"""What site visits are narrowed by."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from portal.lists.filters import Words
from portal.search.facets import NOT_RECORDED, Facet, TopicFacet, with_wider_topics

from . import selectors
from .models import SiteVisitPage
from .models.people import Side
from .parties import parties_shown

_UNRECORDED = (NOT_RECORDED, _("Not recorded"))
_MOST_WORDS = 120


class KindFacet(Facet):
    name = "kind"
    # In search a page's kind is what sort of page it is.
    stored_as = "visit-kind"
    label = _("Kind")
    choices = (*SiteVisitPage.Kind.choices, _UNRECORDED)
    unrecorded = NOT_RECORDED
    starts_open = True

    def values(self, page: SiteVisitPage) -> list[str]:
        return [page.kind or NOT_RECORDED]


class _SideFacet(Facet):
    """By the names that every reader may see: of a hidden program its place."""

    side: str

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        return {value: value for value in sorted(values)}

    def values(self, page: SiteVisitPage) -> set[str]:
        parties = parties_shown(page, selectors.load(page, None))
        found = parties.hosts if self.side == Side.HOST else parties.visitors
        return {party.title[:_MOST_WORDS] for party in found}


class HostFacet(_SideFacet):
    name = "host"
    label = Side.HOST.label
    side = Side.HOST
    starts_open = True


class VisitorFacet(_SideFacet):
    name = "visitor"
    label = Side.VISITOR.label
    side = Side.VISITOR


class VisitTopicFacet(TopicFacet):
    """Of the visit as a whole, of its agenda and of its lessons."""

    def values(self, page: SiteVisitPage) -> set[str]:
        rows = [*page.agenda.all(), *page.lessons.all()]
        return {*super().values(page), *with_wider_topics(row.topic_id for row in rows)}


class YearFacet(Facet):
    name = "year"
    label = _("Year")
    place_in_search = 10

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        years = sorted({value for value in values if value.isdecimal()}, reverse=True)
        recorded: dict[str, Words] = {year: year for year in years}
        return recorded | ({NOT_RECORDED: _UNRECORDED[1]} if NOT_RECORDED in values else {})

    def values(self, page: SiteVisitPage) -> list[str]:
        """Every year that it touches."""
        if not page.starts:
            return [NOT_RECORDED]
        first, last = int(page.starts[:4]), int((page.ends or page.starts)[:4])
        return [str(year) for year in range(first, last + 1)]


FACETS = (KindFacet, HostFacet, VisitorFacet, VisitTopicFacet, YearFacet)
