"""Addresses that the components link to, for tests of the theme alone."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from .specimen import specimen


def source(request: HttpRequest, key: str) -> HttpResponse:
    return HttpResponse(key)


sources = ([path("<str:key>/", source, name="source")], "sources")

urlpatterns = [path("specimen/", specimen), path("sources/", include(sources))]
