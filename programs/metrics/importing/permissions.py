"""Files of figures follow their program, as the figures themselves do."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from programs.permissions import may_edit_program, programs_editable_by

from .models import FigureImport


def imports_of(user: Any) -> QuerySet[FigureImport]:
    return FigureImport.objects.filter(program__in=programs_editable_by(user))


def own_import(user: Any, key: Any) -> FigureImport:
    found = get_object_or_404(FigureImport.objects.select_related("program"), key=key)
    if not may_edit_program(user, found.program):
        raise PermissionDenied
    return found
