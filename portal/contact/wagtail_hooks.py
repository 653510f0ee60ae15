from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from portal.provenance.panels.overview import Entry, Part, register_part

from .models import Message
from .permissions import MessagePermissionPolicy
from .viewset import MessageViewSet

MESSAGES_BESIDE_A_PAGE = 5

register_permission_policy(Message, MessagePermissionPolicy(Message))


@hooks.register("register_admin_viewset")
def messages_viewset() -> MessageViewSet:
    return MessageViewSet()


def open_messages(user: Any, page: Page | None = None) -> Any:
    messages = Message.objects.current().for_user(user).filter(is_done=False)
    return messages.filter(page=page.pk) if page else messages


def messages_of_page(page: Page, user: Any) -> Part | None:
    """What readers said about the page, beside its form."""
    messages = open_messages(user, page)
    latest = [_entry(message) for message in messages[:MESSAGES_BESIDE_A_PAGE]]
    if not latest:
        return None
    count = messages.count()
    heading = ngettext(
        "%(count)d message from readers", "%(count)d messages from readers", count
    ) % {"count": count}
    listing = f"{reverse('messages:index')}?page={page.pk}&is_done=false"
    return Part(heading, latest, url=listing)


def _entry(message: Message) -> Entry:
    return Entry(
        str(message),
        url=reverse("messages:edit", args=[message.pk]),
        detail=Truncator(message.text).chars(120),
    )


register_part(messages_of_page)


class OpenMessagesPanel(Component):
    """On the dashboard: what readers said about this editor's pages."""

    order = 120

    def __init__(self, user: Any) -> None:
        self.user = user

    def render_html(self, parent_context: Any = None) -> str:
        count = open_messages(self.user).count()
        if not count:
            return ""
        words = ngettext(
            "%(count)d message from readers waits for an answer",
            "%(count)d messages from readers wait for an answer",
            count,
        ) % {"count": count}
        return format_html(
            '<section><h2>{}</h2><p><a href="{}?is_done=false">{}</a></p></section>',
            _("Messages"),
            reverse("messages:index"),
            words,
        )


@hooks.register("construct_homepage_panels")
def add_messages_panel(request: Any, panels: list[Any]) -> None:
    panels.append(OpenMessagesPanel(request.user))
