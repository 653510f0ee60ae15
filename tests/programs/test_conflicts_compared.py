"""The known conflicts of the field's figures end in the verdict that the data's README calls for.

Row by row of its table, as far as figures of the dictionary are concerned. What concerns dates,
hours in words, or figures that only one program reports is looked for in test_known_conflicts.py.
"""

from dataclasses import dataclass

import pytest

from programs.figures import whole_area
from programs.metrics.comparison import Figure, Level, Rule, Verdict, choose, contradict, verdict
from programs.metrics.models import Observation
from programs.metrics.plain import clocked, measure_of, plain
from programs.models import ProgramPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


@dataclass(frozen=True)
class Known:
    """Two figures of one program. `forbidden` is the rule that keeps them apart; without one they
    are a conflict: shown as a range, and compared with care.
    """

    about: str
    program: str
    metric: str
    # The source, and the period's end; its start before that, where a source has two.
    one: tuple[str, ...]
    other: tuple[str, ...]
    forbidden: Rule | None = None

    def __str__(self) -> str:
        return self.about


CALLS, BUDGET, STAFF = "calls-responded", "annual-budget", "staff-fte"
CONFLICTS = (
    Known("Durham, 2024 calls: diverted, or responses", "heart", CALLS,
          ("GPL-DURHAM", "2024-12-31"), ("SODU-2025", "2024-12-31"), Rule.DEFINITION),
    Known("Durham, spring 2025 cumulative calls, and five weeks later", "heart", CALLS,
          ("ABC11-2025-03", "2025-03-18"), ("DUR-FUNDING-2025", "2025-04-26")),
    Known("Durham, 2023 responses", "heart", CALLS,
          ("CBS17-RALLY-2023", "2023-03-06"), ("NCVOICES-2023B", "2023-05-01")),
    Known("Durham, 2022-23 staff", "heart", STAFF,
          ("ABC11-2022-12", "2022-12-21"), ("ABC11-2023-06", "2023-06-20")),
    Known("Durham, money: the program, or the whole department", "heart", BUDGET,
          ("CBS17-BUDGET-2023", "2024-06-30"), ("NCVOICES-2023B", "2023-06-30"), Rule.DEFINITION),
    Known("Denver, 2023 calls", "star", CALLS,
          ("NLC-DENVER", "2023-12-31"), ("PRA-DENVER", "2023-12-31")),
    Known("Denver, 2023 share", "star", "share-eligible-answered",
          ("NLC-DENVER", "2023-12-31"), ("DENVERITE-2024-07", "2023-12-31")),
    Known("Denver, 2024 budget", "star", BUDGET,
          ("NLC-DENVER", "2024-12-31"), ("DENVERITE-2024-07", "2024-12-31")),
    Known("Denver, $151 for an offense, and what a call costs", "star", "cost-per-call",
          ("NLC-DENVER", "2020-11-30"), ("AXIOS-DEN-2023", "2023-12-31"), Rule.DEFINITION),
    Known("Denver, early volume since the start, and a year", "star", CALLS,
          ("PRA-DENVER", "2020-11-30"), ("NLC-DENVER", "2022-12-31"), Rule.CUMULATIVE),
    Known("Denver, staff", "star", STAFF,
          ("DENVERITE-2022-02", "2022-02-14"), ("AXIOS-DEN-2023", "2023-05-03")),
    Known("Albuquerque, monthly calls", "acs", "calls-per-month",
          ("KOB-ACS-3YR", "2024-08-31"), ("ABQ-100K", "2025-03-31")),
    Known("Eugene, calls: received, or answered", "cahoots", CALLS,
          ("BENDBULLETIN-2020", "2019-12-31"), ("NLC-EUGENE", "2021-12-31"), Rule.DEFINITION),
    Known("New York, second half of 2022", "b-heard", "share-crisis-calls-answered",
          ("NYC-OCMH-2024-01", "2022-12-31"), ("CRAINS-2023-05", "2022-12-31")),
    Known("New York, fiscal 2023 and what a later year implies", "b-heard", CALLS,
          ("NYC-OCMH-2024-01", "2022-07-01", "2023-06-30"), ("CRAINS-FY24", "2024-06-30")),
    Known("Minneapolis, 2023 and the year that overlaps it", "bcr", CALLS,
          ("LOCALLENS-MPLS", "2023-12-31"), ("MINNPOST-2024-07", "2024-06-30")),
    Known("Minneapolis, cumulative counts", "bcr", CALLS,
          ("WCCO-2024-02", "2024-02-29"), ("MINNPOST-2024-07", "2024-07-17")),
    Known("Oakland, yearly cost", "macro", BUDGET,
          ("KTVU-2025", "2025-12-31"), ("OAKREPORT-SHEET", "2024-12-31")),
    Known("Olympia, half of 2024 and all of 2023", "cru", CALLS,
          ("JOLT-2024", "2024-06-30"), ("JOLT-2024", "2023-12-31"), Rule.LENGTH),
    Known("Seattle, 2025 budget: never compare the two", "seattle-care", BUDGET,
          ("FREMONT-2025", "2025-12-31"), ("SEA-CENTERSQ-2025", "2025-12-31"), Rule.DEFINITION),
    Known("Seattle, 2026 budget: never compare the two", "seattle-care", BUDGET,
          ("CENTERSQ-SEA-2025-10", "2026-12-31"), ("SEA-CENTERSQ-2025", "2026-12-31"),
          Rule.DEFINITION),
    Known("Amherst, first weeks and first months", "cress", CALLS,
          ("AMHERSTINDY-2024-01", "2024-01-05"), ("NBP-2024-04", "2024-03-04"), Rule.LENGTH),
    Known("New Orleans, general funds or a contract", "mciu", BUDGET,
          ("NOLA-2023-06", "2023-12-31"), ("LENS-2022-10", "2023-09-30"), Rule.DEFINITION),
)  # fmt: skip
# Whose two sides are both said to be wrong by the other, so that one never stands without it.
SHOWN_TOGETHER = (
    "Durham, 2024 calls: diverted, or responses",
    "Denver, 2023 calls",
    "Denver, 2023 share",
    "Denver, 2024 budget",
    "Seattle, 2025 budget: never compare the two",
)


def figures(known: Known) -> tuple[Figure, Figure]:
    page = ProgramPage.objects.get(slug=known.program)
    measure = measure_of(clocked().get(slug=known.metric))
    found = [
        plain(
            Observation.objects.get(
                program=page,
                definition__metric__slug=known.metric,
                source__key=key,
                period_end=dates[-1],
                period_start__contains=dates[0] if len(dates) > 1 else "",
            ),
            measure,
            whole_area(page),
        )
        for key, *dates in (known.one, known.other)
    ]
    return found[0], found[1]


@pytest.mark.parametrize("known", CONFLICTS, ids=str)
def test_both_sides_get_the_verdict_that_they_need(known: Known) -> None:
    one, other = figures(known)
    found = verdict(one, other)
    assert found == verdict(other, one)
    if known.forbidden is not None:
        assert found == Verdict(Level.NOT_COMPARABLE, (known.forbidden,))
    else:
        # Never plain "comparable", and never averaged into one.
        assert found.level == Level.WITH_CARE


@pytest.mark.parametrize(
    "known", [each for each in CONFLICTS if each.about in SHOWN_TOGETHER], ids=str
)
def test_neither_side_is_shown_without_the_other(known: Known) -> None:
    one, other = figures(known)
    assert contradict(one, other)
    page = ProgramPage.objects.get(slug=known.program)
    measure = one.measure
    of_program = Observation.objects.filter(
        program=page, definition__metric__slug=known.metric
    ).select_related("definition", "source")
    shown = choose([plain(each, measure, whole_area(page)) for each in of_program])[page.pk]
    keys = {figure.key for figure in (*shown.range, *shown.counted_otherwise)}
    assert {one.key, other.key} <= keys
    is_range = known.forbidden is None
    assert shown.is_conflict is is_range
    assert bool(shown.counted_otherwise) is not is_range
