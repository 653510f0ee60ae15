"""A file as one batch: looked at, applied whole or not at all, undone."""

import pytest
from django.contrib.auth.models import User

from programs.metrics.history import snapshot
from programs.metrics.importing import applying, checking, undoing
from programs.metrics.importing.models import FigureImport, ImportedFile
from programs.metrics.models import Definition, Observation, ObservationChange
from programs.models import ProgramPage
from tests.figures import figure
from tests.metrics.importing.conftest import Bring
from tests.metrics.importing.files import HEADINGS, as_csv, row


def figures() -> list[str]:
    return sorted(map(str, Observation.objects.all()))


def test_looking_at_a_file_changes_nothing(looked_at: Bring) -> None:
    of = looked_at(as_csv(row()))
    assert of.state == FigureImport.State.CHECKED
    assert of.counts == {"new": 1}
    assert of.rows.get().label == "Calls responded to, 2024: 12,500 calls"
    assert not Observation.objects.exists()


def test_a_file_is_applied_with_who_and_when(brought_in: Bring, someone: User) -> None:
    of = brought_in(as_csv(row(), row(period_start="2023", value="9800")))
    assert (of.state, of.applied_by, of.problem) == (FigureImport.State.APPLIED, someone, "")
    assert of.applied_at is not None
    assert figures() == ["12,500 calls, 2024", "9,800 calls, 2023"]
    changes = ObservationChange.objects.filter(batch=of.key)
    assert [change.before for change in changes] == [None, None]
    assert not of.rows.exists()
    assert not ImportedFile.objects.exists()


def test_the_same_file_twice_changes_nothing(brought_in: Bring, looked_at: Bring) -> None:
    brought_in(as_csv(row()))
    again = looked_at(as_csv(row()))
    assert again.counts == {"same": 1}
    assert not again.can_be_applied


@pytest.mark.parametrize("area", ["", "Durham", "City of Durham"])
def test_a_city_by_any_of_its_names_is_one_area(
    brought_in: Bring, looked_at: Bring, area: str
) -> None:
    headings = [*HEADINGS, "geography"]
    brought_in(as_csv([*row(), "City of Durham"], headings=headings))
    assert looked_at(as_csv([*row(), area], headings=headings)).counts == {"same": 1}
    part = looked_at(as_csv([*row(), "Downtown"], headings=headings))
    assert part.counts == {"new": 1}
    twice = looked_at(
        as_csv([*row(value="1"), area], [*row(value="2"), "Durham"], headings=headings)
    )
    assert twice.counts == {"changed": 1, "refused": 1}


def test_what_changes_is_said_with_both_values(brought_in: Bring, looked_at: Bring) -> None:
    brought_in(as_csv(row()))
    again = looked_at(as_csv(row(value="12600", note="Counted anew.")))
    assert again.counts == {"changed": 1}
    assert again.rows.get().differences == [
        ["Value", "12500", "12600"],
        ["Note", "", "Counted anew."],
    ]


def test_columns_that_a_file_lacks_stay_as_they_are(
    brought_in: Bring, heart: ProgramPage, calls: Definition
) -> None:
    figure(calls, heart, 12_000, note="As told.", quality="derived", bound="more_than")
    of = brought_in(
        as_csv(row()[:5], headings=["metric", "period_kind", "from", "value", "source"])
    )
    assert of.state == FigureImport.State.APPLIED, of.problem
    [changed] = Observation.objects.all()
    assert (changed.value, changed.note, changed.bound) == (12_500, "As told.", "more_than")


def test_one_refused_row_keeps_all_out(brought_in: Bring) -> None:
    of = brought_in(as_csv(row(), row(period_start="2023", value="many")))
    assert of.counts == {"new": 1, "refused": 1}
    assert not of.can_be_applied
    assert not Observation.objects.exists()


def test_applying_twice_writes_once(brought_in: Bring, someone: User) -> None:
    of = brought_in(as_csv(row()))
    applying.apply(of, someone)
    assert Observation.objects.count() == ObservationChange.objects.count() == 1


@pytest.mark.parametrize("is_there_before", [True, False])
def test_figures_that_changed_since_they_were_looked_at_are_not_overwritten(
    looked_at: Bring, heart: ProgramPage, calls: Definition, someone: User, is_there_before: bool
) -> None:
    if is_there_before:
        figure(calls, heart, 12_000)
    of = looked_at(as_csv(row(), row(period_start="2023")))
    if is_there_before:
        Observation.objects.update(value=12_100)
    else:
        figure(calls, heart, 12_100)
    applying.begin(of)
    applying.apply(of, someone)
    of.refresh_from_db()
    assert of.state == FigureImport.State.CHECKED
    assert "Check the file again" in of.problem
    assert figures() == ["12,100 calls, 2024"]


def test_a_batch_is_undone(
    brought_in: Bring, heart: ProgramPage, calls: Definition, someone: User
) -> None:
    there = figure(calls, heart, 12_000, note="As told.")
    there.refresh_from_db()
    before = snapshot(there)
    of = brought_in(as_csv(row(), row(period_start="2023")))
    undoing.undo(of, someone)
    of.refresh_from_db()
    [left] = Observation.objects.all()
    assert snapshot(left) == before
    assert (of.state, of.undone_by, of.left) == (FigureImport.State.UNDONE, someone, [])
    assert (of.count("removed"), of.count("restored")) == (1, 1)
    told = ObservationChange.objects.exclude(batch=of.key)
    assert sorted(change.after is None for change in told) == [False, True]


def test_undoing_leaves_what_somebody_changed_since(
    brought_in: Bring, someone: User, heart: ProgramPage
) -> None:
    of = brought_in(as_csv(row(), row(period_start="2023"), row(period_start="2022")))
    edited = Observation.objects.get(period_start="2023-01-01")
    edited.value = 1
    edited.save()
    Observation.objects.get(period_start="2022-01-01").delete()
    undoing.undo(of, someone)
    of.refresh_from_db()
    assert figures() == ["1 call, 2023"]
    assert of.left == [[edited.pk, "Calls responded to: 1 call, 2023"]]
    assert (of.count("removed"), of.count("left"), of.count("gone")) == (1, 1, 1)


def test_batches_are_undone_one_after_another(brought_in: Bring, someone: User) -> None:
    first = brought_in(as_csv(row()))
    second = brought_in(as_csv(row(value="12600")))
    for of in (second, first):
        undoing.undo(of, someone)
        of.refresh_from_db()
        assert of.left == []
    assert not Observation.objects.exists()


def test_checking_that_was_begun_anew_stops_the_older_one(looked_at: Bring) -> None:
    of = looked_at(as_csv(row()))
    older = FigureImport.objects.get(pk=of.pk)
    checking.begin(older)
    checking.begin(of)
    checking.check(older)
    of.refresh_from_db()
    assert (of.state, of.rows.count()) == (FigureImport.State.CHECKING, 0)


def test_search_is_told_of_the_program(brought_in: Bring, heart: ProgramPage) -> None:
    from portal.search.models import Passage

    brought_in(as_csv(row(value="98765")))
    assert Passage.objects.filter(page=heart, text__contains="98,765").exists()
