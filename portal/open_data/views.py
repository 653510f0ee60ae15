"""What there is as open data, how it may be used, and all of it at once."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .package import package_parts
from .rights import licence, rights_in_words
from .tables import tables


def data(request: HttpRequest) -> HttpResponse:
    context = {
        "page_title": _("Open data"),
        "page_description": _(
            "Everything that this portal publishes, as files and through an API, to use without "
            "asking for a key."
        ),
        "trail": [{"title": _("Home"), "url": "/"}],
        "tables": tables(),
        "licence": licence(),
        "rights": rights_in_words(),
    }
    return render(request, "open_data/data.html", context)


@require_safe
def everything(request: HttpRequest) -> StreamingHttpResponse:
    parts = package_parts(request.build_absolute_uri("/"))
    response = StreamingHttpResponse(parts, content_type="application/zip")
    name = f"{slugify(settings.PORTAL_NAME)}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    # It is compressed already.
    response["Content-Encoding"] = "identity"
    return response
