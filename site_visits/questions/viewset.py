"""The question bank in the admin: a listing that every editor may add to."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from portal.provenance.admin_views import OwnDeleteView, OwnEditView

from .models import Question


class QuestionFilterSet(WagtailFilterSet):
    class Meta:
        model = Question
        fields = ["asked"]


class QuestionViewSet(ModelViewSet):
    model = Question
    name = "question_bank"
    icon = "help"
    menu_label = _("Questions")
    menu_order = 240
    add_to_admin_menu = True
    copy_view_enabled = False
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView
    filterset_class = QuestionFilterSet
    list_display = [
        "text",
        Column("get_asked_display", label=_("For whom"), sort_key="asked"),
        Column("retired_on", label=_("Retired on"), sort_key="retired_on"),
    ]
    list_per_page = 100
    search_fields = ["text"]
    search_backend_name = None
    edit_handler = ObjectList([FieldPanel("asked"), FieldPanel("text"), FieldPanel("retired_on")])
