"""What figures bring to the home page: one number that programs count alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.pages.models import HomePage
from portal.pages.sections import Section, brings_to
from programs.models import ProgramPage

from .models.metric import Metric
from .models.observation import Observation
from .units import amount

# More bars would be a list, and the metric's page is that.
MOST_BARS = 8


@dataclass(frozen=True)
class Bar:
    """A program's newest figure; `share` of the longest bar, in percent."""

    figure: Observation
    program: ProgramPage
    share: Decimal


@brings_to("pages.HomePage", position=35)
def number(home: HomePage) -> Iterator[Section]:
    """Two queries, however many programs have a figure: all values, and the figures shown."""
    ranked = newest(Metric.objects.current().in_dictionary().filter(on_home_page=True)[:1])
    values = [value for _key, value in ranked]
    if len(values) < 2:
        return
    figures = spread(ranked)
    metric = figures[0].metric
    yield Section(
        anchor="number",
        title=gettext_lazy("Numbers you can compare"),
        text=gettext_lazy("Only where programs count the same thing in the same way"),
        template="metrics/sections/number.html",
        context={
            "metric": metric,
            "title": in_words(figures, values.count(values[0])),
            "count": len(values),
            "bars": bars(figures),
        },
    )


def newest(metrics: QuerySet[Metric]) -> list[tuple[int, Decimal]]:
    """Each readable program's newest figure on the standard definition, the largest first: its
    key and value.

    A program whose sources disagree about it, or give a range, has none: a bar ends at one. The
    same holds for sums since the start, which grow with a program's age.
    """
    of_program = (
        Observation.objects.filter(program=OuterRef("program"), definition=OuterRef("definition"))
        .exclude(period_kind=Observation.PeriodKind.CUMULATIVE)
        .order_by("-period_end", "-stands", "pk")
    )
    figures = Observation.objects.filter(
        definition__metric__in=metrics,
        definition__is_standard=True,
        program__in=ProgramPage.objects.readable(),
        pk=Subquery(of_program.values("pk")[:1]),
        is_disputed=False,
        value_to=None,
    )
    return list(figures.order_by("-value", "program__title").values_list("pk", "value"))


def spread(ranked: Sequence[tuple[int, Decimal]]) -> list[Observation]:
    """At most a few, spread evenly from the most to the least, both of these among them."""
    last = len(ranked) - 1
    shown = min(MOST_BARS, len(ranked))
    keys = [ranked[round(number * last / (shown - 1))][0] for number in range(shown)]
    figures = Observation.objects.select_related("program", "definition__metric", "source")
    found = figures.in_bulk(keys)
    return [found[key] for key in keys]


def bars(figures: Sequence[Observation]) -> list[Bar]:
    most = figures[0].value or Decimal(1)
    return [
        Bar(figure, figure.program, (figure.value / most * 100).quantize(Decimal("0.1")))
        for figure in figures
    ]


def in_words(figures: Sequence[Observation], at_most: int) -> str:
    """ "Hours of coverage per week: 168 hours per week at 6 programs, 21 at Cambridge CARE"."""
    first, last = figures[0], figures[-1]
    metric = first.metric
    who = (
        first.program.title
        if at_most == 1
        else ngettext("%(count)s program", "%(count)s programs", at_most) % {"count": at_most}
    )
    return _("%(metric)s: %(most)s at %(who)s, %(least)s at %(whose)s") % {
        "metric": metric.name,
        "most": amount(first.value, metric.unit, first.currency),
        "who": who,
        "least": amount(last.value, "", last.currency).strip(),
        "whose": last.program.title,
    }
