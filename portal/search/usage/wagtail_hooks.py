from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.provenance.permissions import is_editor

from .report import WithoutAnswerView


class EditorsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_editor(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    view = WithoutAnswerView
    return [
        path("reports/searches/", view.as_view(), name=view.index_url_name),
        path(
            "reports/searches/results/",
            view.as_view(results_only=True),
            name=view.index_results_url_name,
        ),
    ]


@hooks.register("register_reports_menu_item")
def item() -> MenuItem:
    return EditorsItem(
        _("Searches without an answer"),
        reverse("searches_without_answer"),
        icon_name="search",
        order=1200,
    )
