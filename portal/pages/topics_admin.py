"""Topics: chosen by editors, kept by administrators."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from portal.provenance.admin_views import OwnEditView, RetireView
from portal.provenance.chooser_widget import ChooserWidget
from portal.provenance.word_filter import words_in
from portal.taxonomy.models import Topic


class TopicForm(WagtailAdminModelForm):
    """A new topic stands where its number says; its address comes from its name."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        parent = cleaned.get("parent")
        if parent is not None and parent.parent_id is not None:
            self.add_error("parent", _("Topics have two levels: choose one without a dot."))
        if parent is not None and parent.pk == self.instance.pk:
            self.add_error("parent", _("A topic cannot stand under itself."))
        if not cleaned.get("slug") and cleaned.get("name"):
            cleaned["slug"] = slugify(cleaned["name"])[:120]
        return cleaned

    def save(self, commit: bool = True) -> Topic:
        topic: Topic = super().save(commit=commit)
        if commit:
            renumber_topics()
        return topic


def renumber_topics() -> None:
    """4.2 stands after 4 and 4.1, before 5 and 10."""
    topics = sorted(Topic.objects.all(), key=lambda topic: _numbers(topic.code))
    for position, topic in enumerate(topics, start=1):
        topic.position = position
    Topic.objects.bulk_update(topics, ["position"])


def _numbers(code: str) -> list[tuple[bool, int, str]]:
    parts = code.split(".")
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


class TopicIndexView(generic.IndexView):
    def get_base_queryset(self) -> Any:
        return Topic.objects.select_related("parent")


class TopicViewSet(ModelViewSet):
    model = Topic
    name = "topic_register"
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 510
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = TopicIndexView
    edit_view_class = OwnEditView
    delete_view_class = RetireView
    list_display = [
        "name",
        Column("code", label=_("Number"), sort_key="position"),
        Column("parent", label=_("Under")),
        Column("retired_on", label=_("Retired on"), sort_key="retired_on"),
    ]
    list_per_page = 100
    search_fields = ["name", "code"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldPanel("parent"),
            FieldPanel("retired_on"),
        ],
        base_form_class=TopicForm,
    )


class TopicChoosing(chooser.BaseChooseView):
    filter_form_class = words_in("name", "code")

    def get_object_list(self) -> Any:
        return Topic.objects.current().order_by("position", "code")


class TopicChooseView(TopicChoosing, chooser.ChooseView):
    pass


class TopicChooseResultsView(TopicChoosing, chooser.ChooseResultsView):
    pass


class TopicChooserViewSet(ChooserViewSet):
    base_widget_class = ChooserWidget
    model = Topic
    icon = "tag"
    choose_one_text = _("Choose a topic")
    choose_another_text = _("Choose another topic")
    choose_view_class = TopicChooseView
    choose_results_view_class = TopicChooseResultsView
    per_page = 100
