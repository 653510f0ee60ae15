import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from portal.pages.models import HomePage
from portal.provenance.models import Source

from .pages import text_page


def titles(words: str) -> set[str]:
    return {page.title for page in Page.objects.all().autocomplete(words)}


def test_words_of_titles_are_found_drafts_included(home: HomePage) -> None:
    text_page(home, "Hours of the night team")
    text_page(home, "Night draft", live=False)
    assert titles("night") == {"Hours of the night team", "Night draft"}
    assert titles("team NIGHT") == {"Hours of the night team"}
    assert titles("nig") == {"Hours of the night team", "Night draft"}


def test_page_is_found_by_the_new_title_of_its_draft(home: HomePage) -> None:
    page = text_page(home, "Hours")
    page.title = "Opening times"
    page.save_revision()
    assert titles("opening") == titles("hours") == {"Hours"}


@pytest.mark.parametrize("words", ["", " ", "\x00", '"', "%", "_", "'; --", "x" * 5000])
def test_hostile_words_are_answered(home: HomePage, words: str) -> None:
    text_page(home, "Hours")
    assert titles(words) == set()


def test_other_records_are_found_by_their_own_fields(db: None) -> None:
    Source.objects.create(key="DUR-1", title="A report", publisher="City", accessed="2026-01-01")
    assert get_search_backend().search("DUR-1", Source).count() == 1


def test_search_box_and_chooser_of_the_admin_answer(client: Client, home: HomePage) -> None:
    text_page(home, "Night draft", live=False)
    client.force_login(get_user_model().objects.create_superuser("admin", "a@example.org", "x"))
    for address in ("/admin/pages/search/", "/admin/choose-page/search/"):
        response = client.get(address, {"q": "night"})
        assert response.status_code == 200
        assert "Night draft" in response.content.decode()


def test_chooser_asks_of_each_page_no_more_than_where_it_stands(
    client: Client, home: HomePage
) -> None:
    client.force_login(get_user_model().objects.create_superuser("admin", "a@example.org", "x"))

    def queries(titles: list[str]) -> int:
        client.get("/admin/choose-page/search/", {"q": "night"})
        with CaptureQueriesContext(connection) as asked:
            content = client.get("/admin/choose-page/search/", {"q": "night"}).content.decode()
        assert all(title in content for title in titles)
        return len(asked)

    titles = [f"Night draft {number}" for number in range(11)]
    text_page(home, titles[0], live=False)
    of_one = queries(titles[:1])
    for title in titles[1:]:
        text_page(home, title, live=False)
    assert queries(titles) - of_one <= 2 * 10, "its parent, and the language of that"
