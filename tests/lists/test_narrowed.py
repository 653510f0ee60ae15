"""A list as a reader narrowed it: what an address means, and which address a choice has."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar

import pytest
from django.db.models import Count, QuerySet, Value
from django.http import QueryDict

from portal.lists import filters
from portal.lists.filters import Words
from portal.lists.narrowed import MOST_VALUES, OPTIONS_SHOWN, NarrowedList, Sort
from portal.provenance.filters import KindFilter, PublisherFilter, YearFilter
from portal.provenance.models import Source

pytestmark = pytest.mark.django_db


class RetiredFilter(filters.ColumnFilter):
    """A column that is NULL for most."""

    name = "retired"
    label = "Retired"
    column = "retired_on"
    unrecorded = "current"
    unrecorded_label = "Current"


class NoteFilter(filters.ColumnFilter):
    """Without a word for what has no value."""

    name = "note"
    label = "Note"
    column = "retired_on"


class KeyFilter(filters.Filter):
    """Of a kind of its own: it asks the rows themselves, and counts in its own way."""

    name = "key"
    label = "Key"
    choices: ClassVar[Any] = (("a", "A key"), ("b", "B key"))

    def narrow(self, rows: QuerySet[Any], values: Collection[str]) -> QuerySet[Any]:
        return rows.filter(key__in=values)

    @classmethod
    def tallies(cls, rows: QuerySet[Any], filters: Any) -> Any:
        named = rows.order_by().annotate(filter_name=Value("key"))
        yield named.values_list("filter_name", "key").annotate(how_many=Count("pk"))


SORTS = (
    Sort("title", "title", lambda rows: rows.order_by("title")),
    Sort("newest", "newest", lambda rows: rows.order_by("-published")),
)


def source(key: str, publisher: str = "Durham", **columns: Any) -> Source:
    made: Source = Source.objects.create(
        **{"key": key, "title": f"Title {key}", "publisher": publisher, "kind": "news"} | columns
    )
    return made


def narrowed(query: str = "", *classes: type[filters.Filter], **options: Any) -> NarrowedList:
    return NarrowedList(
        Source.objects.all(),
        classes or (PublisherFilter, KindFilter, YearFilter),
        QueryDict(query),
        **{"sorts": SORTS} | options,
    )


def keys(found: NarrowedList) -> list[str]:
    return [row.key for row in found.page_object]


def counts(found: NarrowedList, name: str) -> dict[str, int]:
    group = next(group for group in found.groups if group.filter.name == name)
    return {option.value: option.count for option in group.options}


@pytest.fixture
def four() -> None:
    source("a", "Durham", kind="news", published="2024-01-02")
    source("b", "Durham", kind="data", published="2024")
    source("c", "Cambridge", kind="news", published="2023-05")
    source("d", "Dayton", kind="guide", published="")


@pytest.mark.usefixtures("four")
class TestReading:
    def test_without_a_choice_it_is_the_whole_list(self) -> None:
        found = narrowed()
        assert keys(found) == ["a", "b", "c", "d"]
        assert not found.is_narrowed
        assert (found.count, found.total, found.chips, found.querystring) == (4, 4, [], "")

    def test_values_of_one_filter_widen_it_and_filters_narrow_each_other(self) -> None:
        assert keys(narrowed("kind=news&kind=data")) == ["a", "b", "c"]
        assert keys(narrowed("kind=news&kind=data&publisher=Durham")) == ["a", "b"]
        found = narrowed("kind=news&year=2023")
        assert (keys(found), found.count, found.total) == (["c"], 1, 4)

    @pytest.mark.parametrize("name", ["publisher", "kind", "year"])
    def test_a_value_that_nobody_knows_is_named_and_left_out(self, name: str) -> None:
        found = narrowed(f"{name}=Nowhere&kind=news")
        assert [value for _label, value in found.refused] == ["Nowhere"]
        assert keys(found) == ["a", "c"]
        assert found.querystring == "kind=news"

    def test_an_order_that_nobody_knows_is_named_and_the_first_is_used(self) -> None:
        found = narrowed("sort=price")
        assert [value for _label, value in found.refused] == ["price"]
        assert found.sort is SORTS[0]

    def test_what_no_database_takes_is_refused_like_any_other_word(self) -> None:
        query = QueryDict(mutable=True)
        query.setlist("publisher", ["Dur\x00ham", "Dur\ud800ham", "Durham\u202e"])
        query.setlist("kind", ["\x00"])
        found = NarrowedList(Source.objects.all(), (PublisherFilter, KindFilter), query)
        assert [value for _label, value in found.refused] == [
            "Dur\ufffdham", "Dur\ufffdham", "Durham\ufffd", "\ufffd",
        ]  # fmt: skip
        assert found.count == 4

    def test_a_value_with_unusual_signs_is_found_where_it_exists(self) -> None:
        source("e", "Caf\u00e9\u00a0“Z”\u200b")
        assert keys(narrowed("publisher=Caf%C3%A9%C2%A0%E2%80%9CZ%E2%80%9D%E2%80%8B")) == ["e"]

    def test_a_long_word_is_cut_before_it_is_shown(self) -> None:
        [(_label, shown)] = narrowed(f"kind={'x' * 100_000}").refused
        assert len(shown) < 100

    def test_five_hundred_repeats_are_one_choice(self) -> None:
        found = narrowed("&".join(["kind=news", "kind=", "year=2024"] * 500))
        assert found.querystring == "kind=news&year=2024"
        assert len(found.chips) == 2
        assert not found.refused

    def test_more_values_than_a_form_would_hold_are_cut_and_that_is_said(self) -> None:
        query = "&".join(f"publisher={number}" for number in range(500))
        found = narrowed(f"{query}&publisher=Durham")
        assert list(map(str, found.overfull)) == ["Publisher"]
        assert found.count == 4
        assert len(found.refused) == 5

    def test_a_known_choice_is_heard_after_any_number_of_unknown_ones(self) -> None:
        query = "&".join(f"kind={number}" for number in range(500))
        found = narrowed(f"{query}&kind=guide")
        assert keys(found) == ["d"]
        assert found.overfull == []

    @pytest.mark.parametrize("page", ["0", "-1", "x", "", "9" * 5000, "%00", "1e3", "²"])
    def test_a_page_that_is_not_there_gives_one_that_is(self, page: str) -> None:
        assert keys(narrowed(f"page={page}", per_page=3)) in (["a", "b", "c"], ["d"])

    def test_a_list_without_filters_or_orders_is_a_list(self) -> None:
        found = NarrowedList(Source.objects.order_by("key"), (), QueryDict("sort=a&kind=b"))
        assert keys(found) == ["a", "b", "c", "d"]
        assert (found.groups, found.chips, found.refused, found.sort_links) == ([], [], [], [])


@pytest.mark.usefixtures("four")
class TestAddresses:
    def test_one_choice_has_one_address_whatever_the_order_it_came_in(self) -> None:
        choice = "publisher=Cambridge&publisher=Durham&kind=news&kind=data&year=2024&sort=newest"
        turned = "&".join(reversed(choice.split("&")))
        repeated = f"page=2&{turned}&publisher=&kind=unknown&{choice}"
        addresses = {narrowed(query).querystring for query in (choice, turned, repeated)}
        assert addresses == {choice}

    def test_the_first_order_needs_no_word(self) -> None:
        assert narrowed("sort=title").querystring == ""
        assert narrowed("sort=newest").querystring == "sort=newest"

    def test_a_chip_leads_to_the_list_without_it(self) -> None:
        found = narrowed("kind=news&kind=data&year=2024&sort=newest")
        assert [(str(c.label), str(c.value), c.without) for c in found.chips] == [
            ("Kind", "News report", "?kind=data&year=2024&sort=newest"),
            ("Kind", "Data set or dashboard", "?kind=news&year=2024&sort=newest"),
            ("Published", "2024", "?kind=news&kind=data&sort=newest"),
        ]
        assert [c.without for c in narrowed("kind=news").chips] == ["?"]

    def test_an_order_keeps_the_choice(self) -> None:
        links = narrowed("kind=news&sort=newest").sort_links
        assert [(sort.name, address, here) for sort, address, here in links] == [
            ("title", "?kind=news", False),
            ("newest", "?kind=news&sort=newest", True),
        ]

    def test_a_value_takes_the_place_of_others_of_its_filter(self) -> None:
        address = narrowed("year=2024&kind=news&sort=newest").with_value("publisher", "A & B")
        assert address == "?publisher=A+%26+B&kind=news&year=2024&sort=newest"


@pytest.mark.usefixtures("four")
class TestTheForm:
    def test_counts_leave_out_the_filters_own_choice(self) -> None:
        found = narrowed("kind=news&year=2024")
        assert {v: n for v, n in counts(found, "kind").items() if n} == {"news": 1, "data": 1}
        assert counts(found, "year") == {"2024": 1, "2023": 1}
        assert counts(found, "publisher") == {"Durham": 1}

    def test_values_of_a_short_list_are_offered_though_nothing_has_them(self) -> None:
        assert counts(narrowed("publisher=Dayton"), "kind") == dict.fromkeys(
            Source.Kind.values, 0
        ) | {"guide": 1}

    def test_a_choice_that_fits_nothing_stays_in_the_form(self) -> None:
        found = narrowed("publisher=Dayton&kind=news")
        assert counts(found, "publisher") == {"Durham": 1, "Cambridge": 1, "Dayton": 0}
        group = found.groups[0]
        assert [option.value for option in group.chosen] == ["Dayton"]

    def test_values_of_most_rows_come_first_where_a_filter_wants_it(self) -> None:
        source("e", "Zebulon")
        source("f", "Zebulon")
        source("g", "Zebulon")
        assert list(counts(narrowed(), "publisher")) == [
            "Zebulon", "Durham", "Cambridge", "Dayton",
        ]  # fmt: skip
        assert list(counts(narrowed(), "year")) == ["2024", "2023", "undated"]

    def test_a_few_are_shown_at_once_and_the_rest_can_be_opened(self) -> None:
        for number in range(20):
            source(f"n{number}", f"Publisher {number:02}")
        [group, *_others] = narrowed("publisher=Publisher+19").groups
        shown = [option.value for option in group.first]
        assert len(shown) == OPTIONS_SHOWN + 1
        assert "Publisher 19" in shown
        assert len(group.rest) == 23 - len(shown)
        assert not {option.value for option in group.rest} & set(shown)

    def test_what_is_too_much_for_a_form_is_counted(self) -> None:
        for number in range(MOST_VALUES + 10):
            source(f"n{number}", f"Publisher {number:02}")
        [group, *_others] = narrowed("publisher=Publisher+69").groups
        assert len(group.options) == MOST_VALUES + 1
        assert group.left_out == MOST_VALUES + 13 - len(group.options)
        assert [option.value for option in group.chosen] == ["Publisher 69"]

    def test_no_two_boxes_share_an_id(self) -> None:
        for number, publisher in enumerate(["A & B", "A, B", "a b", "“”", "日本", "…"]):
            source(f"n{number}", publisher)
        ids = [option.id for group in narrowed().groups for option in group.options]
        assert len(ids) == len(set(ids))
        assert all(" " not in each and each for each in ids)

    def test_filters_of_different_kinds_stand_in_one_list(self) -> None:
        found = narrowed("kind=news", KindFilter, KeyFilter)
        assert counts(found, "key") == {"a": 1, "b": 0}
        assert keys(narrowed("key=a&key=b&kind=news", KindFilter, KeyFilter)) == ["a"]


class TestWhatIsNotRecorded:
    def test_null_is_found_counted_and_narrowed_by_under_its_name(self) -> None:
        source("a", retired_on="2026-01-02")
        source("b")
        found = narrowed("retired=current", RetiredFilter)
        assert keys(found) == ["b"]
        assert counts(found, "retired") == {"2026-01-02": 1, "current": 1}
        assert keys(narrowed("retired=2026-01-02", RetiredFilter)) == ["a"]

    def test_empty_text_is_undated(self) -> None:
        source("a", published="2024-05")
        source("b")
        found = narrowed("year=undated")
        assert keys(found) == ["b"]
        assert [str(chip.value) for chip in found.chips] == ["Undated"]
        assert counts(found, "year") == {"2024": 1, "undated": 1}

    def test_without_a_name_for_it_such_rows_are_in_no_value(self) -> None:
        source("a", retired_on="2026-01-02")
        source("b")
        assert counts(narrowed("", NoteFilter), "note") == {"2026-01-02": 1}
        assert narrowed("note=None", NoteFilter).refused

    def test_rows_that_may_fit_are_offered(self) -> None:
        source("a", published="2024")
        source("b", kind="data")
        source("c")
        found = narrowed("year=2024&kind=news")
        assert found.perhaps is not None
        unsaid, rows = found.perhaps
        assert (str(unsaid), [row.key for row in rows]) == ("Published", ["c"])
        [link] = found.perhaps_links
        assert (str(link.value), link.count) == ("Undated", 1)
        assert link.address == "?kind=news&year=2024&year=undated"
        assert keys(narrowed(link.address[1:])) == ["a", "c"]

    @pytest.mark.parametrize("query", ["", "kind=news", "year=2024&year=undated", "year=undated"])
    def test_where_nothing_hides_nothing_is_offered(self, query: str) -> None:
        source("a", published="2024")
        source("b")
        assert narrowed(query).perhaps is None
        assert narrowed(query).perhaps_links == []


@pytest.mark.usefixtures("four")
class TestNothingFound:
    def test_the_way_out_that_frees_most_comes_first(self) -> None:
        source("e", "Durham", kind="guide", published="2021")
        found = narrowed("publisher=Durham&kind=report&year=2024&year=2023")
        ways = [(str(w.label), w.values, w.count, w.without) for w in found.ways_out]
        assert ways == [
            ("Kind", "Report or evaluation", 2, "?publisher=Durham&year=2024&year=2023")
        ]

    def test_a_way_that_leads_to_nothing_is_none(self) -> None:
        found = narrowed("publisher=Dayton&kind=report&year=2024")
        assert found.count == 0
        assert found.ways_out == []

    def test_a_list_with_rows_needs_no_way_out(self) -> None:
        assert narrowed("kind=news").ways_out == []


def read_all(found: NarrowedList) -> None:
    assert found.groups
    keys(found)
    assert found.total >= found.count
    assert isinstance(found.chips + found.ways_out + found.perhaps_links, list)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", 3),  # count, rows, counts of the form
        ("kind=news&kind=data&year=2024", 5),  # also the total, and whether the year exists
        ("kind=report&publisher=Durham", 5),  # the total, the publisher, ways out; no rows
    ],
)
def test_it_takes_as_many_queries_for_many_rows_as_for_few(
    query: str, expected: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    for many in (3, 40):
        for number in range(many):
            source(f"{many}-{number}", f"Publisher {number}", published=f"20{number % 30 + 10}")
        source(f"{many}", published="2024")
        with django_assert_num_queries(expected):
            read_all(narrowed(query))


class LevelFilter(KindFilter):
    """Values below others."""

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        return {"news": "News", "data": "Data"}

    def level(self, value: str) -> int:
        return int(value == "data")


def test_a_value_may_be_set_in_below_another() -> None:
    [group] = narrowed("", LevelFilter).groups
    assert [option.level for option in group.options] == [0, 1]
