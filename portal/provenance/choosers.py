"""Choosing a source, and adding one without leaving the page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from .chooser_widget import ChooserWidget
from .models import Source
from .word_filter import words_in


class SourceChoosing(chooser.BaseChooseView):
    filter_form_class = words_in("title", "publisher", "key")

    """Current sources by title words, publisher or id; the newest first."""

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,
            Column("published_display", label=_("Published")),
            Column("key", label=_("Id")),
        ]

    def get_object_list(self) -> Any:
        return Source.objects.current().order_by("-pk")


class SourceChooseView(SourceChoosing, chooser.ChooseView):
    pass


class SourceChooseResultsView(SourceChoosing, chooser.ChooseResultsView):
    pass


class SourceCreateView(chooser.CreateView):
    def save_form(self, form: Any) -> Any:
        form.instance.added_by = self.request.user
        return super().save_form(form)


class SourceChooserViewSet(ChooserViewSet):
    base_widget_class = ChooserWidget
    model = Source
    icon = "link"
    choose_one_text = _("Choose a source")
    choose_another_text = _("Choose another source")
    edit_item_text = _("Edit this source")
    create_action_label = _("Add this source")
    creation_tab_label = _("Add a source")
    # By name: a form of a model cannot be made while models are loading.
    creation_form_class = "portal.provenance.source_form.SourceForm"
    choose_view_class = SourceChooseView
    choose_results_view_class = SourceChooseResultsView
    create_view_class = SourceCreateView
    per_page = 20


source_chooser = SourceChooserViewSet("source_chooser")
SourceChooser = source_chooser.widget_class


class CitationSourceChooser(SourceChooser):  # type: ignore[misc, valid-type]  # made at run time
    """For a citation, of which a page has a hundred: light, and told what it may show.

    There is nothing to clear: a citation without source is removed as a whole.
    """

    template_name = "provenance/admin/source_chooser.html"
    show_edit_link = False
    show_clear_link = False
    known: dict[int, Source] = {}

    def get_instance(self, value: Any) -> Any:
        found = self.known.get(int(value)) if str(value).isdecimal() else None
        return found or super().get_instance(value)

    def get_value_data_from_instance(self, instance: Source) -> dict[str, Any]:
        return {"id": instance.pk, "edit_url": "", "title": str(instance)}
