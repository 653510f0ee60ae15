"""What the API says where it has no answer: problem details (RFC 9457), in words."""

import logging
from collections.abc import Collection, Sequence
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from portal.lists.typed_text import printable
from portal.search.engines.base import SearchError

from ..tables import RefusedError

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
_SCHEMA = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, and what to change."},
    },
    "required": ["type", "title", "status", "detail"],
}


def problem(status: HTTPStatus, lines: Sequence[str]) -> JsonResponse:
    content = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": " ".join(lines),
    }
    params = {"ensure_ascii": False}
    return JsonResponse(content, status=status, content_type=MEDIA_TYPE, json_dumps_params=params)


def described(*statuses: HTTPStatus) -> dict[str, Any]:
    """These problems as the description of an operation says them."""
    content = {MEDIA_TYPE: {"schema": _SCHEMA}}
    responses = {each.value: {"description": each.phrase, "content": content} for each in statuses}
    return {"responses": responses}


def unknown_address(_request: HttpRequest) -> JsonResponse:
    return problem(HTTPStatus.NOT_FOUND, [_("There is nothing here. /api/v1/docs lists what is.")])


def refuse_unknown(
    request: HttpRequest, known: Sequence[str], overlooked: Collection[str] = ()
) -> None:
    """A mistyped filter would give all rows. `overlooked` means nothing to most who ask."""
    unknown = [printable(name) for name in request.GET if name not in {*known, *overlooked}]
    if unknown:
        words = _("There is no parameter %(unknown)s. These are: %(known)s.")
        raise RefusedError([words % {"unknown": unknown[0], "known": ", ".join(known)}])


def no_such_page(page: int, last: int) -> str:
    words = _("There is no page %(page)s; the last one is %(last)s.")
    return words % {"page": page, "last": last}


def _name_of(place: Sequence[str | int]) -> str:
    """The parameter's; a place among several values of it says nothing to a reader."""
    return next(str(part) for part in reversed(place) if isinstance(part, str))


def explain_problems(api: NinjaAPI) -> None:
    @api.exception_handler(RefusedError)
    def refused(_request: HttpRequest, error: Any) -> JsonResponse:
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, error.lines)

    @api.exception_handler(ValidationError)
    def invalid(_request: HttpRequest, error: Any) -> JsonResponse:
        lines = [f"{_name_of(each['loc'])}: {each['msg']}." for each in error.errors]
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, lines)

    @api.exception_handler(Http404)
    def missing(_request: HttpRequest, error: Any) -> JsonResponse:
        return problem(HTTPStatus.NOT_FOUND, [str(error)])

    @api.exception_handler(SearchError)
    def no_search(_request: HttpRequest, error: Any) -> JsonResponse:
        logger.error("Search could not answer", exc_info=error)
        words = _("Search is not working right now. Please try again in a while.")
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, [words])

    @api.exception_handler(Exception)
    def failed(_request: HttpRequest, error: Any) -> JsonResponse:
        logger.error("The API failed", exc_info=error)
        words = _("Something went wrong here. It was noted; please try again in a while.")
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, [words])
