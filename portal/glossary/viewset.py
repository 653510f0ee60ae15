"""The glossary's terms in the admin: a listing that every editor may add to."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from portal.provenance.admin_views import OwnDeleteView, OwnEditView

from .models import GlossaryTerm


class GlossaryFilterSet(WagtailFilterSet):
    is_ours = django_filters.BooleanFilter(
        field_name="source", lookup_expr="isnull", label=_("In our own words")
    )

    class Meta:
        model = GlossaryTerm
        fields = ["is_ours"]


class GlossaryIndexView(generic.IndexView):
    def get_base_queryset(self) -> Any:
        return GlossaryTerm.objects.select_related("source", "topic")


class GlossaryViewSet(ModelViewSet):
    model = GlossaryTerm
    name = "glossary"
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 230
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = GlossaryIndexView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView
    filterset_class = GlossaryFilterSet
    list_display = [
        "term",
        Column("expansion", label=_("Stands for"), sort_key="expansion"),
        Column("source", label=_("Source")),
        Column("topic", label=_("Topic")),
    ]
    list_per_page = 100
    search_fields = ["term", "expansion", "also_written"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("term"),
            FieldPanel("expansion"),
            FieldPanel("meaning"),
            FieldPanel("also_written"),
            FieldPanel("source"),
            FieldPanel("topic"),
        ]
    )
