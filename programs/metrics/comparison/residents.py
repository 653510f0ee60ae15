"""Figures for every thousand residents, where that can be said."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .periods import Span, last_day, span
from .values import Bound, Figure, Kind, Population

# A count of people older or newer than this is of another city.
MOST_YEARS = 3


class NoRate(StrEnum):
    """Why there is no rate."""

    A_RANGE = "a_range"
    NO_COUNT = "no_count"
    NOT_A_YEAR = "not_a_year"
    PART_OF_THE_PLACE = "part_of_the_place"
    NO_POPULATION = "no_population"
    POPULATION_UNDATED = "population_undated"
    POPULATION_OF_ANOTHER_TIME = "population_of_another_time"


@dataclass(frozen=True)
class Rate:
    """A bound stays a bound, and an estimate an estimate."""

    value: Decimal
    bound: Bound
    is_estimated: bool


def per_thousand(figure: Figure, population: Population | None) -> Rate | NoRate:
    """Of a full year's count, with a population counted within three years of it."""
    if figure.measure.kind != Kind.COUNT or not figure.measure.grows:
        return NoRate.NO_COUNT
    if figure.is_range:
        return NoRate.A_RANGE
    if span(figure.period) != Span.YEAR:
        return NoRate.NOT_A_YEAR
    if not figure.is_whole_area:
        return NoRate.PART_OF_THE_PLACE
    if population is None or population.count <= 0:
        return NoRate.NO_POPULATION
    counted, end = last_day(population.year), last_day(figure.period.end)
    if counted is None or end is None:
        return NoRate.POPULATION_UNDATED
    if abs(counted.year - end.year) > MOST_YEARS:
        return NoRate.POPULATION_OF_ANOTHER_TIME
    value = (figure.value * 1000 / population.count).quantize(Decimal("0.1"))
    return Rate(value, figure.bound, figure.is_estimated)
