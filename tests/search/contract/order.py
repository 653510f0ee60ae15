"""Which page comes first, and how answers come in pages."""

import datetime

import pytest

from portal.pages.models import HomePage
from portal.search.engines.base import Engine
from portal.search.models import Entry
from portal.search.query import NEWEST, REVIEWED

from ..pages import city, text_page
from .basis import Basis

# A small field: what a question should find first, and what must stand behind it.
CORPUS = {
    "Call triage and dispatch": "How call-takers decide which 911 calls go to a civilian team.",
    "Training curriculum": "Twelve weeks of training: de-escalation, radio, ride-alongs.",
    "Night shift": "The team works until midnight; after that police answer.",
    "Budget and funding": "Grants, general fund and opioid settlement money pay for the team.",
    "Police training": "What officers learn about calling the team.",
    "Welfare checks": "A check on the welfare of somebody whom nobody has seen for days.",
    "Radio": "Every team has a radio on the channel of dispatch.",
    "Data sharing": "What the team tells the hospital, and what it may not.",
}


class Order(Basis):
    @pytest.fixture
    def corpus(self, home: HomePage) -> None:
        for title, summary in CORPUS.items():
            text_page(home, title, summary=summary)

    @pytest.mark.parametrize(
        ("question", "title"),
        [
            ("who decides which calls go to the team", "Call triage and dispatch"),
            ("dispatch", "Call triage and dispatch"),
            ("training", "Training curriculum"),
            ("training of police", "Police training"),
            ("police training", "Police training"),
            ("welfare check", "Welfare checks"),
            ("radio", "Radio"),
            ("how is it funded, who pays", "Budget and funding"),
            ("works at night", "Night shift"),
            ("hospital data", "Data sharing"),
        ],
    )
    @pytest.mark.usefixtures("corpus")
    def test_question_finds_its_page_first(self, engine: Engine, question: str, title: str) -> None:
        assert self.titles(engine, question)[0] == title

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

    def test_title_weighs_more_than_text(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Mentions", ("text", "The team has naloxone."))
        text_page(home, "Naloxone", ("text", "The team has gloves."))
        assert self.titles(engine, "naloxone") == ["Naloxone", "Mentions"]

    def test_heading_weighs_more_than_text(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "One", ("heading", "Doses"), ("text", "The team has naloxone."))
        text_page(home, "Two", ("heading", "Naloxone"), ("text", "The team has doses."))
        assert self.titles(engine, "naloxone") == ["Two", "One"]

    def test_rare_word_weighs_more_than_a_frequent_one(
        self, engine: Engine, home: HomePage
    ) -> None:
        for number in range(6):
            text_page(home, f"Page {number}", ("text", "The team came by van."))
        text_page(home, "Frequent", ("text", "A team answers calls at night and by day."))
        text_page(home, "Rare", ("text", "A methadone clinic answers calls by day."))
        assert self.titles(engine, "methadone team")[0] == "Rare"

    def test_short_passage_weighs_more_than_a_long_one(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Long", ("text", "naloxone " + "and many other things " * 40))
        text_page(home, "Short", ("text", "naloxone and gloves"))
        assert self.titles(engine, "naloxone") == ["Short", "Long"]

    def test_words_that_follow_one_another_lift_a_page(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Apart", ("text", "Warm rooms are offered. Then comes the hand."))
        text_page(home, "Together", ("text", "Rooms are offered. Then comes the warm hand."))
        text_page(home, "Neither", ("text", "Rooms are offered. Then comes the bus."))
        assert self.titles(engine, "warm hand") == ["Together", "Apart"]

    def test_page_of_just_that_name_comes_first(self, engine: Engine, home: HomePage) -> None:
        words = ("text", "The care team of Cambridge takes care that care is taken. " * 3)
        text_page(home, "Care of teams, care for teams", words, ("heading", "Care"), words)
        text_page(home, "CARE", ("text", "A team."))
        for number in range(3):
            text_page(home, f"Care {number} care care", ("text", "care care care"))
        for text in ("care", "CARE", "Care?", " cáre "):
            assert self.titles(engine, text)[0] == "CARE"

    def test_other_name_of_a_page_counts_as_its_name(self, engine: Engine, home: HomePage) -> None:
        durham = city(home, "Durham", "North Carolina")
        text_page(home, "Durham, Durham and Durham", ("text", "Durham " * 5))
        [first, *_others] = self.ask(engine, "durham").pages
        assert first.page_id == durham.pk

    def test_passage_that_only_names_others_counts_less(
        self, engine: Engine, home: HomePage
    ) -> None:
        names = text_page(home, "Names", ("text", "naloxone"))
        names.passages.update(is_minor=True)
        text_page(home, "Tells", ("text", "A long account of what naloxone does to whom."))
        assert self.titles(engine, "naloxone")[0] == "Tells"

    def test_newest_comes_first_where_that_is_asked(self, engine: Engine, home: HomePage) -> None:
        for day in (2, 3, 1):
            page = text_page(home, f"Naloxone {day}", ("text", "naloxone " * day))
            page.last_published_at = datetime.datetime(2024, 5, day, 12, tzinfo=datetime.UTC)
            page.save()
        found = self.titles(engine, "naloxone", sort=NEWEST)
        assert found == ["Naloxone 3", "Naloxone 2", "Naloxone 1"]

    def test_recently_reviewed_comes_first_and_never_reviewed_last(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Naloxone never")
        text_page(home, "Naloxone day", reviewed_on="2024-03-05")
        text_page(home, "Naloxone month", reviewed_on="2024-03")
        text_page(home, "Naloxone year", reviewed_on="2025")
        assert self.titles(engine, "naloxone", sort=REVIEWED) == [
            *("Naloxone year", "Naloxone day", "Naloxone month", "Naloxone never"),
        ]

    def test_pages_of_all_words_come_first_in_every_order(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Old", ("text", "naloxone doses"), reviewed_on="2020")
        text_page(home, "New", ("text", "naloxone"), reviewed_on="2025")
        for sort in (NEWEST, REVIEWED):
            assert self.titles(engine, "naloxone doses", sort=sort) == ["Old", "New"]

    def test_dates_are_kept_with_the_entry(self, engine: Engine, home: HomePage) -> None:
        page = text_page(home, "Naloxone", reviewed_on="2024-03")
        page.save_revision().publish()
        entry = Entry.objects.get(page=page.pk)
        assert (len(entry.date), entry.reviewed) == (10, "2024-03")

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

    def test_pages_of_equal_score_keep_their_order(self, engine: Engine, home: HomePage) -> None:
        for number in range(6):
            text_page(home, f"Page {number}", ("text", "naloxone"))
        whole = self.titles(engine, "naloxone", size=6)
        again = [
            t for page in (1, 2, 3) for t in self.titles(engine, "naloxone", page=page, size=2)
        ]
        assert whole == again == self.titles(engine, "naloxone", size=6)

    def test_totals_are_those_of_the_whole_answer_on_every_page(
        self, engine: Engine, home: HomePage
    ) -> None:
        for number in range(5):
            text_page(home, f"Naloxone {number}", *([("text", "doses")] if number < 2 else []))
        for page in (1, 2, 3):
            ranking = self.ask(engine, "naloxone doses", page=page, size=2)
            assert (ranking.total, ranking.total_with_all_words, ranking.page) == (5, 2, page)
