"""Anything that can be typed."""

import pytest
from django.urls import reverse

from portal.pages.models import HomePage
from portal.search.engines.base import Engine

from ..pages import text_page
from .basis import Basis


class Hostile(Basis):
    @pytest.mark.parametrize(
        "text",
        [
            '"',
            '""',
            '"unbalanced',
            "AND OR NOT",
            "NEAR(a b, 2)",
            "naloxone*",
            "^naloxone",
            "title:naloxone",
            "{title heading}: naloxone",
            "naloxone - +",
            "(naloxone",
            "naloxone)",
            "a" * 2_000,
            " ".join(f"word{number}" for number in range(500)),
            '"' + "naloxone " * 400 + '"',
            "%s %(x)s {} \\ ; --",
            "\x00\x01\x02",
            "😀 ① ½ ﷺ",
        ],
    )
    def test_hostile_text_is_answered(self, engine: Engine, home: HomePage, text: str) -> None:
        text_page(home, "Naloxone")
        assert self.ask(engine, text).total in {0, 1}

    def test_no_words_find_nothing(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Naloxone")
        assert self.ask(engine, "!").total == 0

    @pytest.mark.parametrize("page", [1, 2, 100_000])
    def test_any_page_of_nothing_is_the_first(
        self, engine: Engine, home: HomePage, page: int
    ) -> None:
        text_page(home, "Naloxone")
        ranking = self.ask(engine, "gloves", page=page)
        assert (ranking.page, ranking.total) == (1, 0)

    def test_word_of_two_thousand_letters_is_kept_and_found(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Long", ("text", "x" * 1_500))
        assert self.ask(engine, "x" * 1_500).total in {0, 1}

    def test_passage_of_half_a_million_letters_is_kept_and_found(
        self, engine: Engine, home: HomePage
    ) -> None:
        words = " ".join(f"w{number}" for number in range(80_000))
        text_page(home, "Long", ("text", f"naloxone {words}"))
        [ranked] = self.ask(engine, "naloxone").pages
        assert ranked.excerpts[0].html.startswith("<mark>naloxone</mark>")

    def test_index_made_anew_answers_the_same(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Naloxone", ("heading", "Dose"), ("text", "Two doses."))
        before = self.ask(engine, "naloxone dose")
        engine.rebuild()
        assert self.ask(engine, "naloxone dose") == before
        assert engine.verify() == []

    def test_address_of_search_is_lasting(self) -> None:
        assert reverse("search") == "/search/"
