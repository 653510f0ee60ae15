"""Narrowing and counting."""

import datetime

import pytest
from wagtail.models import PageViewRestriction

from portal.pages.models import CityPage, HomePage
from portal.search.engines.base import Engine
from portal.search.query import NEWEST, build_query

from ..pages import city, text_page
from .basis import Basis, page_on, titles_of, topic

DISPATCH, TRAINING = ("topic", ["dispatch"]), ("topic", ["training"])


class Facets(Basis):
    @pytest.fixture
    def durham(self, home: HomePage) -> CityPage:
        """With three pages, and two more in another city."""
        durham, dayton = city(home), city(home, "Dayton", "Ohio")
        page_on(durham, "Naloxone A", "dispatch")
        page_on(durham, "Naloxone B", "training")
        page_on(durham, "Naloxone C", "dispatch", "training")
        page_on(dayton, "Naloxone D", "dispatch")
        page_on(dayton, "Gloves", "dispatch")
        return durham

    def found(self, engine: Engine, *chosen: tuple[str, list[str]], text: str = "naloxone") -> str:
        """The letters of the pages."""
        return "".join(sorted(t[-1] for t in self.titles(engine, text, chosen=chosen)))

    @pytest.mark.usefixtures("durham")
    def test_value_narrows(self, engine: Engine) -> None:
        assert self.found(engine, DISPATCH) == "ACD"

    @pytest.mark.usefixtures("durham")
    def test_values_of_one_facet_widen(self, engine: Engine) -> None:
        assert self.found(engine, ("topic", ["dispatch", "training"])) == "ABCD"

    def test_facets_narrow_one_another(self, engine: Engine, durham: CityPage) -> None:
        assert self.found(engine, DISPATCH, ("city", [durham.slug])) == "AC"

    @pytest.mark.usefixtures("durham")
    def test_value_that_no_page_has_finds_nothing(self, engine: Engine) -> None:
        ranking = self.ask(engine, "naloxone", chosen=[("topic", ["none"])], counted=["topic"])
        assert (ranking.pages, ranking.total, ranking.page) == ((), 0, 1)
        assert ranking.facets["topic"] == {"dispatch": 3, "training": 2}

    @pytest.mark.usefixtures("durham")
    def test_facet_that_there_is_not_finds_nothing(self, engine: Engine) -> None:
        assert self.found(engine, ("nonsense", ["dispatch"])) == ""

    @pytest.mark.usefixtures("durham")
    def test_value_of_another_facet_does_not_count(self, engine: Engine) -> None:
        assert self.found(engine, ("city", ["dispatch"])) == ""

    @pytest.mark.usefixtures("durham")
    def test_totals_are_those_of_the_narrowed_answer(self, engine: Engine) -> None:
        ranking = self.ask(engine, "naloxone gloves", chosen=[TRAINING])
        assert (ranking.total, ranking.total_with_all_words) == (2, 0)

    @pytest.mark.usefixtures("durham")
    def test_values_are_counted_in_pages(self, engine: Engine) -> None:
        counts = self.ask(engine, "naloxone", counted=["topic", "state", "kind"]).facets
        assert counts == {
            "topic": {"dispatch": 3, "training": 2},
            "state": {"North Carolina": 3, "Ohio": 1},
            "kind": {"text": 4},
        }

    @pytest.mark.usefixtures("durham")
    def test_only_what_is_asked_for_is_counted(self, engine: Engine) -> None:
        assert self.ask(engine, "naloxone").facets == {}
        assert list(self.ask(engine, "naloxone", counted=["topic"]).facets) == ["topic"]

    @pytest.mark.usefixtures("durham")
    def test_facet_without_values_is_counted_as_empty(self, engine: Engine) -> None:
        assert self.counts(engine, "naloxone", "model") == {}

    @pytest.mark.usefixtures("durham")
    def test_own_choice_is_left_out_of_a_facets_counts(self, engine: Engine) -> None:
        counts = self.counts(engine, "naloxone", "topic", chosen=[TRAINING])
        assert counts == {"dispatch": 3, "training": 2}

    def test_choice_of_other_facets_counts(self, engine: Engine, durham: CityPage) -> None:
        of_durham = ("city", [durham.slug])
        assert self.counts(engine, "naloxone", "topic", chosen=[of_durham]) == {
            "dispatch": 2,
            "training": 2,
        }

    def test_each_facet_leaves_out_its_own_choice_only(
        self, engine: Engine, durham: CityPage
    ) -> None:
        chosen = [TRAINING, ("city", [durham.slug])]
        ranking = self.ask(engine, "naloxone", chosen=chosen, counted=["topic", "state", "city"])
        assert ranking.total == 2
        assert ranking.facets["topic"] == {"dispatch": 2, "training": 2}
        assert ranking.facets["city"] == {durham.slug: 2}
        # Of no chosen facet: both choices hold.
        assert ranking.facets["state"] == {"North Carolina": 2}

    def test_page_that_misses_two_choices_is_counted_nowhere(
        self, engine: Engine, durham: CityPage
    ) -> None:
        chosen = [TRAINING, ("city", [durham.slug]), ("kind", ["program"])]
        facets = self.ask(engine, "naloxone", chosen=chosen, counted=["topic", "kind"]).facets
        assert facets == {"topic": {}, "kind": {"text": 2}}

    @pytest.mark.usefixtures("durham")
    def test_counts_are_those_of_the_whole_answer_on_every_page(self, engine: Engine) -> None:
        for page in (1, 2, 9):
            counts = self.counts(engine, "naloxone", "topic", page=page, size=2)
            assert counts == {"dispatch": 3, "training": 2}

    @pytest.mark.usefixtures("durham")
    def test_pages_of_some_words_are_counted_too(self, engine: Engine) -> None:
        assert self.counts(engine, "naloxone gloves", "topic")["dispatch"] == 4

    def test_narrower_topic_is_counted_for_the_wider(self, engine: Engine, home: HomePage) -> None:
        topic("radio", within="dispatch")
        page_on(home, "Naloxone", "radio")
        assert self.counts(engine, "naloxone", "topic") == {"dispatch": 1, "radio": 1}
        assert self.titles(engine, "naloxone", chosen=[DISPATCH]) == ["Naloxone"]

    def test_kind_is_a_facet_as_any_other(self, engine: Engine, durham: CityPage) -> None:
        assert self.counts(engine, "durham", "kind") == {"city": 1}
        assert self.titles(engine, "durham", chosen=[("kind", ["city"])]) == [durham.title]
        assert self.titles(engine, "durham", chosen=[("kind", ["text"])]) == []

    def test_hidden_pages_are_not_counted(self, engine: Engine, durham: CityPage) -> None:
        PageViewRestriction.objects.create(page=durham, restriction_type="login")
        assert self.counts(engine, "naloxone", "topic") == {"dispatch": 1}
        assert self.counts(engine, "naloxone", "city", chosen=[TRAINING]) == {}

    def test_changed_topic_is_counted_at_once(self, engine: Engine, home: HomePage) -> None:
        page = page_on(home, "Naloxone", "dispatch")
        page.page_topics.set([])
        page.save_revision().publish()
        assert self.counts(engine, "naloxone", "topic") == {}

    # -- Without words ----------------------------------------------------------------------

    @pytest.mark.usefixtures("durham")
    def test_choice_without_words_gives_all_its_pages(self, engine: Engine) -> None:
        ranking = self.ask(engine, "", chosen=[DISPATCH], counted=["topic"])
        assert set(titles_of(ranking)) == {"Naloxone A", "Naloxone C", "Naloxone D", "Gloves"}
        assert (ranking.total, ranking.total_with_all_words) == (4, 4)
        assert ranking.facets["topic"]["training"] == 2

    def test_pages_without_words_are_the_newest_first(self, engine: Engine, home: HomePage) -> None:
        for year in (2021, 2023, 2022):
            page = page_on(home, f"Page {year}", "dispatch")
            page.last_published_at = datetime.datetime(year, 5, 1, tzinfo=datetime.UTC)
            page.save()
        expected = ["Page 2023", "Page 2022", "Page 2021"]
        assert self.titles(engine, "", chosen=[DISPATCH]) == expected
        assert self.titles(engine, "", chosen=[DISPATCH], sort=NEWEST) == expected

    def test_page_without_words_shows_how_it_begins(self, engine: Engine, home: HomePage) -> None:
        page_on(home, "Page", "dispatch", summary="A summary & more. " + "word " * 100)
        [ranked] = self.ask(engine, "", chosen=[DISPATCH]).pages
        [excerpt] = ranked.excerpts
        assert excerpt.html.startswith("A summary &amp; more. word")
        assert excerpt.html.endswith("…")
        assert not excerpt.has_marks

    @pytest.mark.usefixtures("durham")
    def test_nothing_asked_and_nothing_chosen_finds_nothing(self, engine: Engine) -> None:
        ranking = self.answer(engine, build_query("", counted=["topic"]))
        assert (ranking.pages, ranking.total) == ((), 0)

    @pytest.mark.usefixtures("durham")
    def test_hidden_and_unpublished_pages_have_no_choice(self, engine: Engine) -> None:
        CityPage.objects.get(city_name="Dayton").unpublish()
        before = self.ask(engine, "", chosen=[DISPATCH]).total
        durham = CityPage.objects.get(city_name="Durham")
        PageViewRestriction.objects.create(page=durham, restriction_type="password", password="x")
        assert (before, self.ask(engine, "", chosen=[DISPATCH]).total) == (4, 2)

    @pytest.mark.parametrize(
        "value", ["", " ", "'", '"', "%", "\\", "\x00", "\ud800", "😀", "x" * 5_000, "a,b", "*"]
    )
    def test_hostile_values_find_nothing_and_break_nothing(
        self, engine: Engine, home: HomePage, value: str
    ) -> None:
        text_page(home, "Naloxone")
        chosen = [("topic", [value])]
        assert self.ask(engine, "naloxone", chosen=chosen, counted=["topic"]).total in {0, 1}

    def test_five_hundred_values_are_answered(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Naloxone")
        chosen = [("topic", [f"topic-{number}" for number in range(500)])]
        assert self.ask(engine, "naloxone", chosen=chosen, counted=["topic"]).total == 0
