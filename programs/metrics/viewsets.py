"""Figures for editors, the dictionary for administrators."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from portal.provenance.admin_views import OwnEditView, RetireView

from .forms import FigureForm
from .models import Definition, Metric, Observation
from .views import figures


class FigureViewSet(ModelViewSet):
    model = Observation
    name = "figures"
    icon = "table"
    menu_label = _("Figures")
    menu_order = 210
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = figures.FigureIndexView
    add_view_class = figures.FigureCreateView
    edit_view_class = figures.FigureEditView
    delete_view_class = figures.FigureDeleteView
    history_view_class = figures.FigureHistoryView
    usage_view_class = figures.FigureUsageView
    list_display = figures.FIGURE_COLUMNS
    list_per_page = 50
    filterset_class = figures.FigureFilterSet
    search_fields = ["note"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("program"),
            MultiFieldPanel(
                [FieldPanel("metric"), FieldPanel("definition")], heading=_("What was counted")
            ),
            MultiFieldPanel(
                [
                    FieldPanel("value"),
                    FieldPanel("value_to"),
                    FieldPanel("bound"),
                    FieldPanel("currency"),
                ],
                heading=_("How much"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("period_kind"),
                    FieldPanel("period_start"),
                    FieldPanel("period_end"),
                ],
                heading=_("When"),
            ),
            MultiFieldPanel(
                [FieldPanel("source"), FieldPanel("quality"), FieldPanel("note")],
                heading=_("Who says so"),
            ),
            MultiFieldPanel(
                [FieldPanel("is_disputed"), FieldPanel("stands")],
                heading=_("Where sources disagree"),
            ),
            MultiFieldPanel(
                [FieldPanel("numerator"), FieldPanel("denominator"), FieldPanel("geography")],
                heading=_("Details, where the source gives them"),
            ),
            FieldPanel("reason"),
        ],
        base_form_class=FigureForm,
    )


class MetricForm(WagtailAdminModelForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not cleaned.get("in_dictionary") and not cleaned.get("program"):
            self.add_error("program", _("A metric outside the dictionary belongs to a program."))
        return cleaned

    def save(self, commit: bool = True) -> Metric:
        """A metric can be used as soon as it is there: it gets its standard way of counting."""
        metric: Metric = super().save(commit=commit)
        if commit and not metric.definitions.filter(is_standard=True).exists():
            metric.definitions.create(name="standard", is_standard=True)
        return metric


class MetricViewSet(ModelViewSet):
    model = Metric
    name = "metric_register"
    icon = "list-ul"
    menu_label = _("Metrics")
    copy_view_enabled = False
    edit_view_class = OwnEditView
    delete_view_class = RetireView
    list_display = [
        "name",
        "unit",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("in_dictionary", label=_("In the dictionary"), sort_key="in_dictionary"),
        Column("retired_on", label=_("Retired on"), sort_key="retired_on"),
    ]
    list_filter = ["group", "kind", "in_dictionary", "program"]
    list_per_page = 50
    search_fields = ["name", "question", "slug"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldPanel("question"),
            FieldPanel("group"),
            FieldPanel("unit"),
            FieldPanel("kind"),
            FieldPanel("direction"),
            FieldPanel("adds_up"),
            FieldPanel("counts_clients"),
            FieldPanel("meaning"),
            FieldPanel("normalization"),
            FieldPanel("caveats"),
            FieldPanel("source"),
            FieldPanel("basis"),
            FieldPanel("in_dictionary"),
            FieldPanel("program"),
            FieldPanel("on_home_page"),
            FieldPanel("retired_on"),
        ],
        base_form_class=MetricForm,
    )


class DefinitionViewSet(ModelViewSet):
    model = Definition
    name = "definition_register"
    icon = "list-ol"
    menu_label = _("Ways of counting")
    copy_view_enabled = False
    edit_view_class = OwnEditView
    delete_view_class = RetireView
    list_display = ["__str__", "is_standard", "program"]
    list_filter = ["metric", "is_standard", "program"]
    list_per_page = 50
    search_fields = ["name", "metric__name"]
    search_backend_name = None
    exclude_form_fields: list[str] = []


class DictionaryViewSetGroup(ModelViewSetGroup):
    menu_label = _("Dictionary")
    menu_icon = "list-ul"
    menu_order = 500
    items = (MetricViewSet, DefinitionViewSet)
