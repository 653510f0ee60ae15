"""A metric with its figures as its page shows it: words and finished parts.

Whoever keeps it keeps the text of a page, not the records that it was made of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.provenance.gaps import NOT_APPLICABLE
from portal.provenance.source_names import name_sources

from . import grouping, selectors
from .charts.choosing import beginning_on, wanted
from .charts.of_metric import pictures_by_group
from .models.metric import Metric
from .plain import clocked, measure_of

if TYPE_CHECKING:
    from .charts.shown import PictureShown

FIGURES_PER_PAGE = 100


@dataclass(frozen=True)
class GroupShown:
    """A group of figures; `rule` says in words what forbids to set it beside the first."""

    title: str | Promise
    reason: str | Promise
    rule: str | Promise
    is_loose: bool
    pictures: Sequence["PictureShown"]
    # The figures, as HTML; `anchor` leads to them.
    table: str
    anchor: str


def metric_shown(slug: str, asked: str) -> dict[str, Any]:
    """The context of the page; `asked` is the page of its figures."""
    found = clocked().in_dictionary().filter(slug=slug).select_related("source").first()
    if found is None:
        raise Http404(_("The dictionary has no metric of this name."))
    measure = measure_of(found)
    listed = grouping.placed(found, measure)
    page_object = Paginator(listed, FIGURES_PER_PAGE).get_page(asked)
    begun = beginning_on(page_object, listed)
    drawn = [each for each in wanted(listed) if each.order in begun]
    figures = grouping.read(
        {each.figure for each in chain(page_object, *(each.figures for each in drawn))}
    )
    pictures = pictures_by_group(found, measure, drawn, figures)
    shown = [figures[each.figure] for each in page_object if each.figure in figures]
    selectors.mark_disputes_with_others(shown)
    without, left_out = selectors.programs_without(found, explained_only=not listed)
    name_sources([*shown, *(citation for one in without for citation in one.fact.citations)])
    groups = grouping.grouped(page_object, figures, pictures)
    return {
        "metric": found,
        "page_title": found.name,
        "page_description": found.question or found.meaning,
        "definition": _definition(found),
        "figure_count": len(listed),
        "program_count": len({each.program for each in listed}),
        "together_count": len({each.program for each in listed if each.rule is None}),
        # Of their numbers: its links need to know no more than how many there are.
        "page_object": Paginator(range(len(listed)), FIGURES_PER_PAGE).get_page(asked),
        "groups": [_group(group, found, number) for number, group in enumerate(groups, 1)],
        "without": _without(found, without, left_out) if without else "",
        "is_withheld": any(one.is_withheld for one in without),
    }


def _part(name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"metrics/includes/{name}.html", context)


def _definition(metric: Metric) -> str:
    standard, others = selectors.definitions_of(metric)
    context = {
        "metric": metric,
        "standard": standard,
        "other_definitions": others,
        "is_count": metric.kind == Metric.Kind.COUNT,
        "not_applicable": NOT_APPLICABLE,
    }
    return _part("definition", context)


def _group(group: grouping.FigureGroup, metric: Metric, number: int) -> GroupShown:
    anchor = f"table-{number}"
    table = _part("figures", {"group": group, "metric": metric, "anchor": anchor})
    return GroupShown(
        group.title,
        group.reason,
        group.rule_in_words,
        group.is_loose,
        group.pictures,
        table,
        anchor,
    )


def _without(metric: Metric, programs: Sequence[selectors.ProgramWithout], left_out: int) -> str:
    context = {"metric": metric, "without": programs, "without_left_out": left_out}
    return _part("without", context)
