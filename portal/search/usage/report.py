"""Searches without an answer: the editors' writing list."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from portal.provenance.dates import display
from portal.provenance.permissions import is_editor

from .models import Search

# What a spreadsheet would take for a formula. Anybody may type it into a search box.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_text(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


class SynonymColumn(Column):
    cell_template_name = "search_usage/synonym_cell.html"

    def get_value(self, instance: dict[str, Any]) -> str:
        return f"{reverse('synonyms:add')}?{urlencode({'words': instance['text']})}"


class WithoutAnswerView(ReportView):
    """Each text once a week, those asked most often first."""

    model = Search
    page_title = _("Searches without an answer")
    header_icon = "search"
    index_url_name = "searches_without_answer"
    index_results_url_name = "searches_without_answer_results"
    default_ordering = None
    is_searchable = False
    paginate_by = 100
    columns = [
        Column("text", label=_("Searched for")),
        Column("times", label=_("How often")),
        Column("narrowed", label=_("Of these narrowed by filters")),
        # As a date: "2 days ago" is no week.
        Column("week", label=_("Week of"), accessor=lambda row: display(row["week"].isoformat())),
        SynonymColumn("synonym", label=_("What to do")),
    ]
    list_export = ["week", "text", "times", "narrowed", "last"]
    export_headings = {
        "week": _("Week of"),
        "text": _("Searched for"),
        "times": _("How often"),
        "narrowed": _("Of these narrowed by filters"),
        "last": _("Last on"),
    }
    custom_field_preprocess = {"text": {"csv": as_text, "xlsx": as_text}}

    def user_has_permission(self, permission: str) -> bool:
        return is_editor(self.request.user)

    def user_has_any_permission(self, permissions: Any) -> bool:
        return is_editor(self.request.user)

    def get_filename(self) -> str:
        return f"searches-without-an-answer-{timezone.localdate():%Y-%m-%d}"

    def get_queryset(self) -> QuerySet[Any, Any]:
        # Here, so that the promise to erase needs no scheduler.
        Search.objects.expired().delete()
        return Search.objects.without_answer().by_week()

    def get_ordering(self) -> None:
        return None

    def order_queryset(self, queryset: Any) -> Any:
        return queryset
