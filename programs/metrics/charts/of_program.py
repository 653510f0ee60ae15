"""One program's figures over the years, for its own page: no query beside those of its figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import get_language

from portal.database_state import kept_until_a_commit
from programs.models import ProgramPage

from ..grouping import placed_of
from ..models.metric import Metric
from ..models.observation import Observation
from ..plain import measure_of
from .choosing import wanted
from .forms import Form
from .of_metric import address_of, chart_of, drawn
from .series import Step
from .shown import PictureShown, picture_shown


@dataclass(frozen=True)
class OverTime:
    """A picture of several years, and what it shows as figures, the newest first."""

    metric: Metric
    picture: PictureShown
    figures: Sequence[Observation]


def over_time(page: ProgramPage) -> list[OverTime]:
    """Of each metric of the dictionary and each way of counting it, in the page's order."""
    # A draft that somebody looks at may have another name or status.
    said = (page.title, page.url_path, page.status)
    key = ("program over time", page.pk, *said, get_language())
    return kept_until_a_commit(key, lambda: _over_time(page))


def _over_time(page: ProgramPage) -> list[OverTime]:
    found = []
    for _slug, of_metric in groupby(page.figures, key=lambda figure: figure.metric.slug):
        figures = list(of_metric)
        if figures[0].metric.in_dictionary and len(figures) > 1:
            found += _of_metric(page, figures)
    return found


def _of_metric(page: ProgramPage, figures: Sequence[Observation]) -> list[OverTime]:
    metric = figures[0].metric
    measure = measure_of(metric)
    records = {figure.pk: _with_city(figure, page) for figure in figures}
    found = []
    for asked in wanted(placed_of(figures, measure), is_of_one=True):
        if asked.step != Step.YEARS:
            continue
        own = drawn(measure, asked, records)
        if (chart := chart_of(metric, asked, own, records)) is not None:
            address = address_of(metric, asked, page.comparison_key)
            picture = picture_shown(chart, address, [Form.PHONE])
            keys = {each.key for each in own}
            shown = [records[each.figure] for each in asked.figures if each.figure in keys]
            found.append(OverTime(metric, picture, shown))
    return found


def _with_city(figure: Any, page: ProgramPage) -> Any:
    """As `ObservationQuerySet.with_city` reads it."""
    city: Any = page.home_city
    figure.city_name = city.city_name if city else None
    figure.city_title = city.title if city else None
    return figure
