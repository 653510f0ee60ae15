"""The listing of messages in the admin."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Message, MessageQuerySet
from .permissions import MessagePermissionPolicy


class MessageFilterSet(WagtailFilterSet):
    page = django_filters.NumberFilter(label=_("Page number"))

    class Meta:
        model = Message
        fields = ["is_done", "kind", "page"]


class OwnMessagesMixin:
    """Nobody reaches a message about a page that they may not change, by any address."""

    def get_queryset(self) -> MessageQuerySet:
        queryset: MessageQuerySet = super().get_queryset()  # type: ignore[misc]  # the view's
        return queryset.filter(pk__in=self._own())

    def get_object(self, queryset: Any = None) -> Message:
        return super().get_object(self._own())  # type: ignore[misc]  # the view's

    def _own(self) -> MessageQuerySet:
        user = self.request.user  # type: ignore[attr-defined]  # the view's
        return Message.objects.current().for_user(user)


class MessageIndexView(OwnMessagesMixin, generic.IndexView):
    def get_base_queryset(self) -> MessageQuerySet:
        queryset: MessageQuerySet = super().get_base_queryset()
        return queryset.filter(pk__in=self._own())


class MessageEditView(OwnMessagesMixin, generic.EditView):
    pass


class MessageDeleteView(OwnMessagesMixin, generic.DeleteView):
    pass


class MessageViewSet(ModelViewSet):
    model = Message
    name = "messages"
    icon = "mail"
    menu_label = _("Messages")
    menu_order = 250
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    permission_policy = MessagePermissionPolicy(Message)
    index_view_class = MessageIndexView
    edit_view_class = MessageEditView
    delete_view_class = MessageDeleteView
    list_display = ["__str__", "page_title", "text", "email", "sent_at", "is_done"]
    list_export = [
        "sent_at",
        "page_title",
        "about_label",
        "kind",
        "text",
        "evidence",
        "role",
        "email",
        "is_done",
    ]
    list_per_page = 50
    filterset_class = MessageFilterSet
    search_fields = ["page_title", "about_label", "text", "email"]
    search_backend_name = None
    panels = [
        MultiFieldPanel(
            [
                FieldPanel(name, read_only=True)
                for name in (
                    "page_title",
                    "about_label",
                    "value_then",
                    "kind",
                    "text",
                    "evidence",
                    "role",
                    "email",
                    "sent_at",
                )
            ],
            heading=_("Message"),
        ),
        FieldPanel("is_done"),
    ]
