"""Texts that name sources by key, with links (see portal.provenance.source_names)."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from portal.provenance.source_names import Names, linked

register = template.Library()


@register.simple_tag
def note_of(record: Any) -> SafeString:
    """The note of a citation or a figure."""
    return linked(record.note, record.named_sources)


@register.filter
def with_source_links(text: str, names: Names) -> SafeString:
    """`{{ row.caution|with_source_links:row.named_sources }}`"""
    return linked(text, names)
