"""The questions are sound, and search on SQLite answers enough of them; `make eval` says more."""

from collections import Counter

import pytest
from wagtail.models import Page

from tests.search.judgements.asking import ask_all
from tests.search.judgements.questions import ABOUT, KINDS, WHOLE, questions
from tests.search.judgements.scores import judged, misses


def test_questions_are_many_and_of_every_kind() -> None:
    asked = questions()
    kinds = Counter(question.kind for question in asked)
    assert len(asked) >= 60
    assert len({question.ask for question in asked}) == len(asked)
    assert set(kinds) == set(KINDS)
    assert kinds["misspelling"] >= 8


def test_grades_are_grades_and_each_question_has_an_answer() -> None:
    for question in questions():
        grades = question.pages.values()
        assert max(grades) == WHOLE, question.ask
        assert min(grades) >= ABOUT, question.ask


@pytest.mark.django_db
@pytest.mark.usefixtures("example")
def test_every_graded_address_is_a_page() -> None:
    paths = {page.url for page in Page.objects.live().filter(depth__gt=1)}
    graded = {path for question in questions() for path in question.pages}
    assert graded - paths == set()


@pytest.mark.django_db
@pytest.mark.usefixtures("example")
def test_search_answers_enough_of_them() -> None:
    asked = questions()
    assert misses(judged(asked, ask_all(asked))) == []
