"""The same as files: every list under its address with .csv, .xlsx or .json in place of the slash.

What a page's twin holds is declared in the app's `open_data.py`:

    @twin_of(ProgramIndexPage)
    def programs(request, page, rest):
        return table_named("programs").sheet(...)
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from portal.pages.views import find_page

from .formats import respond
from .freshness import conditional
from .sheets import Sheet
from .tables import RefusedError, table_named

# Addresses of files, for URL patterns.
TWIN = r"^(?P<path>(?:[\w-]+/)*[\w-]+)\.(?P<kind>csv|xlsx|json)$"

# Of an address that is no page's.
Twin = Callable[[HttpRequest], Sheet | None]
# Of a page, with the parts of the address that follow the page's own; None for no twin.
TwinOfPage = Callable[[HttpRequest, Any, list[str]], Sheet | None]

_at: dict[str, Twin] = {}
_of_pages: dict[type[Page], TwinOfPage] = {}


def twin_at(path: str) -> Callable[[Twin], Twin]:
    def add(twin: Twin) -> Twin:
        _at[path] = twin
        return twin

    return add


def twin_of(model: type[Page]) -> Callable[[TwinOfPage], TwinOfPage]:
    def add(twin: TwinOfPage) -> TwinOfPage:
        _of_pages[model] = twin
        return twin

    return add


def list_twin(name: str, model: type[Page]) -> None:
    """Declares that a page lists the rows of a table, and narrows them by the table's filters."""

    @twin_of(model)
    def twin(request: HttpRequest, _page: Any, rest: list[str]) -> Sheet | None:
        return None if rest else narrowed_sheet(request, name)


def narrowed_sheet(request: HttpRequest, name: str) -> Sheet:
    """All rows of a table that the page of this address shows, over all of its pages."""
    table = table_named(name)
    return table.sheet(table.narrowed(request.GET).ordered)


@require_safe
@conditional
def twin(request: HttpRequest, path: str, kind: str) -> HttpResponseBase:
    try:
        sheet = _at[path](request) if path in _at else _sheet_of_page(request, path)
    except RefusedError as error:
        words = "\n".join(error.lines)
        return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
    if sheet is None:
        raise Http404(_("There is no file at this address."))
    return respond(request, sheet, kind)


def _sheet_of_page(request: HttpRequest, path: str) -> Sheet | None:
    """Of a page that everybody may read, or of what it has below its address."""
    found = find_page(request, path)
    if found is None:
        return None
    page, rest = found
    declared = _of_pages.get(type(page))
    return declared(request, page, rest) if declared and page.live and page.is_open else None
