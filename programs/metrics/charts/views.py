"""`/metrics/calls-responded.svg` and `.png`: a metric's picture, to be embedded anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.database_state import kept_until_a_commit
from programs.models import ProgramPage

from .. import grouping
from ..plain import clocked, measure_of
from .answering import answer, form_asked, missing_in_words
from .choosing import Wanted, wanted
from .forms import Form
from .kept_files import Kind, Picture
from .nothing_drawing import nothing_spec
from .of_metric import COUNTED, CURRENCY, OVER, PROGRAM, chart_of, drawn
from .shown import spec_of


@dataclass(frozen=True)
class _Asked:
    """Which of a metric's pictures, as the address says it."""

    slug: str
    counted: str
    currency: str
    over: str
    program: str

    @classmethod
    def of(cls, slug: str, query: Mapping[str, Any]) -> "_Asked":
        return cls(slug, *(str(query.get(name, ""))[:200] for name in _NAMES))


_NAMES = (COUNTED, CURRENCY, OVER, PROGRAM)


@missing_in_words
def metric_picture(request: HttpRequest, slug: str, kind: Kind) -> HttpResponse:
    """Without more words, all programs on the standard definition, or the largest group that may
    be compared. 404 for an unknown metric, and for figures that it has not.
    """
    asked, form = _Asked.of(slug, request.GET), form_asked(request)
    place = f"{request.scheme}://{request.get_host()}/metrics/{slug}/"
    picture = kept_until_a_commit(
        ("metric picture", asked, form, place, get_language()),
        lambda: _picture(asked, form, place),
    )
    return answer(request, picture, kind)


def _picture(asked: _Asked, form: Form, place: str) -> Picture:
    metric = clocked().in_dictionary().filter(slug=asked.slug).first()
    if metric is None:
        raise Http404(_("The dictionary has no metric of this name."))
    measure = measure_of(metric)
    program = _program(asked.program) if asked.program else None
    listed = grouping.placed(metric, measure, program)
    found = _find(wanted(listed, is_of_one=program is not None), asked)
    if found is None:
        return Picture.of(nothing_spec(metric.name, bool(listed), form, place))
    records = grouping.read(each.figure for each in found.figures)
    chart = chart_of(metric, found, drawn(measure, found, records), records)
    if chart is None:
        raise Http404(_("These figures do not make a series."))
    return Picture.of(spec_of(chart, form, place))


def _find(every: list[Wanted], asked: _Asked) -> Wanted | None:
    """None where nothing was asked for, and there is nothing to compare."""
    if not (asked.counted or asked.currency or asked.over):
        return _first(every)
    for each in every:
        said = (each.counted, each.first.currency, each.step or "")
        if said == (asked.counted, asked.currency, asked.over):
            return each
    raise Http404(_("This metric has no figures of that kind."))


def _first(every: list[Wanted]) -> Wanted | None:
    beside = [each for each in every if each.step is None]
    standard = [each for each in beside if each.first.rule is None]
    return max(standard or beside, key=lambda each: each.programs, default=None)


def _program(key: str) -> int:
    named = ProgramPage.objects.readable().filter(slug=key.rpartition("/")[2])
    for page in named:
        if key in {page.slug, page.comparison_key}:
            return int(page.pk)
    raise Http404(_("No public program has this name."))
