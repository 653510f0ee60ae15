"""How an answer is scored."""

import pytest

from tests.search.judgements.questions import Question
from tests.search.judgements.scores import Judged, disappointing, misses, overlap, scores

GIVEN = Question("training", "topic", {"/a/": 3, "/b/": 2, "/c/": 1})


def test_all_judged_pages_in_order_score_one() -> None:
    assert Judged(GIVEN, ["/a/", "/b/", "/c/", "/d/"]).ndcg == pytest.approx(1)
    assert Judged(GIVEN, ["/c/", "/b/", "/a/"]).ndcg < 1
    assert Judged(GIVEN, ["/d/"]).ndcg == 0


def test_page_that_is_only_about_the_question_or_comes_fourth_is_no_success() -> None:
    assert Judged(GIVEN, ["/c/", "/d/", "/b/"]).is_success
    assert not Judged(GIVEN, ["/c/", "/d/", "/e/", "/a/"]).is_success


def test_scores_are_means_and_floors_that_are_missed_are_named() -> None:
    misspelled = Question("trainin", "misspelling", {"/a/": 3})
    answers = [Judged(GIVEN, ["/a/"]), Judged(misspelled, [])]
    assert (scores(answers).success, scores(answers).empty) == (0.5, 0.5)
    assert len(misses(answers)) == 3


def test_overlap_counts_pages_that_both_found() -> None:
    assert overlap({"x": ["/a/", "/b/"], "y": []}, {"x": ["/b/", "/c/"], "y": []}) == 0.75


def test_best_page_that_is_not_among_the_first_is_named() -> None:
    assert Judged(GIVEN, ["/c/", "/d/", "/e/", "/b/", "/a/"]).missed == "/a/ is number 5"
    assert Judged(GIVEN, ["/a/", "/c/"]).missed == "/b/ is not found"
    assert Judged(GIVEN, ["/c/", "/b/", "/a/"]).missed == "nothing"


def test_empty_answer_disappoints_more_than_one_with_a_page_in_the_wrong_place() -> None:
    best, late, empty = (Judged(GIVEN, found) for found in (["/a/"], ["/d/", "/a/"], []))
    assert disappointing([best, empty, late]) == [empty, late, best]
