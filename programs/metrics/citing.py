"""One figure by itself: what it says, and how to cite it and the source that it rests on."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.open_data.citing import Cited
from portal.provenance.models import Source
from portal.theme.templatetags.theme import value_in_words

from .corrections import Withdrawn, history_of
from .models.observation import Observation

# Beyond this no number of a figure is looked for: databases have none.
LARGEST = 2**63 - 1


def public_figure(pk: int) -> Observation | None:
    if pk > LARGEST:
        return None
    found: Observation | None = (
        Observation.objects.visible().for_display().select_related("program").filter(pk=pk).first()
    )
    return found


def _dates(source: Source) -> Iterator[str]:
    if source.published:
        yield _("published %(date)s") % {"date": source.published_display}
    if source.accessed:
        yield _("read %(date)s") % {"date": source.accessed_display}


def figure_context(figure: Observation, request: HttpRequest) -> dict[str, Any]:
    source = figure.source
    title = f"{figure.program.title}: {figure.metric.name}, {figure.period_display}"
    own = Cited(
        title=title,
        address=request.build_absolute_uri(request.path),
        # Of a period that was not over, what was known when the source was published.
        as_of=source.published if figure.is_planned else figure.period_end,
        note=value_in_words(figure),
    )
    rests_on = Cited(
        title=source.title,
        address=source.address,
        publisher=source.publisher,
        published=source.published,
        note=", ".join(_dates(source)),
    )
    return {
        "page_title": title,
        "page_description": f"{own.note}. {source}",
        "figure": figure,
        "history": history_of(figure),
        "cited": own,
        "source_cited": rests_on,
    }


def withdrawn_context(gone: Withdrawn) -> dict[str, Any]:
    """What the page of a figure says that is no longer there."""
    figure = gone.figure
    title = f"{gone.program.title}: {figure.metric.name}, {figure.period_display}"
    return {
        "page_title": title,
        "page_description": _("This figure was withdrawn on %(date)s.")
        % {"date": date_format(gone.on)},
        "gone": gone,
    }
