"""What the list of all figures is narrowed by."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from portal.lists import filters
from portal.lists.filters import Words
from programs.models import ProgramPage
from programs.models.program_page import comparison_key

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
    """`heart`, or the whole of a program's key, `durham-nc/heart`."""

    name = "program"
    label = _("Program")
    column = "program__slug"
    most_first = True

    def known(self, rows: QuerySet[Any], values: Collection[str]) -> Collection[str]:
        named = self._named(values)
        own = _of_programs(rows, named).order_by().values_list("program", flat=True)
        there = set(own.distinct())
        return {value for value, programs in named.items() if not there.isdisjoint(programs)}

    def narrow(self, rows: QuerySet[Any], values: Sequence[str]) -> QuerySet[Any]:
        return _of_programs(rows, self._named(values))

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        # Two cities may call theirs alike: their figures then come together.
        return {value: "; ".join(named.values()) for value, named in self._named(values).items()}

    def _named(self, values: Collection[str]) -> dict[str, dict[int, str]]:
        """Of each value the programs that it names, with their titles; in the order of these."""
        slugs = {value.rpartition("/")[2] for value in values}
        programs = ProgramPage.objects.readable().filter(slug__in=slugs).order_by("title")
        found: dict[str, dict[int, str]] = {}
        for pk, slug, path, title in programs.values_list("pk", "slug", "url_path", "title"):
            for name in {slug, comparison_key(path)}.intersection(values):
                found.setdefault(name, {})[pk] = title
        return found


def _of_programs(rows: QuerySet[Any], named: Mapping[str, Mapping[int, str]]) -> QuerySet[Any]:
    return rows.filter(program__in={pk for programs in named.values() for pk in programs})


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
