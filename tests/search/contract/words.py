"""Which pages answer, and what is shown of them."""

import pytest

from portal.pages.models import HomePage
from portal.search.engines.base import Engine
from portal.search.query import build_query

from ..pages import text_page
from .basis import Basis, titles_of, with_looser


class Words(Basis):
    def test_words_are_found_in_title_heading_and_text(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Alpha", ("heading", "Bravo"), ("text", "Charlie"))
        for word in ("alpha", "bravo", "charlie"):
            assert self.titles(engine, word) == ["Alpha"]

    def test_stems_match(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Dispatching", ("text", "Responders answered calls."))
        for word in ("dispatch", "dispatchers", "responder", "answering", "call"):
            assert self.titles(engine, word) == ["Dispatching"]

    def test_marks_above_letters_do_not_matter(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Café")
        assert self.titles(engine, "cafe") == self.titles(engine, "CAFÉ") == ["Café"]

    def test_all_words_may_stand_in_title_and_passages(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Durham", ("heading", "Money"), ("text", "The budget."))
        assert self.ask(engine, "durham budget").total_with_all_words == 1

    def test_quoted_words_follow_one_another(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Together", ("text", "Every welfare check counts."))
        text_page(home, "Apart", ("text", "They check on the welfare of people."))
        assert self.titles(engine, '"welfare check"') == ["Together"]
        assert len(self.titles(engine, "welfare check")) == 2

    def test_spellings_with_and_without_hyphen_find_each_other(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Hyphen", ("text", "A co-responder came."))
        text_page(home, "Closed", ("text", "A coresponder came."))
        for text in ("co-responder", "coresponder", "co‑responder", "co responder"):
            assert set(self.titles(engine, text)) == {"Hyphen", "Closed"}
            assert self.ask(engine, text).total_with_all_words == 2

    def test_service_numbers_are_found_however_written(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Digits", ("text", "Call 911."))
        text_page(home, "Dashes", ("text", "Call 9-1-1."))
        for text in ("911", "9-1-1", "9 1 1"):
            assert set(self.titles(engine, text)) == {"Digits", "Dashes"}

    def test_best_passages_are_marked_and_at_most_three(
        self, engine: Engine, home: HomePage
    ) -> None:
        blocks = []
        for number in range(5):
            blocks += [("heading", f"Part {number}"), ("text", "A van arrives.")]
        text_page(home, "Vans", *blocks)
        [ranked] = self.ask(engine, "van").pages
        assert len(ranked.excerpts) == 3
        assert {excerpt.html for excerpt in ranked.excerpts} == {"A <mark>van</mark> arrives."}

    def test_neighbouring_words_share_a_mark(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "One", ("text", "The call center answers."))
        [ranked] = self.ask(engine, "call center").pages
        assert "The <mark>call center</mark> answers." in ranked.excerpts[0].html

    @pytest.mark.parametrize(
        ("written", "asked"),
        [
            ("Crisis résumé", "resume"),
            ("Straße zum Zentrum", "straße"),
            ("Ñandú", "nandu"),
            ("Кризис", "кризис"),
            ("ﬁeld work", "field"),
            ("l’équipe de nuit", "equipe"),
            ("$12,000 budget", "12,000"),
            ("Open 24/7", "24/7"),
            ("The city’s team", "city's"),
            ("team@example.org", "example.org"),
            ("self_harm", "self harm"),
            ("police/fire", "fire"),
            ("ACT‑UP", "act-up"),
            ("B12 form", "b12"),
        ],
    )
    def test_words_are_found_however_they_are_written(
        self, engine: Engine, home: HomePage, written: str, asked: str
    ) -> None:
        text_page(home, "Page", ("text", written), slug="page")
        assert self.ask(engine, asked).total_with_all_words == 1

    def test_stop_words_of_a_quotation_count(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Together", ("text", "Ask who pays for it."))
        text_page(home, "Apart", ("text", "Who knows what it pays for."))
        assert self.titles(engine, '"who pays for it"') == ["Together"]

    def test_query_of_stop_words_alone_is_answered(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Who we are")
        assert self.titles(engine, "who are we") == ["Who we are"]

    def test_quotation_does_not_run_from_a_title_into_the_text(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Night", ("heading", "Shift"), ("text", "Change."), summary="Watch")
        for text in ('"night watch"', '"night shift"', '"shift change"'):
            assert self.ask(engine, text).total == 0

    def test_looser_phrases_find_pages_and_are_marked(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Other", ("text", "A wellness check was made."))
        query = with_looser(build_query("welfare"), ("wellness", "check"), ("well", "being"))
        ranking = self.answer(engine, query)
        assert ranking.total_with_all_words == 1
        assert "<mark>wellness check</mark>" in ranking.pages[0].excerpts[0].html

    def test_looser_phrases_count_less_than_typed_words(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Synonym", ("text", "The paramedic came."))
        text_page(home, "Typed", ("text", "The medic came."))
        text_page(home, "Neither", ("text", "The team came."))
        query = with_looser(build_query("medic"), ("paramedic",))
        assert titles_of(self.answer(engine, query)) == ["Typed", "Synonym"]

    def test_page_with_a_synonym_of_every_word_holds_all(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "One", ("text", "Nurse training."))
        query = with_looser(build_query("medic training"), ("nurse",))
        assert self.answer(engine, query).total_with_all_words == 1

    def test_long_text_is_cut_round_what_was_found(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Long", ("text", "word " * 400 + "naloxone here " + "word " * 400))
        [ranked] = self.ask(engine, "naloxone").pages
        html = ranked.excerpts[0].html
        assert "<mark>naloxone</mark> here" in html
        assert html.startswith("…")
        assert html.endswith("…")
        assert len(html.split()) < 60

    def test_page_found_by_its_title_shows_how_it_begins(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Naloxone", summary="What the team carries.")
        [ranked] = self.ask(engine, "naloxone").pages
        assert [excerpt.html for excerpt in ranked.excerpts] == ["What the team carries."]
        assert not ranked.excerpts[0].has_marks

    def test_score_falls_within_pages_of_all_words(self, engine: Engine, home: HomePage) -> None:
        for number in range(4):
            text_page(home, f"Page {number}", ("text", "naloxone " * (number + 1)))
        scores = [ranked.score for ranked in self.ask(engine, "naloxone").pages]
        assert scores == sorted(scores, reverse=True)
        assert len(set(scores)) > 1
