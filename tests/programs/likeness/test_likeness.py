"""What must hold of every ranked list of programs like ours."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from programs.likeness.likeness import Description, Trait, agreement, ranked

descriptions = st.builds(
    Description,
    population=st.none() | st.integers(1, 10_000_000),
    density=st.none() | st.floats(1, 30_000),
    governance=st.sampled_from(["", "city", "county"]),
    dispatch=st.sampled_from(["", "911", "embedded"]),
    team=st.frozensets(st.sampled_from(["clinician", "peer", "emt"])),
    hours=st.none() | st.floats(0, 168),
)
weights = st.fixed_dictionaries({trait: st.integers(0, 2) for trait in Trait})
candidates = st.lists(descriptions, max_size=8).map(
    lambda found: [(f"p{number}", each) for number, each in enumerate(found)]
)
NOTHING = Description()


@given(descriptions, candidates, weights, st.randoms())
def test_the_order_of_the_candidates_is_no_matter(wanted, found, weight, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(found, len(found))
    assert ranked(wanted, found, weight) == ranked(wanted, shuffled, weight)


@given(descriptions, descriptions, weights, st.sampled_from(list(Trait)))
def test_a_missing_fact_counts_neither_for_nor_against(wanted, other, weight, trait) -> None:  # type: ignore[no-untyped-def]
    """As if nobody had asked for it; and it is said."""
    missing = replace(other, **{trait: getattr(NOTHING, trait)})
    without = ranked(wanted, [("p", missing)], weight | {trait: 0})
    with_it = ranked(wanted, [("p", missing)], weight)
    assert [each.likeness for each in with_it] == [each.likeness for each in without]
    if with_it and wanted.has(trait) and weight[trait]:
        assert trait in with_it[0].unknown


@given(descriptions, descriptions, weights, st.sampled_from(list(Trait)))
def test_more_agreement_never_ranks_lower(wanted, other, weight, trait) -> None:  # type: ignore[no-untyped-def]
    """Of two that record the same facts, that which agrees fully in one more is not behind."""
    before = agreement(trait, wanted, other)
    if before is None:
        return
    closer = replace(other, **{trait: getattr(wanted, trait)})
    found = {each.key: each for each in ranked(wanted, [("a", other), ("b", closer)], weight)}
    if found:
        assert found["b"].likeness >= found["a"].likeness


@given(descriptions, descriptions)
def test_agreement_lies_between_nothing_and_all_and_is_mutual(one, other) -> None:  # type: ignore[no-untyped-def]
    for trait in Trait:
        found = agreement(trait, one, other)
        assert found == agreement(trait, other, one)
        assert found is None or 0 <= found <= 1
        assert agreement(trait, one, one) in (None, 1)


@given(descriptions, candidates, weights)
def test_of_whom_nothing_is_known_is_not_ranked(wanted, found, weight) -> None:  # type: ignore[no-untyped-def]
    shown = ranked(wanted, [*found, ("empty", NOTHING)], weight)
    assert "empty" not in {each.key for each in shown}
    assert all(each.agreements for each in shown)


def test_a_weight_moves_a_program_up() -> None:
    wanted = Description(population=280_000, dispatch="911")
    same_size, same_way = (
        Description(population=280_000, dispatch="embedded"),
        Description(population=28_000, dispatch="911"),
    )
    found = [("size", same_size), ("way", same_way)]
    size_first = ranked(wanted, found, {Trait.POPULATION: 2, Trait.DISPATCH: 1})
    way_first = ranked(wanted, found, {Trait.POPULATION: 1, Trait.DISPATCH: 2})
    assert [each.key for each in size_first] == ["size", "way"]
    assert [each.key for each in way_first] == ["way", "size"]
