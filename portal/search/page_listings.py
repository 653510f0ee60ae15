"""Listings of one kind of page in the admin, narrowed by the same filters as readers' lists.

A facet knows the page as readers see it, so drafts that were never published stand under none.
"""

from functools import partial
from typing import Any

import django_filters
from django.db.models import CharField, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from portal.provenance.dates import display

from .declaration import facets_of
from .facets import CORE_FACTS, Facet
from .models import Entry, FacetValue


class FacetFilter(django_filters.MultipleChoiceFilter):
    """A facet as a filter of an admin listing."""

    def __init__(self, facet: type[Facet]) -> None:
        self.facet = facet
        # No method: a form copies its filters whole, and with a method the filter and its request.
        choices = partial(_choices, facet)
        super().__init__(label=facet.label, choices=choices, widget=CheckboxSelectMultiple)

    def filter(self, qs: Any, value: list[str]) -> Any:
        return self.facet().narrow(qs, value) if value else qs


def _choices(facet: type[Facet]) -> list[tuple[str, Any]]:
    values = FacetValue.objects.filter(name=facet.row_name()).values_list("value", flat=True)
    return list(facet().labels(set(values)).items())


class ReviewColumn(Column):
    def get_value(self, instance: Any) -> str:
        return display(instance.review_by)


class KnowledgePageIndexView(IndexView):
    """With where a page is, and how many of its core facts readers find."""

    def get_base_queryset(self) -> QuerySet[Any]:
        entries = Entry.objects.filter(page=OuterRef("pk"))
        facts = FacetValue.objects.filter(entry=OuterRef("pk"), name=CORE_FACTS)
        pages: QuerySet[Any] = (
            super()
            .get_base_queryset()
            .annotate(
                place=Subquery(entries.values("place")[:1], output_field=CharField()),
                core_facts=Cast(Subquery(facts.values("value")[:1]), IntegerField()),
            )
        )
        return pages


def page_listing(page_model: type[Any], listing_name: str, **attributes: Any) -> PageListingViewSet:
    """A listing in the menu; `attributes` are the viewset's: icon, menu_label, menu_order."""
    facets = facets_of(page_model)
    meta = type("Meta", (), {"model": page_model, "fields": []})
    filters = {facet.name: FacetFilter(facet) for facet in facets}
    filterset = type(
        f"{page_model.__name__}FilterSet", (WagtailFilterSet,), {**filters, "Meta": meta}
    )
    counted = any(facet.name == CORE_FACTS for facet in facets)
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("place", label=_("Where"), sort_key="place"),
        *([Column("core_facts", label=_("Core facts"), sort_key="core_facts")] if counted else []),
        ReviewColumn("review_by", label=_("Review by"), sort_key="review_by"),
        DateColumn(
            "latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at"
        ),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]
    viewset = type(
        f"{page_model.__name__}ListingViewSet",
        (PageListingViewSet,),
        {
            "model": page_model,
            "index_view_class": KnowledgePageIndexView,
            "filterset_class": filterset,
            "columns": columns,
            "add_to_admin_menu": True,
            **attributes,
        },
    )
    made: PageListingViewSet = viewset(listing_name)
    return made
