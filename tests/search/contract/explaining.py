"""Why a page stands where it does: what is said adds up to the score that ordered the answer."""

from dataclasses import replace
from typing import Any

import pytest

from portal.pages.models import HomePage
from portal.search.engines.base import Engine, RankedPage
from portal.search.engines.explanation import Explanation, FoundPhrase
from portal.search.models import Passage
from portal.search.query import NEWEST, SearchQuery, build_query

from ..pages import city, text_page
from .basis import Basis, with_looser

# Scores that lift whole pages are large, and servers keep seven digits of them.
CLOSE_ENOUGH = 0.002


class Explaining(Basis):
    def explained(self, engine: Engine, query: SearchQuery) -> list[tuple[RankedPage, Explanation]]:
        pages = self.answer(engine, replace(query, is_explained=True)).pages
        pairs = [(page, page.explanation) for page in pages if page.explanation]
        assert len(pairs) == len(pages)
        return pairs

    def explanation_of(self, engine: Engine, query: SearchQuery) -> Explanation:
        [(_page, explanation)] = self.explained(engine, query)
        return explanation

    @pytest.fixture
    def explained_pages(self, home: HomePage) -> None:
        text_page(
            home,
            "Warm handoff",
            ("heading", "Who takes the call"),
            ("text", "A dispatcher hands calls to the team. " * 3),
            ("heading", "At night"),
            ("text", "Nobody answers the warm line; hand over to police."),
        )
        text_page(home, "Police", ("text", "Police hand over calls and a coresponder answers."))
        text_page(home, "Team", ("heading", "Calls"), ("text", "The team answers calls at night."))
        text_page(home, "Calls", ("text", "Warm rooms."))
        names = text_page(home, "Names", ("text", "Calls of the team, night calls, warm calls."))
        names.passages.update(is_minor=True)

    @pytest.mark.usefixtures("explained_pages")
    @pytest.mark.parametrize(
        "text",
        [
            *("calls", "warm hand", "team calls at night", "co-responder", "police warm calls"),
            '"hand over" calls',
        ],
    )
    def test_parts_add_up_to_the_score_that_ordered_the_pages(
        self, engine: Engine, text: str
    ) -> None:
        pairs = self.explained(engine, build_query(text))
        assert pairs
        for page, explanation in pairs:
            assert explanation.score == pytest.approx(page.score, abs=CLOSE_ENOUGH)
            assert explanation.score > explanation.lift
        order = [
            (explanation.is_named, page.holds_all_words, round(explanation.score, 1))
            for page, explanation in pairs
        ]
        assert order == sorted(order, reverse=True)

    @pytest.mark.usefixtures("explained_pages")
    def test_parts_of_a_synonym_add_up_too(self, engine: Engine) -> None:
        query = with_looser(build_query("squad calls"), ("team",), ("night", "calls"))
        for page, explanation in self.explained(engine, query):
            assert explanation.score == pytest.approx(page.score, abs=CLOSE_ENOUGH)

    @pytest.mark.usefixtures("explained_pages")
    def test_explaining_changes_no_answer(self, engine: Engine) -> None:
        query = build_query("team calls at night", counted=["kind"])
        plain = self.answer(engine, query)
        explained = self.answer(engine, replace(query, is_explained=True))
        assert [page.explanation for page in plain.pages] == [None] * len(plain.pages)
        assert plain.pages == tuple(replace(page, explanation=None) for page in explained.pages)
        assert (plain.total, plain.facets) == (explained.total, explained.facets)

    def test_word_is_named_with_all_fields_that_hold_it(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Naloxone", ("heading", "Doses"), ("text", "One dose of naloxone."))
        explanation = self.explanation_of(engine, build_query("naloxone dose gloves"))
        naloxone, dose, gloves = explanation.words
        assert naloxone.found == (FoundPhrase("naloxone", ("title", "text"), is_looser=False),)
        # As stems: "dose" is in "Doses".
        assert dose.found == (FoundPhrase("dose", ("heading", "text"), is_looser=False),)
        assert (gloves.typed, gloves.found, gloves.share.score) == ("gloves", (), 0)
        assert naloxone.share.score > 0 < dose.share.score

    def test_synonym_is_told_from_what_was_typed(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Kit", ("text", "A wellness check."))
        query = with_looser(build_query("welfare"), ("wellness", "check"))
        [word] = self.explanation_of(engine, query).words
        assert word.found == (FoundPhrase("wellness check", ("text",), is_looser=True),)

    def test_other_spelling_is_named_as_the_page_has_it(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Kit", ("text", "A co-responder comes."))
        [word] = self.explanation_of(engine, build_query("coresponder")).words
        assert [found.words for found in word.found] == ["co responder"]

    def test_best_passage_counts_once_more(self, engine: Engine, home: HomePage) -> None:
        page = text_page(
            home,
            "Kit",
            *(("heading", "Often"), ("text", "naloxone naloxone")),
            *(("heading", "Both"), ("text", "naloxone and gloves")),
        )
        explanation = self.explanation_of(engine, build_query("naloxone gloves"))
        best = Passage.objects.get(page=page.pk, heading="Both")
        naloxone, gloves = (word.share for word in explanation.words)
        assert explanation.best_passage == best.pk
        assert naloxone.anywhere > naloxone.in_best > 0
        assert gloves.anywhere == pytest.approx(gloves.in_best, abs=CLOSE_ENOUGH)

    def test_words_that_are_close_are_told_apart(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Together", ("text", "Then comes the warm hand."))
        close = self.explanation_of(engine, build_query("warm hand")).closeness
        assert close.in_best > 0 < close.anywhere
        text_page(home, "Apart", ("text", "Glove boxes are kept far away from the coats."))
        far = self.explanation_of(engine, build_query("glove coats")).closeness
        assert far.score == 0

    def test_page_of_just_that_name_is_told(self, engine: Engine, home: HomePage) -> None:
        durham = city(home)
        text_page(home, "About Durham and its team")
        pairs = self.explained(engine, build_query("durham"))
        named = {page.page_id: explanation.is_named for page, explanation in pairs}
        assert named.pop(durham.pk) is True
        assert set(named.values()) == {False}

    def test_only_scores_are_explained(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Naloxone")
        chosen: dict[str, Any] = {"chosen": [("kind", ["text"])]}
        for query in (build_query("naloxone", sort=NEWEST), build_query("", **chosen)):
            [page] = self.answer(engine, replace(query, is_explained=True)).pages
            assert page.explanation is None

    def test_only_the_page_shown_is_explained(self, engine: Engine, home: HomePage) -> None:
        for number in range(4):
            text_page(home, f"Naloxone {number}")
        assert len(self.explained(engine, build_query("naloxone", page=2, size=3))) == 1
