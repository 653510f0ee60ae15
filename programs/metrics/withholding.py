"""Marks the figures that readers are not shown: small counts of people, and what tells them.

The one place that decides. What readers ask for (`Observation.objects`) knows no marked figure, so
pages, pictures, comparisons, search, files and the API all keep to it.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from portal.pages.models import CityPage
from portal.provenance.models import Source
from portal.search.indexing import index_pages, keep_in_step
from programs.figures import covers_all, words_for_all_of

from .comparison.periods import first_day, last_day
from .models import Metric, Observation
from .small_counts import Count, Group, withheld

_PEOPLE = Metric.Kind.COUNT


def settle(program_id: int) -> None:
    """Marks anew what is withheld of a program's figures; two queries where nothing is to do."""
    counted = Q(definition__metric__counts_clients=True) | Q(is_withheld=True)
    with transaction.atomic():
        figures = list(
            Observation.everything.filter(counted, program=program_id).select_related(
                "definition__metric", "source"
            )
        )
        if not figures:
            return
        of_people = [each for each in figures if each.metric.counts_clients]
        hidden = withheld(_counts(of_people, _whole_area(figures[0])))
        marked = {each.pk for each in figures if each.is_withheld}
        for keys, is_withheld in ((hidden - marked, True), (marked - hidden, False)):
            for some in _in_parts(sorted(keys)):
                Observation.everything.filter(pk__in=some).update(is_withheld=is_withheld)
        if hidden != marked:
            keep_in_step(lambda ids: index_pages(ids, with_related=False), [program_id])


def settle_all(programs: Iterable[int]) -> None:
    for program_id in programs:
        settle(program_id)


def _in_parts(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), 500):
        yield keys[start : start + 500]


def _whole_area(figure: Observation) -> set[str]:
    path = figure.program.path[: -CityPage.steplen]
    city = CityPage.objects.filter(path=path).first()
    return words_for_all_of(city.city_name, city.title) if city else {""}


# -- Figures as counts of people --------------------------------------------------------------


def _counts(figures: Collection[Observation], whole: Collection[str]) -> Iterator[Count]:
    standard: dict[tuple[str, str], set[int]] = defaultdict(set)
    for figure in figures:
        if figure.definition.is_standard:
            kind_and_unit = (figure.metric.kind, figure.metric.unit)
            standard[kind_and_unit].add(figure.definition_id)
    for figure in figures:
        amount, others = _amounts(figure)
        if amount is None:
            continue
        start, end = _days(figure)
        wholes = standard[figure.metric.kind, figure.metric.unit]
        yield Count(
            key=figure.pk,
            group=_group(figure, whole, wholes),
            amount=amount,
            others=others,
            start=start,
            end=end,
            period="" if end > start else (figure.period_start, figure.period_end),
            is_public=figure.source.is_public,
            adds_up=figure.metric.adds_up,
        )


def _group(figure: Observation, whole: Collection[str], standard: Collection[int]) -> Group:
    """People in an area, counted in one way. Ways beside the standard one may be bands of age."""
    area = "" if covers_all(figure.geography, whole) else figure.geography.casefold()
    own = figure.definition_id
    wholes: list[tuple[Any, Any]] = [("area", (own, ""))] if area else []
    if not figure.definition.is_standard:
        cut = ("way", figure.metric.pk)
        wholes += [((*cut, other), (other, area)) for other in sorted(standard)]
    return Group((own, area), tuple(wholes))


def _amounts(figure: Observation) -> tuple[Decimal | None, tuple[Decimal, ...]]:
    """How many people it counts, and what other counts of people can be read from it."""
    part, among = figure.numerator, figure.denominator
    others = [each for each in (part, among) if each is not None]
    if figure.metric.kind == _PEOPLE:
        return figure.value, tuple(others)
    if figure.metric.kind == Metric.Kind.PERCENT and part is None and among:
        # "7.5 percent of 40" says 3.
        part = figure.value * among / 100
    if part is not None and among:
        others.append(among - part)
    return part, tuple(others)


def _days(figure: Observation) -> tuple[int, int]:
    """The first day, and the one after the last; a count since the start may begin any day."""
    start, end = first_day(figure.period_start), last_day(figure.period_end)
    if end is None:
        return 0, 0
    is_since_the_start = figure.period_kind == Observation.PeriodKind.CUMULATIVE
    if start is None and not is_since_the_start:
        return 0, 0
    after = end + datetime.timedelta(days=1)
    return start.toordinal() if start else 0, after.toordinal()


# -- What else changes it ---------------------------------------------------------------------


def figure_changed(instance: Observation, **_kwargs: Any) -> None:
    if instance.is_withheld or instance.definition.metric.counts_clients:
        settle(instance.program_id)


def source_changed(instance: Source, **_kwargs: Any) -> None:
    """Whether anybody may read it decides of small counts."""
    settle_all(_programs(Q(source=instance)))


def metric_changed(instance: Metric, **_kwargs: Any) -> None:
    settle_all(_programs(Q(definition__metric=instance)))


def _programs(which: Q) -> list[int]:
    counted = Q(definition__metric__counts_clients=True) | Q(is_withheld=True)
    found = Observation.everything.filter(which & counted).order_by()
    return list(found.values_list("program", flat=True).distinct())
