"""The API's addresses. Every answer may be read from anywhere, and none changes anything."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, re_path
from django.utils.translation import gettext as _
from django.views.generic import RedirectView
from ninja import NinjaAPI

from portal.lists.typed_text import is_storable

from ..freshness import conditional
from ..tables import tables
from .docs import DescriptionPage
from .lists import add_table
from .problems import explain_problems, problem, unknown_address
from .searching import add_search

_READS = ("GET", "HEAD", "OPTIONS")
_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": ", ".join(_READS),
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, Accept",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link",
    "Access-Control-Max-Age": "86400",
}
DESCRIPTION = (
    "Everything that this portal publishes, to read. No key is needed. Lists take the filters of "
    "their pages. Every answer has an ETag and a date, so fetch again with If-None-Match or "
    "If-Modified-Since. The same as files, the meaning of columns, the licence and how to cite: "
    "/data/."
)


def _api() -> NinjaAPI:
    api = NinjaAPI(
        title=settings.PORTAL_NAME,
        version="1",
        description=DESCRIPTION,
        urls_namespace="api",
        docs=DescriptionPage(),
    )
    explain_problems(api)
    for table in tables():
        if table.in_api:
            add_table(api.default_router, table)
    add_search(api.default_router)
    return api


def _open(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Readable from other sites; what is no reading is refused in words."""
    answers = conditional(view)

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            response: HttpResponseBase = HttpResponse(status=HTTPStatus.NO_CONTENT)
        elif request.method not in _READS:
            words = _("This API is to read only: use GET.")
            response = problem(HTTPStatus.METHOD_NOT_ALLOWED, [words])
            response["Allow"] = ", ".join(_READS)
        elif not is_storable(request.path):
            words = _("This address cannot be read: take the unprintable character out of it.")
            response = problem(HTTPStatus.BAD_REQUEST, [words])
        else:
            response = answers(_as_get(request), *args, **kwargs)
        for name, value in _HEADERS.items():
            response[name] = value
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # nothing is written
    return answer


def _as_get(request: HttpRequest) -> HttpRequest:
    """The server leaves the content out of what answers a HEAD."""
    request.method = "GET"
    return request


api = _api()
_found: list[URLPattern] = [each for each in api.urls[0] if isinstance(each, URLPattern)]
for _pattern in _found:
    if _pattern.name == "api-root":
        _pattern.callback = RedirectView.as_view(pattern_name="api:openapi-view")
    elif _pattern.name != "openapi-view":
        _pattern.callback = _open(_pattern.callback)

app_name = "api"
urlpatterns = [
    *_found,
    # Whatever else there may be in an address, line ends too.
    re_path(r"", _open(unknown_address)),
]
