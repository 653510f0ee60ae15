"""What no reader may see is not found and not counted, from the moment of the change."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from portal.pages.models import HomePage
from portal.search.engines.base import Engine

from ..pages import text_page
from .basis import Basis

HOUR = datetime.timedelta(hours=1)


class Visibility(Basis):
    def total(self, engine: Engine, text: str = "naloxone") -> int:
        ranking = self.ask(engine, text, counted=["kind"])
        assert sum(ranking.facets["kind"].values()) == ranking.total
        return ranking.total

    def test_drafts_and_unpublished_pages_are_not_found(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Draft of naloxone", live=False)
        page = text_page(home, "Public naloxone")
        assert self.titles(engine, "naloxone") == ["Public naloxone"]
        page.unpublish()
        assert self.ask(engine, "naloxone").total == 0

    def test_unpublished_words_of_a_live_page_are_not_found(
        self, engine: Engine, home: HomePage
    ) -> None:
        page = text_page(home, "Public")
        page.summary = "Rumor"
        page.save_revision()
        assert self.ask(engine, "rumor").total == 0
        page.get_latest_revision().publish()
        assert self.ask(engine, "rumor").total == 1

    @pytest.mark.parametrize("kind", PageViewRestriction.RESTRICTION_CHOICES)
    def test_restricted_subtrees_are_neither_found_nor_counted(
        self, engine: Engine, home: HomePage, kind: tuple[str, str]
    ) -> None:
        parent = text_page(home, "Private naloxone")
        text_page(parent, "Below naloxone")
        text_page(home, "Public naloxone")
        restriction = PageViewRestriction.objects.create(page=parent, restriction_type=kind[0])
        assert self.titles(engine, "naloxone") == ["Public naloxone"]
        assert self.ask(engine, "naloxone").total == 1
        restriction.delete()
        assert self.ask(engine, "naloxone").total == 3

    def test_aliases_are_no_hits_of_their_own(self, engine: Engine, home: HomePage) -> None:
        page = text_page(home, "Naloxone")
        page.create_alias(update_slug="alias", parent=home)
        assert self.ask(engine, "naloxone").total == 1

    def test_draft_is_not_found_until_it_is_published(self, engine: Engine, home: HomePage) -> None:
        page = text_page(home, "Naloxone", live=False)
        assert self.total(engine) == 0
        page.save_revision().publish()
        assert self.total(engine) == 1

    def test_scheduled_page_is_found_once_it_is_out(self, engine: Engine, home: HomePage) -> None:
        page = text_page(home, "Naloxone", live=False)
        page.go_live_at = timezone.now() + HOUR
        page.save_revision().publish()
        assert self.total(engine) == 0
        scheduled = page.revisions.latest("pk")
        scheduled.approved_go_live_at = timezone.now() - HOUR
        scheduled.content["go_live_at"] = None
        scheduled.save()
        call_command("publish_scheduled")
        assert self.total(engine) == 1

    def test_expired_page_is_not_found(self, engine: Engine, home: HomePage) -> None:
        page = text_page(home, "Naloxone", expire_at=timezone.now() + HOUR)
        assert self.total(engine) == 1
        # Its time is up, and nothing has unpublished it yet.
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - HOUR)
        assert self.total(engine) == 0
        call_command("publish_scheduled")
        assert self.total(engine) == 0

    def test_page_that_was_never_told_to_search_is_hidden_by_the_database(
        self, engine: Engine, home: HomePage
    ) -> None:
        page = text_page(home, "Naloxone")
        assert self.total(engine) == 1
        Page.objects.filter(pk=page.pk).update(live=False)
        assert self.total(engine) == 0

    def test_deleted_page_is_not_found(self, engine: Engine, home: HomePage) -> None:
        page = text_page(home, "Naloxone")
        assert self.total(engine) == 1
        page.delete()
        assert self.total(engine) == 0

    def test_deleted_subtree_is_not_found(self, engine: Engine, home: HomePage) -> None:
        page = text_page(home, "Naloxone")
        text_page(text_page(page, "Below naloxone"), "Further below naloxone")
        assert self.total(engine) == 3
        Page.objects.get(pk=page.pk).delete()
        assert self.total(engine) == 0

    def test_unpublished_subtree_is_not_found(self, engine: Engine, home: HomePage) -> None:
        page = text_page(home, "Naloxone")
        text_page(page, "Below naloxone")
        page.unpublish()
        assert self.total(engine) == 1
        for below in page.get_children():
            below.unpublish()
        assert self.total(engine) == 0

    def test_page_published_again_is_found(self, engine: Engine, home: HomePage) -> None:
        page = text_page(home, "Naloxone")
        page.unpublish()
        page.refresh_from_db()
        page.save_revision().publish()
        assert self.total(engine) == 1

    def test_page_moved_below_a_private_one_is_hidden(self, engine: Engine, home: HomePage) -> None:
        private, page = text_page(home, "Private"), text_page(home, "Naloxone")
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        page.move(private, pos="last-child")
        assert self.total(engine) == 0
        page.refresh_from_db()
        page.move(home, pos="last-child")
        assert self.total(engine) == 1

    def test_private_page_leaves_its_neighbours_alone(self, engine: Engine, home: HomePage) -> None:
        # Their paths begin alike but for the last step.
        pages = [text_page(home, f"Naloxone {number}") for number in range(12)]
        PageViewRestriction.objects.create(page=pages[0], restriction_type="login")
        assert self.total(engine) == 11

    def test_restriction_taken_away_shows_the_page_again(
        self, engine: Engine, home: HomePage
    ) -> None:
        page = text_page(home, "Naloxone")
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type="password", password="x"
        )
        assert self.total(engine) == 0
        restriction.delete()
        assert self.total(engine) == 1

    def test_words_that_were_changed_are_no_longer_found(
        self, engine: Engine, home: HomePage
    ) -> None:
        page = text_page(home, "Naloxone", ("text", "Old doses."))
        page.title, page.body = "Gloves", [("text", "<p>New sizes.</p>")]
        page.save_revision().publish()
        assert self.total(engine) == self.total(engine, "doses") == 0
        assert self.total(engine, "gloves sizes") == 1

    def test_words_of_a_hidden_page_do_not_make_others_hold_all(
        self, engine: Engine, home: HomePage
    ) -> None:
        page = text_page(home, "Naloxone doses")
        text_page(home, "Naloxone")
        PageViewRestriction.objects.create(page=page, restriction_type="groups")
        ranking = self.ask(engine, "naloxone doses")
        assert (ranking.total, ranking.total_with_all_words) == (1, 0)

    def test_alias_follows_no_change_into_the_answer(self, engine: Engine, home: HomePage) -> None:
        page = text_page(home, "Gloves")
        page.create_alias(update_slug="alias", parent=home)
        page.title = "Naloxone"
        page.save_revision().publish()
        assert self.total(engine) == 1
        page.delete()
        assert self.total(engine) == 0
