"""Whether something still reads as it did when it was loaded."""

import hashlib
import json
from typing import Any

from django.db import models
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Page

# Of Wagtail's own columns, those that say something to readers; the rest is bookkeeping.
_PAGE_COLUMNS = {"title", "slug", "seo_title", "search_description", "show_in_menus"}
_BOOKKEEPING = {field.name for field in Page._meta.get_fields()} - _PAGE_COLUMNS


def fingerprint(record: models.Model) -> str:
    """Equal for equal content, also after a field was added that is still empty."""
    if isinstance(record, Page):
        live = record.specific
        content = {
            "live": record.live,
            "parent": record.get_parent().pk,
            "content": _page_content(live),
        }
        if record.has_unpublished_changes:
            content["draft"] = _page_content(live.get_latest_revision_as_object())
    else:
        content = _without_keys(get_serializable_data_for_fields(record))
        for column in record._meta.concrete_fields:
            # What nobody edits, such as when an address was last asked, is no change of content.
            if not column.editable:
                content.pop(column.name, None)
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _page_content(page: Any) -> Any:
    data = page.serializable_data()
    kept = {name: value for name, value in data.items() if name not in _BOOKKEEPING - {"comments"}}
    return _without_keys(kept)


def _without_keys(value: Any) -> Any:
    """Without primary keys, pointers to the owner and what is empty."""
    if isinstance(value, list):
        return [_without_keys(item) for item in value]
    if isinstance(value, dict):
        return {
            name: _without_keys(item)
            for name, item in value.items()
            if item not in (None, "", []) and name not in {"pk", "id", "page", "content_object"}
        }
    return value
