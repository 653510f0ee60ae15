"""What the list of all figures is narrowed by."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Case, Value, When
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from portal.lists import filters
from portal.lists.filters import Words
from programs.models import ProgramPage

from .models.metric import Metric
from .models.observation import Observation


class MetricFilter(filters.ColumnFilter):
    """In the order of the dictionary."""

    name = "metric"
    label = _("Metric")
    column = "definition__metric__slug"

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        return dict(Metric.objects.filter(slug__in=values).values_list("slug", "name"))


class ProgramFilter(filters.ColumnFilter):
    name = "program"
    label = _("Program")
    column = "program__slug"
    most_first = True

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        programs = ProgramPage.objects.readable().filter(slug__in=values).order_by("title")
        found: dict[str, str] = {}
        for slug, title in programs.values_list("slug", "title"):
            # Two cities may call theirs alike: their figures then come together.
            found[slug] = f"{found[slug]}; {title}" if slug in found else title
        return found


class YearFilter(filters.YearFilter):
    """In which the period ends."""

    name = "year"
    label = _("Period ends in")
    column = "period_end"
    unrecorded_label = _("Not stated")

    def expression(self) -> Any:
        is_undated = When(period_kind=Observation.PeriodKind.UNDATED, then=Value(""))
        return Case(is_undated, default=Substr("period_end", 1, 4))


class QualityFilter(filters.ColumnFilter):
    name = "quality"
    label = _("How it is known")
    column = "quality"
    choices = Observation.Quality.choices


FIGURE_FILTERS = (MetricFilter, ProgramFilter, YearFilter, QualityFilter)
