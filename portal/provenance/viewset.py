"""Sources in the admin: a listing with search and filters, and each with what rests on it."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from .admin_filters import SourceFilterSet
from .admin_views import OwnEditView, RetireView
from .deletion import targets_of, uses_of
from .models import Source
from .source_form import SourceForm
from .word_filter import having_words


class SourceIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Source]:
        """With how often each is cited, by pages and by figures."""
        return Source.objects.annotate(
            uses=Count("citations", distinct=True) + Count("observations", distinct=True)
        )

    def search_queryset(self, queryset: Any) -> Any:
        text = self.search_query or ""
        return having_words(queryset, text, "title", "publisher", "key", "address")

    def get_edit_url(self, instance: Source) -> str | None:
        """The title leads to what rests on a source; from there whoever may changes it."""
        url: str | None = self.get_inspect_url(instance)
        return url

    def get_list_more_buttons(self, instance: Source) -> list[Any]:
        return []


class SourceCreateView(generic.CreateView):
    def save_instance(self) -> Any:
        self.form.instance.added_by = self.request.user
        return super().save_instance()


class SourceInspectView(generic.InspectView):
    template_name = "provenance/admin/source.html"
    page_title = _("Source")
    labels = {
        "published_display": _("Published"),
        "accessed_display": _("Read on"),
        "address_words": _("What the address answers"),
    }

    def get_field_label(self, field_name: str, field: Any) -> Any:
        return self.labels.get(field_name) or super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        return super().get_field_display_value(field_name, field) or "–"

    def get_edit_url(self) -> str | None:
        may = self.user_has_permission_for_instance("change", self.object)
        return super().get_edit_url() if may else None

    def get_delete_url(self) -> str | None:
        may = self.user_has_permission_for_instance("delete", self.object)
        return super().get_delete_url() if may else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "uses": uses_of(targets_of(self.object)),
            "edit_url": self.get_edit_url(),
        }


class SourceEditView(OwnEditView):
    def get_form_class(self) -> Any:
        return SourceForm

    @cached_property
    def can_delete(self) -> bool:
        return bool(self.user_has_permission_for_instance("delete", self.object))


class SourceViewSet(ModelViewSet):
    model = Source
    name = "source_register"
    icon = "link"
    menu_label = _("Sources")
    menu_order = 220
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "title",
        "publisher",
        "address",
        "address_words",
        "published_display",
        "accessed_display",
        "archived_copy",
        "kind",
        "note",
        "key",
        "added_by",
        "retired_on",
    ]
    index_view_class = SourceIndexView
    add_view_class = SourceCreateView
    edit_view_class = SourceEditView
    delete_view_class = RetireView
    inspect_view_class = SourceInspectView
    list_display = [
        "title",
        "publisher",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("published_display", label=_("Published"), sort_key="published"),
        Column("address_words", label=_("Address"), sort_key="address_state"),
        Column("key", label=_("Id"), sort_key="key"),
        Column("uses", label=_("Used"), sort_key="uses"),
    ]
    list_export = [
        "key",
        "title",
        "publisher",
        "address",
        "address_state",
        "state_since",
        "moved_to",
        "published",
        "accessed",
        "kind",
        "note",
    ]
    list_per_page = 50
    filterset_class = SourceFilterSet
    search_fields = ["title", "publisher", "key"]
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> Any:
        return SourceForm
