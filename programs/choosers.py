"""Choosing a program without walking down the tree."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from portal.provenance.chooser_widget import ChooserWidget
from portal.provenance.word_filter import words_in

from .models import ProgramPage
from .permissions import programs_editable_by


class ProgramChoosing(chooser.BaseChooseView):
    """Programs that are published, and one's own drafts."""

    filter_form_class = words_in("title", "acronym", "city_name")

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,
            Column("city_title", label=_("City")),
            Column("get_status_display", label=_("Status")),
        ]

    def get_object_list(self) -> Any:
        own = programs_editable_by(self.request.user)
        live = ProgramPage.objects.live()
        return (live | own).distinct().with_city().order_by("title")


class ProgramChooseView(ProgramChoosing, chooser.ChooseView):
    pass


class ProgramChooseResultsView(ProgramChoosing, chooser.ChooseResultsView):
    pass


class ProgramChooserViewSet(ChooserViewSet):
    base_widget_class = ChooserWidget
    model = ProgramPage
    icon = "doc-full"
    choose_one_text = _("Choose a program")
    choose_another_text = _("Choose another program")
    edit_item_text = _("Edit this program")
    choose_view_class = ProgramChooseView
    choose_results_view_class = ProgramChooseResultsView
    per_page = 30
