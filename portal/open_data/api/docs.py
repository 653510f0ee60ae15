"""The page that explains the API. Made here: ninja's own needs scripts, which few readers' pages
may run and which would be eight megabytes of files more to serve.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from ..tables import tables


@dataclass(frozen=True)
class Parameter:
    name: str
    meaning: str
    # The codes that may stand in it, or what kind of value it is.
    values: str
    default: str


@dataclass(frozen=True)
class Operation:
    """The address of a list. `one` is that of one of its records, "" for search."""

    id: str
    path: str
    summary: str
    text: str
    parameters: list[Parameter]
    one: str
    # The table whose columns its records have.
    table: str


class DescriptionPage(DocsBase):
    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        address = self.get_openapi_url(api, kwargs)
        context = {
            "page_title": _("API"),
            "page_description": api.description,
            "trail": [
                {"title": _("Home"), "url": "/"},
                {"title": _("Open data"), "url": "/data/"},
            ],
            "address": address,
            "operations": _operations_in(get_language(), api),
        }
        return render(request, "open_data/api.html", context)


@cache
def _operations_in(_language: str, api: NinjaAPI) -> list[Operation]:
    """The description is the same until the portal is started anew, but for its words."""
    return list(operations(api.get_openapi_schema()))


def operations(description: Mapping[str, Any]) -> Iterator[Operation]:
    """In the order of the description."""
    names, paths = {table.name for table in tables()}, description["paths"]
    for path in (path for path in paths if not path.endswith("/{key}")):
        operation, one = paths[path]["get"], f"{path}/{{key}}"
        table = path.rpartition("/")[2]
        yield Operation(
            operation["operationId"].replace("_", "-"),
            path,
            operation["summary"],
            operation["description"],
            [_parameter(each) for each in operation["parameters"]],
            one if one in paths else "",
            table if table in names else "",
        )


def _parameter(described: Mapping[str, Any]) -> Parameter:
    schema = described["schema"]
    of_each = schema.get("items", schema)
    codes = of_each.get("enum", [])
    values = ", ".join(codes) if codes else _KINDS.get(of_each.get("type", ""), "")
    default = schema.get("default")
    text = described.get("description", "")
    return Parameter(described["name"], text, str(values), str(default) if default else "")


_KINDS = {"integer": gettext_lazy("a whole number"), "string": gettext_lazy("words")}
