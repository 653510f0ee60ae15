"""Each table's list, a page at a time, and each record under its key."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.constants import NOT_SET

from portal.lists.typed_text import printable

from ..cells import as_json
from ..pages import PageTable
from ..sheets import completed
from ..tables import Table
from .problems import described, no_such_page, refuse_unknown
from .schemas import asked_model, page_model, record_model, whole_model

_REFUSED, _MISSING = HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.NOT_FOUND


def add_table(router: Router, table: Table) -> None:
    record = record_model(table)
    asked = asked_model(table)

    def records(request: HttpRequest, query: Query[asked]) -> HttpResponse:  # type: ignore[valid-type]  # made here
        return _page(request, table, query)

    def one(request: HttpRequest, key: str) -> HttpResponse:
        return _one(request, table, key)

    router.add_api_operation(
        f"/{table.name}",
        ["GET"],
        records,
        response=page_model(table, record),
        operation_id=f"list_{table.name}",
        summary=str(table.title),
        description=str(table.text),
        tags=[str(table.title)],
        openapi_extra=described(_REFUSED, _MISSING),
        auth=NOT_SET,
    )
    # Keys of pages have a slash in them.
    router.add_api_operation(
        f"/{table.name}/{{path:key}}",
        ["GET"],
        one,
        response=whole_model(table, record),
        operation_id=f"get_{table.name}",
        summary=_("One of: %(what)s") % {"what": table.title},
        description=str(table.text),
        tags=[str(table.title)],
        openapi_extra=described(_MISSING),
        auth=NOT_SET,
    )


def _page(request: HttpRequest, table: Table, query: Any) -> HttpResponse:
    refuse_unknown(request, [*(each.name for each in table.filters()), "sort", "page", "per_page"])
    narrowed = table.narrowed(request.GET, per_page=query.per_page)
    page = narrowed.page_object
    if query.page > page.paginator.num_pages:
        raise Http404(no_such_page(query.page, page.paginator.num_pages))
    rows = list(table.prepared(cast(Any, page.object_list)))
    table.load(rows)
    base = request.build_absolute_uri("/")
    links = {
        "next": _address(request, page.number + 1) if page.has_next() else None,
        "previous": _address(request, page.number - 1) if page.has_previous() else None,
    }
    content = {
        "count": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        **links,
        "results": [as_record(table, row, base) for row in rows],
    }
    response = _json(content)
    rels = {"next": links["next"], "prev": links["previous"]}
    if found := [f'<{to}>; rel="{rel}"' for rel, to in rels.items() if to]:
        response["Link"] = ", ".join(found)
    return response


def _one(request: HttpRequest, table: Table, key: str) -> HttpResponse:
    row = table.find(key)
    if row is None:
        moved = table.moved(key) if isinstance(table, PageTable) else ""
        if moved:
            return HttpResponseRedirect(f"/api/v1/{table.name}/{moved}", status=301)
        raise Http404(_("There is no “%(key)s” here.") % {"key": printable(key)})
    table.load_whole(row)
    base = request.build_absolute_uri("/")
    return _json(as_record(table, row, base) | _parts(table, table.parts_of_one, row, base))


def as_record(table: Table, row: Any, base: str) -> dict[str, Any]:
    columns = [*table.only_in_api, *table.columns]
    found = {column.name: as_json(completed(column, column.of(row), base)) for column in columns}
    return found | _parts(table, table.parts, row, base)


def _parts(
    table: Table, parts: Mapping[str, type[Table]], row: Any, base: str
) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [as_record(part(), each, base) for each in table.rows_of_part(name, row)]
        for name, part in parts.items()
    }


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _json(content: Any) -> JsonResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})
