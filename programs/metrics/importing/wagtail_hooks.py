from typing import Any

from django.urls import include, path
from wagtail import hooks

from . import views
from .template_views import template_to_fill

urls = (
    [
        path("", views.ImportsView.as_view(), name="index"),
        path("new/", views.NewImportView.as_view(), name="new"),
        path("<uuid:key>/", views.ImportView.as_view(), name="import"),
        path("template/<int:program>.csv", template_to_fill, {"kind": "csv"}, name="csv"),
        path("template/<int:program>.xlsx", template_to_fill, {"kind": "xlsx"}, name="xlsx"),
    ],
    "figure_imports",
)


@hooks.register("register_admin_urls")
def figure_imports() -> list[Any]:
    return [path("figures-from-files/", include(urls))]
