"""Figures for every thousand residents, and why there are none."""

from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.theme.templatetags.theme import bound_words
from programs.metrics.comparison import NoRate, Population, Shown, per_thousand
from programs.metrics.comparison.words import NO_RATES
from programs.metrics.models import Metric, Observation
from programs.metrics.units import number

if TYPE_CHECKING:
    from programs.models import ProgramPage

# How the dictionary says of a metric that it may be set against residents.
PER_RESIDENTS = "per 1,000 residents"
_DENIED = gettext_lazy("sources disagree about the figure")


def is_set_against_residents(metric: Metric) -> bool:
    grows = metric.adds_up and metric.kind == Metric.Kind.COUNT
    return grows and any(way.startswith(PER_RESIDENTS) for way in metric.normalization_list)


def rate_in_words(
    shown: Shown, observation: Observation, page: "ProgramPage"
) -> tuple[str, str | Promise]:
    """The rate, or "" and why there is none."""
    if shown.is_conflict or shown.leading.is_disputed:
        return "", _DENIED
    city: Any = page.home_city
    row = city.population if city else None
    rate = per_thousand(shown.leading, Population(row.count, str(row.year or "")) if row else None)
    if isinstance(rate, NoRate):
        return "", NO_RATES[rate]
    words = _("%(bound)s%(rate)s per 1,000 residents, worked out by the portal from %(people)s")
    return words % {
        "bound": bound_words(observation),
        "rate": number(rate.value),
        "people": row,
    }, ""
