from collections.abc import Callable
from typing import Any

import pytest
from django.db import models

from portal.provenance.row_loading import load_rows
from portal.taxonomy.models import Topic
from site_visits.models import Lesson, RideAlong, SiteVisitPage
from tests.records import add_row, cite, city, front_page

pytestmark = pytest.mark.django_db

RELATIONS = {"citations": ["source"], "lessons": ["topic"], "ride_alongs": [], "quotes": []}


@pytest.fixture
def visit() -> SiteVisitPage:
    topic = Topic.objects.create(code="99", name="Ünlike “words”", slug="unlike")
    page = city(front_page(), "Dayton").add_child(instance=SiteVisitPage(title="A visit"))
    add_row(page, "lessons", "Said\n<b>so</b> \u2028 twice", anchor="b", sort_order=2, topic=topic)
    add_row(page, "lessons", "First", anchor="a", sort_order=1)
    add_row(page, "ride_alongs", "Seen", hours="7.5")
    cite(page, ["title"])
    page.save()
    return SiteVisitPage.objects.get(pk=page.pk)


def columns_of(row: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_all_rows_come_in_one_query_with_what_they_refer_to(
    visit: SiteVisitPage, django_assert_num_queries: Callable[..., Any]
) -> None:
    load_rows(visit, RELATIONS)  # the first use on a connection asks what the database can do
    again = SiteVisitPage.objects.get(pk=visit.pk)
    with django_assert_num_queries(1):
        load_rows(again, RELATIONS)
        assert [lesson.anchor for lesson in again.lessons.all()] == ["a", "b"]
        assert [lesson.topic and lesson.topic.slug for lesson in again.lessons.all()] == [
            None, "unlike",
        ]  # fmt: skip
        assert again.facts.title.citations[0].source.publisher == "City of Dayton"
        assert list(again.quotes.all()) == []


def test_rows_are_as_the_database_itself_returns_them(visit: SiteVisitPage) -> None:
    load_rows(visit, RELATIONS)
    for loaded, model in ((visit.lessons.all(), Lesson), (visit.ride_alongs.all(), RideAlong)):
        stored = {row.pk: columns_of(row) for row in model.objects.all()}
        assert {row.pk: columns_of(row) for row in loaded} == stored
    assert str(visit.ride_alongs.all()[0].hours) == "7.5"


def test_rows_that_a_draft_carries_are_left_as_they_are(visit: SiteVisitPage) -> None:
    visit.lessons.add(Lesson(anchor="c", headline="Not saved", text="Yet"))
    load_rows(visit, RELATIONS)
    assert "Not saved" in [lesson.headline for lesson in visit.lessons.all()]


def test_page_that_was_never_saved_has_no_rows() -> None:
    page = SiteVisitPage(title="New")
    load_rows(page, RELATIONS)
    assert list(page.lessons.all()) == []


def test_saving_a_page_after_reading_it_keeps_its_rows(visit: SiteVisitPage) -> None:
    load_rows(visit, RELATIONS)
    visit.save()
    assert Lesson.objects.filter(page=visit).count() == 2
