from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import PageQuerySet

from portal.provenance.permissions import is_administrator

from .status_page import NAME, StatusView


class AdministratorsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("reports/search-status/", StatusView.as_view(), name=NAME)]


@hooks.register("register_reports_menu_item")
def item() -> MenuItem:
    label, address = _("Search status"), reverse(NAME)
    return AdministratorsItem(label, address, icon_name="info-circle", order=1210)


@hooks.register("construct_page_chooser_queryset")
def read_at_once(pages: PageQuerySet[Any], _request: HttpRequest) -> PageQuerySet[Any]:
    """The states that the chooser shows of each page; it would ask for them page by page."""
    return pages.prefetch_workflow_states().annotate_approved_schedule()
