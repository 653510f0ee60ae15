from collections.abc import Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.documents.views import documents, multiple
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from portal.provenance.permissions import AdministratorsOnlyPolicy, is_administrator
from portal.taxonomy.models import Topic

from . import deleting, publishing
from .topics_admin import TopicChooserViewSet, TopicViewSet
from .welcome import WelcomePanel

# What an administrator needs and an editor between two calls does not.
ADMINISTRATORS_MENU = {"reports", "help", "redirects"}

register_permission_policy(Topic, AdministratorsOnlyPolicy(Topic))


@hooks.register("register_admin_viewset")
def topics() -> list[Any]:
    return [TopicChooserViewSet("topic_chooser"), TopicViewSet()]


@hooks.register("before_delete_page")
def keep_what_others_rest_on(request: HttpRequest, page: Page) -> HttpResponse | None:
    return deleting.before_delete_page(request, page)


@hooks.register("before_bulk_action")
def keep_what_others_rest_on_in_bulk(
    request: HttpRequest, action_type: str, objects: Sequence[models.Model], action: Any
) -> HttpResponse | None:
    if action_type != "delete" or not objects:
        return None
    return deleting.before_bulk_delete(request, objects, action.next_url)


# After Wagtail's own hooks, so that this action takes the place of theirs.
hooks.register("register_bulk_action", deleting.DeletePagesTogether, order=100)


@hooks.register("before_publish_page")
def ask_about_gaps(request: HttpRequest, page: Page) -> HttpResponse | None:
    return publishing.ask_about_gaps(request, page)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path(
            "publish-with-gaps/<int:page_id>/",
            publishing.publish_with_gaps,
            name="publish_with_gaps",
        )
    ]


@hooks.register("register_admin_urls", order=-1)
def addresses_before_wagtails() -> list[Any]:
    """Deleting a document asks first what rests on it; the addresses are Wagtail's own."""
    delete = deleting.keeping_documents(documents.DeleteView.as_view(), "document_id")
    delete_upload = deleting.keeping_documents(multiple.DeleteView.as_view(), "doc_id")
    return [
        path("documents/delete/<int:document_id>/", delete),
        path("documents/multiple/<int:doc_id>/delete/", delete_upload),
    ]


@hooks.register("register_log_actions")
def gaps_in_the_history(actions: Any) -> None:
    actions.register_action(
        publishing.LOG_ACTION, _("Publish with gaps"), _("Accepted that facts are missing")
    )


@hooks.register("insert_global_admin_css")
def style_of_the_name() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("pages/admin.css"))


@hooks.register("construct_main_menu")
def arrange_menu(request: HttpRequest, items: list[Any]) -> None:
    if not is_administrator(request.user):
        items[:] = [item for item in items if item.name not in ADMINISTRATORS_MENU]


@hooks.register("construct_homepage_panels")
def welcome(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WelcomePanel(request.user))
