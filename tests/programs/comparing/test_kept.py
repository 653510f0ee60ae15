"""A comparison that is kept: made once, and never older than the last commit of anybody."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from programs.comparing import views
from programs.comparing.choice import read_choice
from programs.models import ProgramPage
from tests.figures import figure, metric
from tests.records import city, front_page, make_private, program

# Beside the state of the database: nothing.
QUERIES_WHEN_KEPT = 1

Queries = Callable[[int], Any]


@pytest.fixture
def reader(client: Client) -> Client:
    """Carries a cookie, so that no whole answer is kept for it."""
    client.cookies["reader"] = "1"
    return client


@pytest.fixture
def pair(transactional_db: None) -> list[ProgramPage]:
    home, calls = front_page(), metric()
    pages = [
        program(city(home, "Durham"), "HEART", slug="heart"),
        program(city(home, "Denver"), "STAR", slug="star"),
    ]
    for page in pages:
        figure(calls, page, 12345)
    return pages


def address(pages: list[ProgramPage]) -> str:
    return "/compare/?" + "&".join(f"program={page.comparison_key}" for page in pages)


@pytest.mark.django_db(transaction=True)
class TestKeptComparisons:
    def test_it_is_made_once(
        self, reader: Client, pair: list[ProgramPage], django_assert_num_queries: Queries
    ) -> None:
        first = reader.get(address(pair))
        with django_assert_num_queries(QUERIES_WHEN_KEPT):
            second = reader.get(address(pair))
        assert second.content == first.content
        assert "12,345" in second.text

    def test_a_changed_figure_shows_at_once(self, reader: Client, pair: list[ProgramPage]) -> None:
        reader.get(address(pair))
        pair[0].observations.update(value=54321)
        assert "54,321" in reader.get(address(pair)).text

    def test_a_draft_does_not_show(self, reader: Client, pair: list[ProgramPage]) -> None:
        reader.get(address(pair))
        pair[0].title = "A draft of HEART"
        pair[0].save_revision()
        assert "A draft of HEART" not in reader.get(address(pair)).text

    @pytest.mark.parametrize("hide", [lambda page: page.unpublish(), make_private])
    def test_a_hidden_program_is_gone_at_once(
        self, reader: Client, pair: list[ProgramPage], hide: Callable[[ProgramPage], Any]
    ) -> None:
        assert "Durham HEART" in reader.get(address(pair)).text
        hide(pair[0])
        assert "Durham HEART" not in reader.get(address(pair)).text

    def test_what_was_read_before_a_commit_is_not_kept_as_read_after_it(
        self, reader: Client, pair: list[ProgramPage], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def renamed_meanwhile(asked: Any) -> Any:
            choice = read_choice(asked)
            ProgramPage.objects.filter(pk=pair[0].pk).update(title="HEARTS")
            return choice

        monkeypatch.setattr(views, "read_choice", renamed_meanwhile)
        reader.get(address(pair))
        monkeypatch.undo()
        assert "Durham HEARTS" in reader.get(address(pair)).text

    def test_very_long_addresses_are_not_kept(
        self, reader: Client, pair: list[ProgramPage], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(views, "kept_until_a_commit", None)
        long = f"{address(pair)}&find={'x' * views.LONGEST_KEPT}"
        assert reader.get(long).status_code == 200
