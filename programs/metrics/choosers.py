"""Choosing a metric."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from portal.provenance.chooser_widget import ChooserWidget
from portal.provenance.word_filter import words_in

from .models import Metric


class MetricChoosing(chooser.BaseChooseView):
    filter_form_class = words_in("name")

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, Column("unit", label=_("Unit"))]

    def get_object_list(self) -> Any:
        return Metric.objects.current().order_by("-in_dictionary", "position", "name")


class MetricChooseView(MetricChoosing, chooser.ChooseView):
    pass


class MetricChooseResultsView(MetricChoosing, chooser.ChooseResultsView):
    pass


class MetricChooserViewSet(ChooserViewSet):
    base_widget_class = ChooserWidget
    model = Metric
    icon = "list-ul"
    choose_one_text = _("Choose a metric")
    choose_another_text = _("Choose another metric")
    choose_view_class = MetricChooseView
    choose_results_view_class = MetricChooseResultsView
    per_page = 30
