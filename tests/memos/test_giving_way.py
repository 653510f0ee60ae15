"""What gives way when a page is too small."""

from hypothesis import given
from hypothesis import strategies as st

from portal.memos.giving_way import Fitted, Piece, fitted

pieces = st.lists(
    st.builds(
        Piece,
        rank=st.integers(1, 5),
        label=st.text("abc", min_size=1, max_size=3),
        height=st.floats(1, 200),
    ),
    max_size=20,
)
rooms = st.floats(0, 1_000)


def around(fit: Fitted) -> float:
    """Heads, and one line for each piece that was left out."""
    return 20 + len(fit.left_out)


@given(pieces, rooms)
def test_what_is_kept_fits_and_nothing_is_lost(pieces: list[Piece], room: float) -> None:
    fit = fitted(pieces, room, around)
    assert not fit.kept or sum(piece.height for piece in fit.kept) + around(fit) <= room
    assert sorted(map(id, [*fit.kept, *fit.left_out])) == sorted(map(id, pieces))


@given(pieces, rooms)
def test_the_order_of_the_memo_stays(pieces: list[Piece], room: float) -> None:
    fit = fitted(pieces, room, around)
    places = {id(piece): place for place, piece in enumerate(pieces)}
    for part in (fit.kept, fit.left_out):
        assert [places[id(piece)] for piece in part] == sorted(places[id(p)] for p in part)


@given(pieces, rooms)
def test_nothing_gives_way_to_what_matters_less_and_is_as_high(
    pieces: list[Piece], room: float
) -> None:
    fit = fitted(pieces, room, around)
    for left_out in fit.left_out:
        less = [p for p in fit.kept if p.rank > left_out.rank and p.height >= left_out.height]
        assert not less


@given(pieces)
def test_with_room_for_all_nothing_is_left_out(pieces: list[Piece]) -> None:
    assert fitted(pieces, 20 + sum(p.height for p in pieces) + 21, around).left_out == []
