"""The table to fill in, as a file."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from programs.models import ProgramPage
from programs.permissions import may_edit_program

from .templates_to_fill import csv_template, xlsx_template

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def template_to_fill(request: HttpRequest, program: int, kind: str) -> HttpResponse:
    """The columns, with a row for each metric and way of counting of the program."""
    found = get_object_or_404(ProgramPage, pk=program)
    if not may_edit_program(request.user, found):
        raise PermissionDenied
    content = xlsx_template(found) if kind == "xlsx" else csv_template(found)
    response = HttpResponse(content, content_type=_XLSX if kind == "xlsx" else "text/csv")
    response["Content-Disposition"] = f'attachment; filename="figures-{found.slug}.{kind}"'
    return response
