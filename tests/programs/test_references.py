from collections.abc import Callable
from typing import Any

import pytest

from playbooks.models import PlaybookIndexPage, PlaybookPage
from programs.models import ProgramPage
from programs.references import References
from tests.records import add_row, city, front_page, make_private, program

pytestmark = pytest.mark.django_db


@pytest.fixture
def playbook() -> PlaybookPage:
    index = front_page().add_child(instance=PlaybookIndexPage(title="Playbooks"))
    page: PlaybookPage = index.add_child(instance=PlaybookPage(title="Training"))
    return page


def practices_of(playbook: PlaybookPage, *programs: ProgramPage) -> list[Any]:
    for number, page in enumerate(programs):
        add_row(playbook, "practices", "Said", anchor=f"p{number}", program=page)
    playbook.save()
    return list(PlaybookPage.objects.get(pk=playbook.pk).practices.all())


def test_page_has_its_title_its_address_and_the_place_above_it(playbook: PlaybookPage) -> None:
    page = program(city(playbook.get_parent().get_parent(), "Durham"), "HEART")
    rows = practices_of(playbook, page)
    reference = References(rows, ["program"]).get(page.pk)
    assert reference is not None
    assert (reference.title, reference.place) == ("HEART", "Durham")
    assert reference.url.endswith("/cities/durham/heart/")
    assert reference.status_label == ""


def test_ended_program_says_so_with_its_date(playbook: PlaybookPage) -> None:
    place = city(playbook.get_parent().get_parent(), "Eugene")
    page = program(place, "CAHOOTS", status="ended", status_since="2025-04-07")
    reference = References(practices_of(playbook, page), ["program"]).get(page.pk)
    assert reference is not None
    assert reference.status_label == "Ended, April 7, 2025"


def test_page_that_the_public_may_not_read_has_no_reference(playbook: PlaybookPage) -> None:
    place = city(playbook.get_parent().get_parent(), "Durham")
    draft, hidden = program(place, "Draft", live=False), program(place, "Hidden")
    make_private(hidden)
    rows = practices_of(playbook, draft, hidden)
    references = References(rows, ["program"])
    assert references.public_ids() == set()
    assert references.get(draft.pk) is references.get(hidden.pk) is None


def test_any_number_of_rows_takes_one_query(
    playbook: PlaybookPage, django_assert_num_queries: Callable[..., Any]
) -> None:
    place = city(playbook.get_parent().get_parent(), "Durham")
    rows = practices_of(playbook, *(program(place, f"Program {n}") for n in range(5)))
    References(rows, ["program"])
    with django_assert_num_queries(1):
        found = References(rows, ["program"])
        assert len(found.public_ids()) == 5
        assert [str(row.program) for row in rows] == [f"Program {n}" for n in range(5)]
