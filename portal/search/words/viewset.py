"""Synonyms in the admin: a listing that every editor may add to."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from portal.provenance.admin_views import OwnDeleteView, OwnEditView

from .models import WordGroup


class WordGroupCreateView(generic.CreateView):
    def get_initial(self) -> dict[str, Any]:
        """A search without an answer comes with its words, to which an editor adds one."""
        return {"words": self.request.GET.get("words", "")[:200]}


class WordGroupViewSet(ModelViewSet):
    model = WordGroup
    name = "synonyms"
    icon = "link"
    menu_label = _("Synonyms")
    menu_order = 235
    add_to_admin_menu = True
    copy_view_enabled = False
    add_view_class = WordGroupCreateView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView
    list_display = [
        "words",
        Column("also_finds", label=_("One way to"), sort_key="also_finds"),
        Column("get_language_display", label=_("Language"), sort_key="language"),
    ]
    list_filter = ["language"]
    list_per_page = 100
    search_fields = ["words", "also_finds"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            HelpPanel(
                content=_(
                    "<p>Readers find pages by any of these words from the next search on. What "
                    "was looked for beside their own words is shown to them, and they can "
                    "switch it off. Words that differ by a plural, a hyphen or a capital need no "
                    "entry.</p>"
                )
            ),
            FieldPanel("words"),
            FieldPanel("also_finds"),
            FieldPanel("language"),
        ]
    )
