"""What there is as open data, and how it may be used."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .tables import tables


def data(request: HttpRequest) -> HttpResponse:
    context = {
        "page_title": _("Open data"),
        "page_description": _("Everything on this portal as files and through an API."),
        "trail": [{"title": _("Home"), "url": "/"}],
        "tables": tables(),
    }
    return render(request, "open_data/data.html", context)
