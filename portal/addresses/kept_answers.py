"""Answers to readers, kept until anything in the database changes.

A city's page is asked for far more often than it is written. The database itself says whether
anything was committed since, so there is nothing to declare, to invalidate or to forget: an
unpublished page is gone with the commit, whoever made it and in whichever process.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from portal.database_state import shelf

Respond = Callable[[HttpRequest], HttpResponse]

# Of one connection, compressed as they were sent. A worker has a connection for each thread.
MOST_BYTES = 4_000_000
LARGEST = 400_000
# What depends on the day, such as a review that is due, is at most this many seconds behind.
LONGEST = 300


@dataclass(frozen=True)
class Answer:
    headers: tuple[tuple[str, str], ...]
    content: bytes
    made: float

    @classmethod
    def of(cls, response: HttpResponse) -> "Answer":
        return cls(tuple(response.headers.items()), response.content, time.monotonic())

    def response_to(self, request: HttpRequest) -> HttpResponse:
        """Also 304, for whoever has the same already and says so by the answer's `ETag`."""
        response = HttpResponse(self.content, headers=dict(self.headers))
        if not (etag := response.headers.get("ETag")):
            return response
        since = parse_http_date_safe(response.headers.get("Last-Modified", ""))
        return get_conditional_response(request, etag, since, response) or response


@dataclass
class Shelf:
    """The answers that hold for one state of the database; those asked for last stay longest."""

    answers: OrderedDict[Hashable, Answer] = field(default_factory=OrderedDict)
    size: int = 0

    def find(self, key: Hashable) -> Answer | None:
        answer = self.answers.get(key)
        if answer is None or time.monotonic() - answer.made > LONGEST:
            return None
        self.answers.move_to_end(key)
        return answer

    def put(self, key: Hashable, answer: Answer) -> None:
        old = self.answers.pop(key, None)
        self.answers[key] = answer
        self.size += len(answer.content) - (len(old.content) if old else 0)
        while self.size > MOST_BYTES:
            _key, dropped = self.answers.popitem(last=False)
            self.size -= len(dropped.content)


def keep_answers(respond: Respond) -> Respond:
    """Stands outside compression, so that what is kept can be sent as it is."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not _is_from_anybody(request):
            return respond(request)
        kept, key = _shelf(), _key(request)
        if kept is None:
            return respond(request)
        if (answer := kept.find(key)) is not None:
            return answer.response_to(request)
        response = respond(request)
        # The same shelf before and after: nothing was committed while the answer was made.
        if _is_for_anybody(response) and _shelf() is kept:
            kept.put(key, Answer.of(response))
        return response

    return middleware


def _is_from_anybody(request: HttpRequest) -> bool:
    """Without anything that tells one reader from another."""
    return request.method == "GET" and not (
        request.META.get("HTTP_COOKIE") or request.META.get("HTTP_AUTHORIZATION")
    )


def _is_for_anybody(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "Cache-Control" not in response.headers
        and len(response.content) <= LARGEST
    )


def _key(request: HttpRequest) -> Hashable:
    """All of a request that an answer may depend on, as long as it has no cookie."""
    of_request = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "HTTP_ACCEPT_LANGUAGE")
    takes_gzip = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    named = tuple(request.META.get(name, "") for name in of_request)
    return request.scheme, request.get_full_path(), takes_gzip, *named


def _shelf() -> Shelf | None:
    return shelf("pages", Shelf)
