from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from .models import Message
from .permissions import MessagePermissionPolicy
from .viewset import MessageViewSet

register_permission_policy(Message, MessagePermissionPolicy(Message))


@hooks.register("register_admin_viewset")
def messages_viewset() -> MessageViewSet:
    return MessageViewSet()


def open_messages(user: Any, page: Page | None = None) -> Any:
    messages = Message.objects.current().for_user(user).filter(is_done=False)
    return messages.filter(page=page.pk) if page else messages


@hooks.register("register_page_header_buttons")
def messages_of_page(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """ "3 messages" beside a page leads to the list of what readers said about it."""
    count = open_messages(user, page).count()
    if count:
        yield Button(
            ngettext("%(count)d message", "%(count)d messages", count) % {"count": count},
            url=f"{reverse('messages:index')}?page={page.pk}&is_done=false",
            icon_name="mail",
            priority=5,
        )


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
