"""Text inside uploaded files is found through pages that offer them, and not otherwise."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from wagtail.models import PageViewRestriction

from portal.pages.models import HomePage
from portal.search.attachments.keeping import read_waiting
from portal.search.engines.base import Engine
from portal.search.models import Passage

from ..attachments.files import link_to, pdf, replace_file, uploaded
from ..pages import text_page
from .basis import Basis


class Files(Basis):
    def test_text_of_a_file_is_found_through_the_page_that_offers_it(
        self,
        engine: Engine,
        home: HomePage,
        django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[Any]],
    ) -> None:
        document = uploaded(pdf("Two doses of naloxone in every van."))
        text_page(home, "Supplies", ("heading", "Forms"), ("text", link_to(document)))
        text_page(home, "Another page")
        read_waiting()
        [page] = self.ask(engine, "naloxone").pages
        passage = Passage.objects.get(pk=page.excerpts[0].passage_id)
        assert "Two doses of <mark>naloxone</mark> in every van." in page.excerpts[0].html
        assert (passage.heading, passage.anchor) == ("Protocol (PDF, page 1)", "forms")
        # The words of page and file together are all words.
        assert self.ask(engine, "supplies naloxone").total_with_all_words == 1
        replace_file(document, pdf("Gloves."))
        read_waiting()
        assert self.titles(engine, "naloxone") == []
        assert self.titles(engine, "gloves") == ["Supplies"]
        with django_capture_on_commit_callbacks(execute=True):
            document.delete()
        assert self.titles(engine, "gloves") == []

    def test_file_of_a_hidden_page_is_not_found(self, engine: Engine, home: HomePage) -> None:
        link = link_to(uploaded(pdf("Two doses of naloxone.")))
        draft = text_page(home, "Draft", ("text", link), live=False)
        hidden = text_page(home, "Hidden", ("text", link))
        private = PageViewRestriction.objects.create(page=hidden, restriction_type="login")
        later = text_page(home, "Later")
        later.body = draft.body
        later.save_revision()
        read_waiting()
        assert self.ask(engine, "naloxone", counted=["kind"]).facets["kind"] == {}
        private.delete()
        assert self.titles(engine, "naloxone") == ["Hidden"]
        hidden.unpublish()
        assert self.titles(engine, "naloxone") == []
        draft.save_revision().publish()
        assert self.titles(engine, "naloxone") == ["Draft"]
