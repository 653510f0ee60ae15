import pytest

from site_visits.models import SiteVisitPage
from site_visits.wording import VISIT, wording_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", [kind for kind in SiteVisitPage.Kind if kind != "in_person"])
def test_only_visits_on_which_somebody_traveled_speak_of_travel(kind: str) -> None:
    words = wording_of(kind)
    spoken = " ".join(str(value) for value in vars(words).values())
    assert words.travels == (kind == "conference")
    assert ("travel" in spoken) == words.travels
    assert ("took home" in spoken) == words.travels


def test_visit_whose_kind_is_not_recorded_is_called_a_visit() -> None:
    assert wording_of("") is VISIT


@pytest.mark.parametrize(
    ("kind", "is_named_by_kind"), [("cohort", True), ("webinar", True), ("virtual", False)]
)
def test_kind_that_says_what_it_was_stands_alone(kind: str, is_named_by_kind: bool) -> None:
    assert SiteVisitPage(kind=kind).is_named_by_kind is is_named_by_kind


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"starts": "2023", "status": "running"}, "since 2023"),
        ({"starts": "2023", "status": "done"}, "2023"),
        ({"starts": "2023", "ends": "2024", "status": "running"}, "2023 to 2024"),
    ],
)
def test_what_still_runs_says_since_when(columns: dict[str, str], words: str) -> None:
    assert SiteVisitPage(**columns).dates_display == words
