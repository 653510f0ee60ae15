"""What every engine does, however it does it. An engine's tests are a subclass of this."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from portal.pages.models import HomePage
from portal.search.engines.base import Engine, Ranking
from portal.search.query import build_query

from .pages import text_page


@pytest.mark.django_db
class EngineContract:
    @pytest.fixture
    def engine(self) -> Engine:
        raise NotImplementedError

    def ask(self, engine: Engine, text: str, page: int = 1, size: int = 10) -> Ranking:
        return engine.search(build_query(text, page, size))

    def titles(self, engine: Engine, text: str) -> list[str]:
        pages = Page.objects.in_bulk()
        return [pages[ranked.page_id].title for ranked in self.ask(engine, text).pages]

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

    def test_pages_with_all_words_come_first(self, engine: Engine, home: HomePage) -> None:
        often = ("text", "police " * 30)
        text_page(home, "Only one word", often, often)
        text_page(home, "Both words", ("heading", "Training"), ("text", "One"), ("heading", "B"))
        both = text_page(home, "Apart", ("heading", "A"), ("text", "training of " + "many " * 80))
        both.body.append(("heading", "Elsewhere"))
        both.body.append(("text", "<p>police</p>"))
        both.save_revision().publish()
        ranking = self.ask(engine, "police training")
        assert self.titles(engine, "police training")[0] == "Apart"
        assert [ranked.holds_all_words for ranked in ranking.pages] == [True, False, False]
        assert (ranking.total, ranking.total_with_all_words) == (3, 1)

    def test_all_words_may_stand_in_title_and_passages(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Durham", ("heading", "Money"), ("text", "The budget."))
        assert self.ask(engine, "durham budget").total_with_all_words == 1

    def test_title_weighs_more_than_text(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Mentions", ("text", "The team has naloxone."))
        text_page(home, "Naloxone", ("text", "The team has gloves."))
        assert self.titles(engine, "naloxone") == ["Naloxone", "Mentions"]

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

    def test_text_is_escaped(self, engine: Engine, home: HomePage) -> None:
        hostile = "<script>alert('siren')</script> & \x01siren\x02"
        text_page(home, "Hostile", ("heading", hostile), summary=hostile)
        html = "".join(e.html for page in self.ask(engine, "siren").pages for e in page.excerpts)
        assert "<script" not in html
        assert "&lt;script&gt;alert(&#x27;<mark>siren</mark>&#x27;)" in html
        assert html.count("<mark>") == html.count("</mark>")

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

    def test_pages_of_results_do_not_overlap_and_hold_all(
        self, engine: Engine, home: HomePage
    ) -> None:
        for number in range(7):
            text_page(home, f"Naloxone {number}")
        seen = [
            ranked.page_id
            for page in (1, 2, 3)
            for ranked in self.ask(engine, "naloxone", page, size=3).pages
        ]
        assert len(seen) == len(set(seen)) == 7

    def test_a_page_beyond_the_last_gives_the_last(self, engine: Engine, home: HomePage) -> None:
        for number in range(4):
            text_page(home, f"Naloxone {number}")
        ranking = self.ask(engine, "naloxone", page=100_000, size=3)
        assert (ranking.page, len(ranking.pages), ranking.total) == (2, 1, 4)

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

    def test_index_made_anew_answers_the_same(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Naloxone", ("heading", "Dose"), ("text", "Two doses."))
        before = self.ask(engine, "naloxone dose")
        engine.rebuild()
        assert self.ask(engine, "naloxone dose") == before
        assert engine.verify() == []

    def test_address_of_search_is_lasting(self) -> None:
        assert reverse("search") == "/search/"
