"""Notes name sources by their keys ("conflicts with NLC-DENVER"); readers get links with names.

A note keeps the key, which stays while titles change. The page that shows notes asks once for
the names of all sources in them, and each record carries those that its own text names. What
looks like a key and is none stays text.
"""

import re
from collections.abc import Collection, Iterable
from typing import Any

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from .dates import display_short
from .models import Source

Names = tuple[tuple[str, str], ...]

# Not of one letter (B-HEARD), no year (FY2023-24, 2021-22).
_KEY = re.compile(r"\b(?!FY\d)(?=[0-9-]*[A-Z])[A-Z0-9]{2,}(?:-[A-Z0-9]+)+\b")


def name_sources(
    records: Iterable[Any], texts: Collection[str] = ("note",), read: Iterable[Source] = ()
) -> None:
    """Sets `named_sources` of each record whose texts name sources.

    Most are sources of these records themselves, or were `read` for the page anyway; one query
    for the rest, if there is any.
    """
    listed = list(records)
    naming = [(record, keys) for record in listed if (keys := _keys_in(record, texts))]
    wanted = {key for _record, keys in naming for key in keys}
    known = {source.key: source for source in [*read, *filter(None, map(_source_of, listed))]}
    missing = wanted - set(known)
    found = Source.objects.filter(key__in=missing) if missing else []
    named = [known[key] for key in wanted & set(known)]
    names = {source.key: _name(source) for source in [*named, *found]}
    for record, keys in naming:
        record.named_sources = tuple((key, names[key]) for key in keys if key in names)


def linked(text: str, names: Names) -> SafeString:
    """The text with a link in the place of each key that has a name."""
    known = dict(names)
    parts, before = [], 0
    for key in _KEY.finditer(text):
        if key[0] in known:
            url = reverse("sources:source", args=[key[0]])
            parts.append(conditional_escape(text[before : key.start()]))
            parts.append(format_html('<a class="source-name" href="{}">{}</a>', url, known[key[0]]))
            before = key.end()
    return SafeString("".join([*parts, conditional_escape(text[before:])]))


def short_publisher(publisher: str) -> str:
    """ "City of Durham" of "City of Durham, North Carolina"; for source marks."""
    return publisher.partition(" (")[0].partition(",")[0]


def _source_of(record: Any) -> Source | None:
    """The source of a citation or a figure, where it was read with it."""
    source: Source | None = record._state.fields_cache.get("source")
    return source


def _keys_in(record: Any, texts: Collection[str]) -> list[str]:
    words = " ".join(str(getattr(record, name, "") or "") for name in texts)
    return sorted(set(_KEY.findall(words)))


def _name(source: Source) -> str:
    """ "CBS 17, Mar 2023", so that two reports of one publisher differ."""
    return ", ".join(
        filter(None, (short_publisher(source.publisher), display_short(source.published)))
    )
