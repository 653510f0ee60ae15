from collections.abc import Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail import hooks
from wagtail.documents import get_document_model

from ..indexing import index_pages, keep_in_step
from .keeping import pages_offering


@hooks.register("after_bulk_action")
def documents_changed(
    request: HttpRequest, action_type: str, objects: Sequence[models.Model], action: Any
) -> None:
    """Documents put into another collection together, which tells no signal."""
    changed = [each.pk for each in objects if isinstance(each, get_document_model()) and each.pk]
    keep_in_step(index_pages, pages_offering(changed))
