"""On the page of each metric, what may not be compared stands apart, by the comparison's rules."""

from itertools import combinations

import pytest

from programs.figures import whole_area
from programs.metrics.comparison import Figure, Level, Rule, verdict
from programs.metrics.grouping import Placed, placed
from programs.metrics.models import Metric, Observation
from programs.metrics.plain import clocked, measure_of, plain
from programs.models import ProgramPage
from tests.example import example

__all__ = ["example"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]

# The group's own warning says that years differ.
WITHIN_A_GROUP = {Rule.FAR_APART}


def test_groups_hold_what_may_stand_together_and_nothing_that_belongs_elsewhere() -> None:
    areas = {page.pk: whole_area(page) for page in ProgramPage.objects.all()}
    looked_at = 0
    for metric in clocked().in_dictionary():
        together = _figures(metric, areas)
        for (one, first), (other, second) in combinations(together, 2):
            found = verdict(first, second)
            looked_at += 1
            if one.order == other.order and not one.is_loose:
                assert found.level < Level.NOT_COMPARABLE or found.rule in WITHIN_A_GROUP
            elif one.order != other.order:
                assert found.level == Level.NOT_COMPARABLE, (metric.slug, first, second)
    assert looked_at > 3_000


def _figures(metric: Metric, areas: dict[int, set[str]]) -> list[tuple[Placed, Figure]]:
    measure = measure_of(metric)
    listed = placed(metric, measure)
    rows = Observation.objects.select_related("definition", "source").in_bulk(
        [each.figure for each in listed]
    )
    return [(each, plain(rows[each.figure], measure, areas[each.program])) for each in listed]
