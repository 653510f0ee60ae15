"""What holds of every comparison, whatever the figures are."""

import random
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from programs.metrics.comparison import (
    Bound,
    Figure,
    Kind,
    Level,
    Measure,
    NoRate,
    Outcome,
    PeriodKind,
    Population,
    Rate,
    Rule,
    Span,
    choose,
    compare,
    contradict,
    per_thousand,
    span,
    verdict,
)
from programs.metrics.comparison.words import NO_RATES, OUTCOMES, RULES

from .figures import MEASURES, figures

PROGRAMS = ("durham", "denver", "new-york", "eugene")
measures = st.sampled_from(MEASURES)


@st.composite
def of_one_measure(draw: st.DrawFn) -> tuple[Measure, list[Figure]]:
    """Figures as they are stored: each with a key of its own."""
    measure = draw(measures)
    drawn = draw(st.lists(figures, max_size=8))
    return measure, [
        replace(each, key=number, measure=measure) for number, each in enumerate(drawn, start=1)
    ]


@given(figures, figures)
def test_a_verdict_is_the_same_from_both_sides(one: Figure, other: Figure) -> None:
    assert verdict(one, other) == verdict(other, one)
    assert contradict(one, other) == contradict(other, one)


@given(figures, figures)
def test_a_verdict_names_the_rules_that_decided(one: Figure, other: Figure) -> None:
    found = verdict(one, other)
    assert found.rules
    assert all(str(RULES[rule]) for rule in found.rules)
    is_alike = found.rule in {Rule.ALIKE, Rule.ALMOST_ALIKE}
    assert is_alike is (found.level == Level.COMPARABLE)


@given(figures, figures)
def test_nothing_unlike_is_comparable(one: Figure, other: Figure) -> None:
    level = verdict(one, other).level
    if one.measure.slug != other.measure.slug or one.counting.key != other.counting.key:
        assert level == Level.NOT_COMPARABLE
    if one.measure.kind == Kind.MONEY and (one.currency != other.currency or not one.currency):
        assert level == Level.NOT_COMPARABLE


@given(figures, figures)
def test_a_sum_since_the_start_never_stands_beside_a_year_without_a_word(
    one: Figure, other: Figure
) -> None:
    spans = {span(one.period), span(other.period)}
    found = verdict(one, other)
    if Span.SINCE_THE_START in spans and len(spans) > 1:
        assert found.level > Level.COMPARABLE
        if one.measure.grows:
            assert found.level == Level.NOT_COMPARABLE
    if Span.FIRST_YEAR in spans and len(spans) > 1:
        assert found.level > Level.COMPARABLE


@given(figures, figures)
def test_bounds_estimates_and_disputed_figures_always_ask_for_care(
    one: Figure, other: Figure
) -> None:
    if not (one.is_exact and other.is_exact) or one.is_disputed or other.is_disputed:
        assert verdict(one, other).level > Level.COMPARABLE


@given(figures, figures)
def test_money_without_its_year_is_never_compared(one: Figure, other: Figure) -> None:
    is_money = one.measure.kind == other.measure.kind == Kind.MONEY
    if is_money and Span.UNDATED in {span(one.period), span(other.period)}:
        assert verdict(one, other).level == Level.NOT_COMPARABLE


@given(of_one_measure(), st.randoms(use_true_random=False))
def test_the_order_of_the_figures_is_no_matter(
    drawn: tuple[Measure, list[Figure]], shuffle: random.Random
) -> None:
    measure, listed = drawn
    other = list(listed)
    shuffle.shuffle(other)
    assert choose(listed) == choose(other)
    assert compare(measure, PROGRAMS, listed) == compare(measure, PROGRAMS, other)


@given(of_one_measure(), st.permutations(PROGRAMS))
def test_the_order_of_the_programs_changes_no_verdict(
    drawn: tuple[Measure, list[Figure]], programs: Sequence[str]
) -> None:
    measure, listed = drawn
    first, second = compare(measure, PROGRAMS, listed), compare(measure, programs, listed)
    assert first.outcome == second.outcome
    assert first.rules == second.rules
    assert first.shown == second.shown
    assert {frozenset(group) for group in first.groups} == {
        frozenset(group) for group in second.groups
    }


@given(of_one_measure())
def test_what_is_missing_is_missing_and_what_is_shown_was_reported(
    drawn: tuple[Measure, list[Figure]],
) -> None:
    measure, listed = drawn
    compared = compare(measure, PROGRAMS, listed)
    assert set(compared.shown) == {figure.program for figure in listed}
    for program, shown in compared.shown.items():
        for figure in (shown.leading, *shown.rivals, *shown.counted_otherwise):
            assert figure in listed
            assert figure.program == program
    if not listed:
        assert compared.outcome == Outcome.NO_FIGURE
        assert compared.difference is None
    assert str(OUTCOMES[compared.outcome])


@given(of_one_measure())
def test_no_difference_is_reckoned_with_what_is_bounded_or_denied(
    drawn: tuple[Measure, list[Figure]],
) -> None:
    measure, listed = drawn
    compared = compare(measure, PROGRAMS, listed)
    if compared.difference is None:
        return
    leading = [shown.leading for shown in compared.shown.values()]
    assert len(leading) > 1
    assert all(figure.is_exact and not figure.is_disputed for figure in leading)
    assert len({figure.counting.key for figure in leading}) == 1
    values = {figure.value for figure in leading}
    # Never an average: both ends are numbers that somebody reported.
    assert {compared.difference.least, compared.difference.most} <= values


@given(of_one_measure())
def test_groups_hold_no_pair_that_may_not_be_compared(
    drawn: tuple[Measure, list[Figure]],
) -> None:
    measure, listed = drawn
    compared = compare(measure, PROGRAMS, listed)
    for group in compared.groups:
        for pair in compared.pairs:
            if {pair.one, pair.other} <= set(group):
                assert pair.verdict.level < Level.NOT_COMPARABLE
                shown = [compared.shown[program].leading for program in (pair.one, pair.other)]
                assert shown[0].counting.key == shown[1].counting.key


@given(of_one_measure())
def test_whatever_contradicts_the_leading_figure_is_shown_with_it(
    drawn: tuple[Measure, list[Figure]],
) -> None:
    _measure, listed = drawn
    for program, shown in choose(listed).items():
        beside = {*shown.rivals, *shown.counted_otherwise}
        against = {figure for figure in listed if contradict(shown.leading, figure)}
        # Beside those at most what the program would show by itself.
        own = choose([figure for figure in listed if figure.program == program])[program].leading
        assert against <= beside <= against | {own}
        assert (
            own in beside
            or own.counting == shown.leading.counting
            or own not in listed
            or (shown.leading.measure.grows)
        )
        kinds = {figure.period.kind == PeriodKind.CUMULATIVE for figure in {*beside, shown.leading}}
        assert len(kinds) == 1 or not shown.leading.measure.grows
        least, most = shown.ends
        assert least.value <= shown.leading.value <= shown.leading.most <= most.most
        assert {least, most} <= set(shown.range)


@given(
    figures,
    st.none()
    | st.builds(Population, st.integers(-1, 10**7), st.sampled_from(["", "2020", "2023"])),
)
def test_a_rate_keeps_its_bound_and_needs_a_dated_population(
    figure: Figure, population: Population | None
) -> None:
    rate = per_thousand(figure, population)
    if isinstance(rate, NoRate):
        assert str(NO_RATES[rate])
        return
    assert isinstance(rate, Rate)
    assert population is not None
    assert population.year
    assert abs(int(population.year) - int(figure.period.end[:4])) <= 3
    assert (rate.bound, rate.is_estimated) == (figure.bound, figure.is_estimated)
    assert rate.bound in Bound
