"""Texts that name sources by key, with links (see portal.provenance.source_names)."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from portal.provenance.source_names import Names, linked

register = template.Library()


@register.simple_tag
def note_of(record: Any) -> SafeString:
    """The note of a citation or a figure."""
    return linked(record.note, getattr(record, "named_sources", ()))


@register.filter
def with_source_links(text: str, names: Names | str = ()) -> SafeString:
    """`{{ row.caution|with_source_links:row.named_sources }}`; no names where none were read."""
    return linked(text, names or ())  # type: ignore[arg-type]  # "" where the row has none
