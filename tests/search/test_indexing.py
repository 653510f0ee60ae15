import logging
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from wagtail.models import Page, PageViewRestriction

from portal.pages.models import HomePage
from portal.search import indexing
from portal.search.drift import drift
from portal.search.engines import get_engine
from portal.search.models import Entry, Passage

from .pages import city, text_page


def texts(page: Page) -> list[tuple[str, str, str]]:
    passages = Passage.objects.filter(page=page.pk).order_by("position")
    return [(p.heading or p.title, p.anchor, p.text) for p in passages]


def test_stream_is_cut_at_its_headings(home: HomePage) -> None:
    page = text_page(
        home,
        "Hours",
        ("text", "Before any heading."),
        ("heading", "By day"),
        ("text", "Nine to five."),
        ("text", "Every day."),
        ("heading", "By night"),
        ("text", "Nobody."),
        summary="When we work.",
    )
    assert texts(page) == [
        ("Hours", "", "When we work."),
        ("", "", "Before any heading."),
        ("By day", "by-day", "Nine to five. Every day."),
        ("By night", "by-night", "Nobody."),
    ]


def test_text_without_headings_is_one_passage_beside_the_title(home: HomePage) -> None:
    page = text_page(home, "Hours", ("text", "Nine to five."))
    assert [text for _heading, _anchor, text in texts(page)] == ["", "Nine to five."]


def test_markup_becomes_words(home: HomePage) -> None:
    page = text_page(home, "Hours", ("text", "One<br/>two <b>th</b>ree</p><p>four &amp; five"))
    assert texts(page)[1][2] == "One two th ree four & five."


def test_draft_is_not_indexed_and_publishing_indexes_it(home: HomePage) -> None:
    page = text_page(home, "Hours", live=False)
    assert not Entry.objects.filter(page=page.pk).exists()
    page.save_revision().publish()
    assert Entry.objects.filter(page=page.pk).exists()


def test_saving_a_draft_of_a_live_page_changes_no_passage(home: HomePage) -> None:
    page = text_page(home, "Hours", summary="Old.")
    before = texts(page)
    page.summary = "New."
    page.save_revision()
    assert texts(page) == before


@pytest.mark.parametrize("as_plain_page", [True, False])
def test_unpublishing_removes_passages(home: HomePage, as_plain_page: bool) -> None:
    page = text_page(home, "Hours")
    below = text_page(page, "Below")
    found = Page.objects.get(pk=page.pk)
    (found if as_plain_page else found.specific).unpublish()
    assert not Passage.objects.filter(page=page.pk).exists()
    assert Passage.objects.filter(page=below.pk).exists()


def test_deleting_a_subtree_removes_its_passages(home: HomePage) -> None:
    page = text_page(home, "Hours")
    text_page(page, "Below")
    Page.objects.get(pk=page.pk).delete()
    assert not Passage.objects.exclude(page=home.pk).exists()
    assert drift(get_engine()) == []


def test_moving_a_page_changes_where_its_hits_say_it_is(home: HomePage) -> None:
    durham, cambridge = city(home), city(home, "Cambridge", "Massachusetts")
    page = text_page(durham, "Hours")
    below = text_page(page, "Below")
    page.move(cambridge, pos="last-child")
    places = Entry.objects.filter(page__in=[page.pk, below.pk]).values_list("place", flat=True)
    assert set(places) == {"Cambridge, Massachusetts"}
    assert drift(get_engine()) == []


def test_renaming_a_city_changes_the_hits_below_it(home: HomePage) -> None:
    durham = city(home)
    page = text_page(durham, "Hours")
    durham.city_name = "Bull City"
    durham.save_revision().publish()
    assert Entry.objects.get(page=page.pk).place == "Bull City, North Carolina"


def test_alias_has_no_passages(home: HomePage) -> None:
    page = text_page(home, "Hours")
    alias = page.create_alias(update_slug="alias", parent=home)
    assert not Passage.objects.filter(page=alias.pk).exists()


def test_rollback_takes_passages_back(home: HomePage) -> None:
    with transaction.atomic():
        text_page(home, "Hours")
        transaction.set_rollback(True)
    assert not Passage.objects.exclude(page=home.pk).exists()
    assert drift(get_engine()) == []


@pytest.mark.parametrize("fault", [DatabaseError("disk"), AttributeError("a fault in an app")])
def test_publishing_never_fails_because_of_search(
    home: HomePage,
    fault: Exception,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*args: Any) -> None:
        raise fault

    monkeypatch.setattr(indexing, "_passages", fail)
    with caplog.at_level(logging.ERROR):
        page = text_page(home, "Hours")
    assert Page.objects.get(pk=page.pk).live
    assert "Search is out of step" in caplog.text
    monkeypatch.undo()
    assert drift(get_engine()) == ["/portal-home/hours/: is not in the index"]


def test_control_characters_do_not_reach_the_index(home: HomePage) -> None:
    page = text_page(home, "Hours", summary="a\x01b\x02c\u0085d")
    assert texts(page)[0][2] == "a b c d"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\x00b", "a b"),
        ("ﬁeld oﬃce", "field office"),
        ("dis\u00adpatch\u200b", "dispatch"),
        ("cafe\u0301", "café"),
        ("  two \n lines ", "two lines"),
        ("½ m²", "½ m²"),
    ],
)
def test_text_is_kept_as_it_was_written(text: str, printed: str) -> None:
    assert indexing.printable(text) == printed


def test_restriction_leaves_rows_to_the_answering(home: HomePage) -> None:
    page = text_page(home, "Hours")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert drift(get_engine()) == []


def test_pages_of_a_longer_work_are_written_once_at_its_end(
    home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    write = indexing._write
    monkeypatch.setattr(indexing, "_write", lambda page: (written.append(page), write(page)))
    with indexing.written_once():
        page = text_page(home, "Hours")
        page.summary = "Nine to five."
        page.save()
        assert written == []
    assert written == [page.pk]
    assert drift(get_engine()) == []


def test_longer_work_that_fails_writes_nothing(home: HomePage) -> None:
    def work() -> None:
        with transaction.atomic(), indexing.written_once():
            text_page(home, "Hours")
            raise LookupError

    with pytest.raises(LookupError):
        work()
    assert not Entry.objects.exclude(page=home.pk).exists()
    text_page(home, "Days")
    assert drift(get_engine()) == []
