"""What is withheld hides small counts from everybody who can add and subtract."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from programs.metrics.small_counts import MOST, MOST_RECKONED, Count, Group, withheld

ALL = "all"


def count(key: int, amount: int, place: str = ALL, year: int = 1, **given: object) -> Count:
    wholes = () if place == ALL else (("area", ALL),)
    times = {"start": year, "end": year + 1} | given
    return Count(key, Group(place, wholes), Decimal(amount), **times)  # type: ignore[arg-type]


def districts(*amounts: int, total: int | None = None) -> list[Count]:
    """One of each district; last the city, which is their sum unless it is said otherwise."""
    parts = [count(number, amount, f"district {number}") for number, amount in enumerate(amounts)]
    return [*parts, count(99, sum(amounts) if total is None else total)]


def test_counts_from_one_to_ten_are_withheld() -> None:
    alone = [count(n, n, year=n * 10) for n in range(13)]
    assert withheld(alone) == set(range(1, 11))


def test_what_a_public_source_states_is_shown() -> None:
    assert withheld([count(1, 5, is_public=True)]) == set()
    assert withheld([*districts(5, 30, 40), count(7, 5, "district 0", is_public=True)]) == {0}


def test_a_part_of_a_whole_that_is_small_withholds_the_share() -> None:
    assert withheld([count(1, 3, others=(Decimal(40), Decimal(37)))]) == {1}
    assert withheld([count(1, 38, others=(Decimal(40), Decimal(2)))]) == {1}
    assert withheld([count(1, 20, others=(Decimal(40), Decimal(20)))]) == set()


def test_a_total_gives_no_part_away() -> None:
    assert withheld(districts(5, 30, 40)) == {0, 1}


def test_two_small_parts_may_still_be_a_small_count_together() -> None:
    assert withheld(districts(1, 1, 30, 40)) == {0, 1, 2}
    assert withheld(districts(8, 9, 30, 40)) == {0, 1}


def test_parts_that_are_not_the_whole_give_nothing_away() -> None:
    assert withheld(districts(5, 30, 40, total=200)) == {0}


def test_the_total_goes_where_every_other_part_is_public() -> None:
    parts = [count(0, 5, "a"), count(1, 30, "b", is_public=True), count(2, 35)]
    assert withheld(parts) == {0, 2}


def test_what_public_sources_give_away_cannot_be_hidden() -> None:
    parts = [
        count(0, 5, "a"),
        count(1, 30, "b", is_public=True),
        count(2, 35, is_public=True),
        count(3, 50, "c", year=9),
    ]
    assert withheld(parts) == {0}


def test_years_less_their_quarters_and_sums_since_the_start_tell_nothing() -> None:
    quarters = [count(n, amount, year=n) for n, amount in enumerate((5, 30, 40, 20))]
    assert withheld([*quarters, count(9, 95, start=0, end=4)]) == {0, 3}
    since = [count(1, 120, start=0, end=10), count(2, 125, start=0, end=20)]
    assert withheld([*since, count(3, 5, start=10, end=20)]) == {1, 3}


def test_what_does_not_add_up_over_time_is_only_what_it_says() -> None:
    quarters = [count(n, amount, year=n, adds_up=False) for n, amount in enumerate((5, 30))]
    assert withheld([*quarters, count(9, 35, start=0, end=2, adds_up=False)]) == {0}


def test_too_many_to_reckon_are_withheld_together() -> None:
    many = [20] * MOST_RECKONED
    assert withheld(districts(5, *many)) == {*range(MOST_RECKONED + 1), 99}
    # What has nothing to do with them is shown.
    assert 500 not in withheld([*districts(5, *many), count(500, 70, year=50)])


# -- Any table ---------------------------------------------------------------------------------

AMOUNTS = st.one_of(st.integers(0, 12), st.integers(11, 90))


@st.composite
def tables(draw: st.DrawFn) -> list[Count]:
    """Districts by quarters with all their sums, of which some are reported, some publicly."""
    places, quarters = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cells = [[draw(AMOUNTS) for _quarter in range(quarters)] for _place in range(places)]
    rows = [(f"p{n}", own) for n, own in enumerate(cells)]
    rows.append((ALL, [sum(column) for column in zip(*cells, strict=True)]))
    is_complete = draw(st.booleans())
    found: list[Count] = []
    for place, own in rows:
        spans = [(q, q + 1) for q in range(quarters)]
        spans += [(0, end) for end in range(2, quarters + 1)]
        for start, end in spans:
            if is_complete or draw(st.integers(0, 5)):
                found.append(
                    count(
                        len(found),
                        sum(own[start:end]),
                        place,
                        start=start,
                        end=end,
                        is_public=draw(st.integers(0, 7)) == 0,
                    )
                )
    return found


def equation(one: Count, places: set[str]) -> dict[object, Fraction]:
    """As a sum of districts in quarters, which is what the table was made of."""
    own = sorted(places) if one.group.key == ALL else [str(one.group.key)]
    return {(p, q): Fraction(1) for p in own for q in range(one.start, one.end)}


def reduced(vector: dict[object, Fraction], rows: list[dict[object, Fraction]]) -> bool:
    """Whether nothing is left of it when the rows are taken away; rows lead with their first."""
    for row in rows:
        lead = next(iter(row))
        if times := vector.get(lead):
            for part, own in row.items():
                vector[part] = vector.get(part, Fraction(0)) - times * own / row[lead]
                if not vector[part]:
                    del vector[part]
    return not vector


def told_by(shown: list[dict[object, Fraction]]) -> list[dict[object, Fraction]]:
    rows: list[dict[object, Fraction]] = []
    for vector in shown:
        own = dict(vector)
        if not reduced(own, rows):
            rows.append(own)
    return rows


@given(tables())
def test_nobody_can_reckon_a_small_count(table: list[Count]) -> None:
    hidden = withheld(table)
    places = {str(one.group.key) for one in table} - {ALL}
    every = {f"p{number}" for number in range(4)} & places
    shown = told_by([equation(one, every) for one in table if one.key not in hidden])
    public = told_by([equation(one, every) for one in table if one.is_public])
    small = [one for one in table if one.is_small and not one.is_public]
    assert {one.key for one in small} <= hidden
    is_complete = _adds_up(table, every)
    for size in (1, 2):
        for some in combinations(small, size):
            if size > 1 and sum(one.amount for one in some) > MOST:
                continue
            secret: dict[object, Fraction] = {}
            for one in some:
                for part, own in equation(one, every).items():
                    secret[part] = secret.get(part, Fraction(0)) + own
            if is_complete and not reduced(dict(secret), public):
                assert not reduced(dict(secret), shown)


def _adds_up(table: list[Count], places: set[str]) -> bool:
    """Whether all districts are reported where the city is, so that they are its sum."""
    by_time: dict[object, dict[str, Decimal]] = {}
    for one in table:
        by_time.setdefault(one.time, {})[str(one.group.key)] = one.amount
    return all(
        set(own) == {*places, ALL} and own[ALL] == sum(own[place] for place in places)
        for own in by_time.values()
    )


@settings(max_examples=60)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_figures_and_asking_again_change_nothing(
    table: list[Count], random: object
) -> None:
    mixed = list(table)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    first = withheld(table)
    # Which of several ways is taken may differ; what is small never does.
    small = {one.key for one in table if one.is_small and not one.is_public}
    assert small <= withheld(mixed)
    assert withheld(table) == first
    assert not first or small


@settings(max_examples=60)
@given(tables())
def test_without_small_counts_nothing_is_withheld_and_public_ones_never_are(
    table: list[Count],
) -> None:
    hidden = withheld(table)
    assert not hidden & {one.key for one in table if one.is_public}
    assert not withheld([one for one in table if not one.is_small])
