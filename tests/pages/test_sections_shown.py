"""Parts that other apps bring to a page are made once, and never older than the last commit."""

from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from portal.pages.models import CityPage
from portal.pages.sections import sections_shown
from tests.records import city, front_page, make_private, program


@pytest.mark.django_db(transaction=True)
class TestSectionsShown:
    @pytest.fixture
    def akron(self, transactional_db: None) -> CityPage:
        return city(front_page(), "Akron")

    def request(self, *, is_preview: bool = False) -> HttpRequest:
        request = RequestFactory().get("/")
        request.is_preview = is_preview  # type: ignore[attr-defined]  # as Wagtail says it
        return request

    def titles(self, page: CityPage, request: HttpRequest) -> list[str]:
        stored = CityPage.objects.get(pk=page.pk)
        return [str(section.title) for section in sections_shown(stored, request)]

    def test_they_are_made_once_until_something_is_committed(
        self, akron: CityPage, django_assert_num_queries: Any
    ) -> None:
        program(akron, "Akron Responds")
        before = self.titles(akron, self.request())
        assert before
        with django_assert_num_queries(1):
            again = sections_shown(akron, self.request())
        assert [str(section.title) for section in again] == before

    def test_they_follow_every_change(self, akron: CityPage) -> None:
        before = self.titles(akron, self.request())
        page = program(akron, "Akron Responds")
        after = self.titles(akron, self.request())
        assert after != before
        make_private(page)
        assert self.titles(akron, self.request()) == before

    def test_those_of_a_preview_are_made_anew(self, akron: CityPage) -> None:
        kept = sections_shown(akron, self.request())
        assert sections_shown(akron, self.request()) is kept
        assert sections_shown(akron, self.request(is_preview=True)) is not kept
        assert sections_shown(akron, None) is not kept
