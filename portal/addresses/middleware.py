"""Answers that no view gives: refused requests, and addresses of deleted pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from .models import GoneAddress

Respond = Callable[[HttpRequest], HttpResponse]
_CHARSETS = {"", "utf-8", "utf8", "us-ascii", "ascii"}


def refuse_unreadable(respond: Respond) -> Respond:
    """Refuses, in words, what the framework would answer with an error page of its own.

    A form posted in a charset such as utf-16 is a bare 500 in Django 5.2; a NUL in an address
    is one on PostgreSQL, which cannot store it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "")
        if charset.strip("\"'").lower() not in _CHARSETS:
            return render(request, "415.html", status=415)
        # The API says what is wrong in its own form.
        if "\x00" in request.path and not request.path.startswith("/api/"):
            return render(request, "400.html", status=400)
        return respond(request)

    return middleware


def answer_gone(respond: Respond) -> Respond:
    """Turns the 404 of a deleted page into a 410 that names its successor.

    Stands outside the redirects' middleware, so a redirect that an editor makes goes first.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        if response.status_code != 404:
            return response
        path = request.path if request.path.endswith("/") else f"{request.path}/"
        gone = GoneAddress.objects.filter(path=path).select_related("successor").first()
        if gone is None:
            return response
        successor = gone.successor
        if successor is not None and not _is_public(successor.pk):
            successor = None
        return render(request, "410.html", {"gone": gone, "successor": successor}, status=410)

    return middleware


def _is_public(pk: int) -> bool:
    return bool(Page.objects.live().public().filter(pk=pk).exists())
