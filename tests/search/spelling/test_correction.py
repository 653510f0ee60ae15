from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from wagtail.models import Page, PageViewRestriction

from portal.pages.models import HomePage, StandardPage
from portal.search.query import build_query
from portal.search.spelling.correction import correct, perhaps_meant
from portal.search.spelling.forms_of_words import root
from portal.search.spelling.models import CountedPage, Word
from tests.search.pages import text_page

pytestmark = pytest.mark.django_db


def meant(text: str) -> str | None:
    correction = correct(build_query(text))
    return correction.text if correction else None


@pytest.fixture
def paramedics(home: HomePage) -> StandardPage:
    text = "Naloxone and suicide prevention; de-escalation. Viable care in each area."
    return text_page(home, "Paramedic training", ("text", text))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("paramedik", "paramedic"),
        ("Paramedik Trainign", "Paramedic Training"),
        ("nalaxone", "naloxone"),
        ("suiside", "suicide"),
        ("paarmedic", "paramedic"),
        ("traniing for paramedics", "training for paramedics"),
        ("deescalaton", "deescalation"),
        ("de-escalaton", "de-escalation"),
        ("AREAA PARAMEDIK", "Area Paramedic"),
    ],
)
def test_word_that_no_page_holds_is_put_right(
    paramedics: StandardPage, typed: str, wanted: str
) -> None:
    assert meant(typed) == wanted


@pytest.mark.parametrize(
    "typed",
    [
        "paramedics",
        "trainings",
        "preventing",
        "xylophone",
        "EMTs",
        "911",
        "ARPA funds",
        "liable",
        # Words of English and Spanish that differ by a letter from one that is there.
        "arena",
        "cara",
        '"paramedik"',
        "?",
        "",
    ],
)
def test_other_forms_quotes_and_strange_words_stay(paramedics: StandardPage, typed: str) -> None:
    assert meant(typed) is None


def test_changes_are_told_word_by_word(paramedics: StandardPage) -> None:
    correction = correct(build_query("paramedik and nalaxone"))
    assert correction is not None
    assert correction.changes == (("paramedik", "paramedic"), ("nalaxone", "naloxone"))


def test_words_of_editors_are_not_misspelled(paramedics: StandardPage) -> None:
    assert correct(build_query("naloxane"), {"naloxane"}) is None


def test_of_two_near_words_the_common_one_is_meant(home: HomePage) -> None:
    text_page(home, "Dispatches")
    for number in range(3):
        text_page(home, f"Dispatcher {number}")
    assert meant("dispatchez") == "dispatcher"


def test_rare_word_may_stand_for_a_common_one(home: HomePage) -> None:
    text_page(home, "Dispach")
    for number in range(6):
        text_page(home, f"Dispatch {number}")
    query = build_query("dispach")
    assert correct(query) is None
    suggestion = perhaps_meant(query)
    assert suggestion is not None
    assert suggestion.text == "dispatch"


def test_what_is_a_word_is_not_asked_about(home: HomePage) -> None:
    text_page(home, "Codes, triaged")
    for number in range(6):
        text_page(home, f"Comes code trained triage {number}")
    # An English word, and a form of a common one.
    assert perhaps_meant(build_query("codes triaged")) is None


def test_what_editors_gave_synonyms_is_not_asked_about(home: HomePage) -> None:
    text_page(home, "Dispach")
    for number in range(6):
        text_page(home, f"Dispatch {number}")
    assert perhaps_meant(build_query("dispach"), also_known={"dispach"}) is None


def test_word_is_forgotten_with_its_page(paramedics: StandardPage) -> None:
    paramedics.delete()
    assert meant("paramedik") is None
    assert not Word.objects.exists()


def test_word_follows_what_the_page_says(paramedics: StandardPage) -> None:
    paramedics.title = "Clinician training"
    paramedics.save_revision().publish()
    assert meant("paramedik") is None
    assert meant("clinicain") == "clinician"


def hide_by_login(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def hide_unseen(page: Page) -> None:
    """As nothing in the portal does: no signal tells of it."""
    Page.objects.filter(pk=page.pk).update(live=False)


def hide_by_parent(page: Page) -> None:
    parent = text_page(page.get_parent(), "Members")
    hide_by_login(parent)
    page.move(parent, pos="last-child")


@pytest.mark.parametrize(
    "hide", [hide_by_login, hide_unseen, hide_by_parent, lambda page: page.unpublish()]
)
def test_word_that_hidden_pages_alone_hold_is_never_told(
    paramedics: StandardPage, hide: Callable[[Page], None]
) -> None:
    hide(Page.objects.get(pk=paramedics.pk).specific)
    assert meant("paramedik") is None


def test_word_comes_back_when_the_page_is_open_again(paramedics: StandardPage) -> None:
    hide_by_login(paramedics)
    assert not CountedPage.objects.filter(page=paramedics.pk).exists()
    PageViewRestriction.objects.all().delete()
    assert meant("paramedik") == "paramedic"


def test_count_of_a_word_counts_pages(home: HomePage) -> None:
    first = text_page(home, "Paramedic", ("text", "Paramedic, paramedic."))
    text_page(home, "Paramedic again")
    assert Word.objects.get(word="paramedic").pages == 2
    first.unpublish()
    assert Word.objects.get(word="paramedic").pages == 1


def test_known_words_take_one_query_and_unknown_ones_three(
    paramedics: StandardPage,
    django_assert_num_queries: Callable[[int], AbstractContextManager[Any]],
) -> None:
    with django_assert_num_queries(1):
        meant("paramedics")
    with django_assert_num_queries(3):
        meant("paramedik trainign suiside")


@pytest.mark.parametrize(
    ("one", "other"),
    [("calls", "call"), ("trespassing", "trespassers"), ("planning", "planned"), ("José", "Jose")],
)
def test_forms_of_a_word_have_one_root(one: str, other: str) -> None:
    assert root(one) == root(other)
