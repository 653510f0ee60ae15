"""Since when answers are as they are, so that nobody fetches the same twice."""

import hashlib
import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from portal.database_state import shelf

View = Callable[..., HttpResponseBase]


def unchanged_since() -> int | None:
    """A moment after which nothing was committed, in seconds as HTTP counts them.

    It is when this connection first saw the database as it is now, so it may be later than the
    last commit and never earlier. None where that is unknown, or was within this second: what is
    committed in the rest of it would carry the same date.
    """
    seen: float | None = shelf("seen since", time.time)
    if seen is None or time.time() - seen < 1:
        return None
    return int(seen)


def conditional(view: View) -> View:
    """Answers with `ETag` and `Last-Modified`, and with 304 to whoever has the same already.

    What is sent as it is made has no `ETag`: it is not known before its end.
    """

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        since = unchanged_since()
        if "If-None-Match" not in request.headers:
            unchanged = get_conditional_response(request, last_modified=since)
            if unchanged is not None:
                return _marked(unchanged, since)
        response = view(request, *args, **kwargs)
        if response.status_code != 200:
            return response
        _marked(response, since)
        if not isinstance(response, HttpResponse):
            return response
        response["ETag"] = etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        return get_conditional_response(request, etag, since, response) or response

    return answer


def _marked(response: HttpResponseBase, since: int | None) -> HttpResponseBase:
    if since is not None:
        response["Last-Modified"] = http_date(since)
    return response
