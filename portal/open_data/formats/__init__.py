"""Sheets as files: CSV, XLSX and JSON, written as they are read, in constant memory."""

from collections.abc import Callable, Iterator
from itertools import chain

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from ..sheets import Sheet
from .csv_file import BOM, csv_lines
from .json_file import json_lines
from .xlsx_file import xlsx_bytes

MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
# Sent together: to send each line by itself costs more than to write it.
_LINES = 200


def together(lines: Iterator[str]) -> Iterator[bytes]:
    """Lines as the bytes of a few at a time."""
    some: list[str] = []
    for line in lines:
        some.append(line)
        if len(some) == _LINES:
            yield "".join(some).encode()
            some.clear()
    yield "".join(some).encode()


def _csv(sheet: Sheet, base: str, _address: str) -> HttpResponseBase:
    lines = together(chain([BOM], csv_lines(sheet, base)))
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")


def _json(sheet: Sheet, base: str, address: str) -> HttpResponseBase:
    lines = together(json_lines(sheet, base, address))
    return StreamingHttpResponse(lines, content_type="application/json")


def _xlsx(sheet: Sheet, base: str, _address: str) -> HttpResponseBase:
    return StreamingHttpResponse(xlsx_bytes(sheet, base), content_type=MEDIA_TYPES["xlsx"])


FORMATS: dict[str, Callable[[Sheet, str, str], HttpResponseBase]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
}


def respond(request: HttpRequest, sheet: Sheet, kind: str) -> HttpResponseBase:
    base = request.build_absolute_uri("/")
    response = FORMATS[kind](sheet, base, request.build_absolute_uri())
    disposition = "inline" if kind == "json" else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="{sheet.name}.{kind}"'
    response["Access-Control-Allow-Origin"] = "*"
    if sheet.table:
        about = request.build_absolute_uri(reverse("data"))
        response["Link"] = f'<{about}#{sheet.table}>; rel="describedby"'
    return response
