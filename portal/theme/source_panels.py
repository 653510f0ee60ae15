"""What opens behind a source mark. Rendered once for equal words: a page shows it many times."""

from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from portal.provenance.dates import display_short
from portal.provenance.models import Citation, Source
from portal.provenance.source_names import Names, short_publisher


class SourcePanel(NamedTuple):
    """All words of a panel, as plain text, so that equal panels compare equal."""

    language: str | None
    key: str
    title: str
    publisher: str
    published: str
    accessed: str
    address: str
    archived_copy: str
    source_note: str
    is_dead: bool
    as_of: str = ""
    is_other_value: bool = False
    stated: str = ""
    note: str = ""
    confirmed_by: str = ""
    is_figure: bool = False
    counted_in: str = ""
    known_how: str = ""
    named_sources: Names = ()


def citation_panel(citation: Citation) -> SafeString:
    source = citation.source
    if source is None:
        # A preview of a citation whose source is not chosen yet.
        return SafeString("")
    return _html(
        _source_words(source)._replace(
            as_of=citation.as_of,
            is_other_value=citation.says == Citation.Says.ANOTHER,
            stated=citation.stated,
            note=citation.note,
            confirmed_by=citation.confirmed_by,
            named_sources=citation.named_sources,
        )
    )


def figure_panel(observation: Any) -> SafeString:
    """Of an observation, which carries its source itself."""
    return _html(
        _source_words(observation.source)._replace(
            note=observation.note,
            is_figure=True,
            counted_in=observation.geography,
            known_how=observation.get_quality_display(),
            named_sources=observation.named_sources,
        )
    )


def source_name(citation: Citation) -> str:
    """ "Feb 2024, City of Cambridge"; undated sources say so."""
    source = citation.source
    return _name(citation.as_of or source.published, source) if source else gettext("No source")


def figure_source_name(observation: Any) -> str:
    return _name(observation.source.published, observation.source)


def _name(date: str, source: Source) -> str:
    return f"{display_short(date) or gettext('Undated')}, {short_publisher(source.publisher)}"


def _source_words(source: Source) -> SourcePanel:
    return SourcePanel(
        language=get_language(),
        key=source.key,
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        accessed=source.accessed,
        address=source.address,
        archived_copy=source.archived_copy,
        source_note=source.note,
        is_dead=source.is_dead,
    )


@lru_cache(maxsize=4096)
def _remembered(panel: SourcePanel) -> SafeString:
    return render_to_string("components/source_panel.html", {"panel": panel})


def _html(panel: SourcePanel) -> SafeString:
    """Somebody who edits the template in development sees the change at once."""
    return _remembered.__wrapped__(panel) if settings.DEBUG else _remembered(panel)
