"""The dictionary and its figures as open data."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.lists.filters import Filter
from portal.open_data.columns import Column, columns_of
from portal.open_data.sheets import Sheet
from portal.open_data.tables import Table, register, table_named
from portal.open_data.twins import narrowed_sheet, twin_of
from programs.models import ProgramPage

from .columns import FIGURE_COLUMNS, FigureColumn
from .figure_list import SORTS, public_figures
from .filters import FIGURE_FILTERS
from .models import Definition, Metric, MetricIndexPage, Observation
from .models.metric import FIGURES


def _of_public() -> Q:
    """Of everybody's, or of a program that the public may read."""
    readable = ProgramPage.objects.readable().order_by().values("pk")
    return Q(program=None) | Q(program__in=readable)


def _key(program: ProgramPage | None) -> str:
    return program.comparison_key if program is not None else ""


@register
class Metrics(Table):
    name = "metrics"
    one = "Metric"
    address = "/metrics/"
    title = _("Metrics")
    text = _("What a figure measures.")
    names = {"program": "programs"}
    columns = (
        *columns_of(Metric, "id=slug", meanings={"id": _("What addresses and figures call it.")}),
        *columns_of(Metric, "name", "question", "unit", "kind", "direction", "adds_up"),
        *columns_of(Metric, "counts_clients"),
        *columns_of(Metric, "meaning"),
        Column("caveats", _("Careful when comparing."), lambda m: m.caveat_list, "list"),
        Column("normalization", _("Ways to compare it."), lambda m: m.normalization_list, "list"),
        *columns_of(Metric, "basis"),
        Column(
            "source", _("Where the wording comes from."), lambda m: m.source.key if m.source else ""
        ),
        *columns_of(
            Metric,
            "in_dictionary",
            meanings={"in_dictionary": _("No: only one program reports it.")},
        ),
        Column("program", _("Of a local metric: whose."), lambda metric: _key(metric.program)),
        Column(
            "url",
            _("Its page."),
            lambda metric: f"/metrics/{metric.slug}/" if metric.in_dictionary else "",
            "address",
        ),
    )

    def rows(self) -> QuerySet[Any]:
        return Metric.objects.current().in_dictionary().select_related("source", "program")

    def everything(self) -> QuerySet[Any]:
        """Local ones too, and those that are no longer in use but have figures."""
        used = Observation.objects.visible().values("definition__metric")
        known = Q(retired_on=None, in_dictionary=True) | Q(pk__in=used)
        return Metric.objects.filter(known).filter(_of_public()).select_related("source", "program")

    def find(self, key: str) -> Any | None:
        return (
            Metric.objects.in_dictionary()
            .select_related("source", "program")
            .filter(slug=key)
            .first()
        )

    def load(self, rows: Sequence[Any]) -> None:
        pass


@register
class Definitions(Table):
    name = "definitions"
    one = "Definition"
    title = _("Definitions")
    text = _("How a metric is counted: the standard way, or one city’s own.")
    names = {"metric": "metrics", "program": "programs"}
    columns = (
        *columns_of(Definition, "id", meanings={"id": _("Its number.")}),
        Column("metric", _("The metric."), lambda definition: definition.metric.slug),
        *columns_of(Definition, "name", "is_standard"),
        Column("program", _("Whose way it is."), lambda definition: _key(definition.program)),
        *columns_of(Definition, "clock_start", "clock_stop", "numerator", "denominator"),
        *columns_of(Definition, "inclusions", "exclusions", "source_system", "periodicity"),
        Column("source", _("Where it comes from."), lambda d: d.source.key if d.source else ""),
        *columns_of(Definition, "note"),
    )

    def rows(self) -> QuerySet[Any]:
        return self._of(Metric.objects.current().in_dictionary())

    def everything(self) -> QuerySet[Any]:
        return self._of(table_named("metrics").everything())

    def _of(self, metrics: QuerySet[Metric]) -> QuerySet[Any]:
        of_metrics = Definition.objects.filter(metric__in=metrics.order_by().values("pk"))
        found = of_metrics.filter(_of_public()).select_related("metric", "program", "source")
        return found.order_by("metric__position", "metric__name", "-is_standard", "name")

    def find(self, key: str) -> Any | None:
        return self.rows().filter(pk=key).first() if key.isdecimal() and len(key) < 12 else None


def _column(column: FigureColumn) -> Column:
    kind: Any = "uri" if column.name == "source_url" else column.type
    return Column(column.name, column.meaning, column.of, kind, column.choices, column.unit)


@register
class Observations(Table):
    """Its files are what the import of figures reads, so they have its columns and no others."""

    name = "observations"
    one = "Observation"
    address = "/metrics/figures/"
    # In files; the API has its number.
    key = (
        "program",
        "metric",
        "definition",
        "period_start",
        "period_end",
        "geography",
        "source",
    )
    title = _("Figures")
    text = _("One value of one program, for one period, from one source.")
    names = {"program": "programs", "metric": "metrics", "source": "sources"}
    sorts = SORTS
    kept_as = "figures"
    columns = tuple(_column(column) for column in FIGURE_COLUMNS)
    only_in_api = (
        Column("id", _("Its number."), lambda figure: figure.pk, "integer"),
        Column(
            "page",
            _("Its page: how to cite it, and what was changed when."),
            lambda figure: f"/metrics/figures/{figure.pk}/",
            "address",
        ),
        Column(
            "definition_id",
            _("The way of counting."),
            lambda figure: figure.definition_id,
            "integer",
        ),
    )

    def rows(self) -> QuerySet[Any]:
        return public_figures()

    def everything(self) -> QuerySet[Any]:
        """Those that only one program counts, too."""
        found: QuerySet[Any] = Observation.objects.visible()
        return found.order_by("program_id", "definition_id", "pk")

    def prepared(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Alone: many figures share a program, a way of counting and a source."""
        return rows.select_related(None)

    def load(self, rows: Sequence[Any]) -> None:
        """Four queries. A program's page has a hundred columns more than are read."""
        programs = ProgramPage.objects.only("title", "url_path")
        prefetch_related_objects(
            rows, Prefetch("program", programs), "definition__metric", "source"
        )

    def filters(self) -> Sequence[type[Filter]]:
        return FIGURE_FILTERS

    def find(self, key: str) -> Any | None:
        return self.rows().filter(pk=key).first() if key.isdecimal() and len(key) < 12 else None


@twin_of(MetricIndexPage)
def metrics(request: HttpRequest, _page: MetricIndexPage, rest: list[str]) -> Sheet | None:
    """The dictionary; below it the list of all figures, and each metric's figures."""
    if not rest:
        table = table_named("metrics")
        return table.sheet(table.rows())
    if rest == [FIGURES]:
        return narrowed_sheet(request, "observations")
    return _figures_of(rest)


def _figures_of(rest: Iterable[str]) -> Sheet | None:
    slug = "/".join(rest)
    if not Metric.objects.in_dictionary().filter(slug=slug).exists():
        return None
    figures = public_figures().filter(definition__metric__slug=slug)
    figures = figures.order_by("program__title", "-period_end", "-period_start", "pk")
    return table_named("observations").sheet(figures, slug)
