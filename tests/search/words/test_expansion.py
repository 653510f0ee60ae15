import pytest

from portal.pages.models import HomePage
from portal.search.query import SearchQuery, build_query
from portal.search.results import search
from portal.search.words.expansion import MOST_ADDED, Synonyms
from portal.search.words.models import WordGroup
from tests.search.pages import text_page

pytestmark = pytest.mark.django_db


def group(words: str, also_finds: str = "", language: str = "") -> WordGroup:
    made = WordGroup(words=words, also_finds=also_finds, language=language)
    made.full_clean()
    made.save()
    return made


def expanded(text: str) -> tuple[SearchQuery, tuple[str, ...]]:
    expansion = Synonyms("en").expand(build_query(text))
    return expansion.query, expansion.added


def titles(text: str) -> list[str]:
    return [hit.title for hit in search(expanded(text)[0]).hits]


def test_words_of_a_group_find_one_another(home: HomePage) -> None:
    group("unhoused, homeless, houseless")
    text_page(home, "One", ("text", "For homeless neighbors."))
    assert titles("unhoused") == titles("houseless") == ["One"]
    assert expanded("houseless")[1] == ("unhoused", "homeless")


def test_one_way_group_does_not_lead_back(home: HomePage) -> None:
    group("CIT", "crisis intervention team")
    text_page(home, "Officers", ("text", "The crisis intervention team came."))
    text_page(home, "Letters", ("text", "CIT came."))
    assert set(titles("CIT")) == {"Officers", "Letters"}
    assert expanded("crisis intervention team")[1] == ()


def test_words_of_several_parts_are_answered_whole(home: HomePage) -> None:
    group("welfare check, wellness check, well-being check")
    text_page(home, "Wellness", ("text", "A wellness check by two."))
    [hit] = search(expanded("welfare checks")[0]).hits
    assert hit.holds_all_words
    assert "<mark>wellness check</mark>" in hit.passages[0].html


def test_part_of_a_phrase_adds_nothing() -> None:
    group("welfare check, wellness check")
    assert expanded("check the welfare office")[1] == ()


def test_phrase_with_a_stop_word_is_known() -> None:
    group("MOU, memorandum of understanding")
    query, added = expanded("memorandum of understanding template")
    assert added == ("MOU",)
    assert [term.looser for term in query.terms] == [(("mou",),), (("mou",),), ()]


def test_typed_word_counts_more_than_its_synonym(home: HomePage) -> None:
    group("naloxone, Narcan")
    text_page(home, "Nasal", ("text", "Narcan for all, with much more to read about it."))
    text_page(home, "Dose", ("text", "Naloxone for all, with much more to read about it."))
    assert titles("naloxone") == ["Dose", "Nasal"]
    assert titles("narcan") == ["Nasal", "Dose"]


def test_longer_words_hide_those_inside_them() -> None:
    group("peer, lived experience")
    group("certified peer specialist, CPS")
    assert expanded("certified peer specialist")[1] == ("CPS",)


def test_quoted_words_are_meant_as_they_are() -> None:
    group("welfare check, wellness check")
    assert expanded('"welfare check"')[1] == ()


def test_what_was_typed_anyway_is_not_told() -> None:
    group("welfare check, wellness check")
    assert expanded("welfare check or wellness check")[1] == ()


def test_another_spelling_of_the_typed_word_is_looked_for_in_silence() -> None:
    group("co-response, co-responder, coresponder")
    query, added = expanded("coresponder")
    assert added == ("co-response",)
    assert ("co", "responder") in (*query.terms[0].looser, *query.terms[0].phrases)


def test_group_of_another_language_is_left_out() -> None:
    group("policía, police", language="en")
    WordGroup.objects.update(language="es")
    assert expanded("police")[1] == ()


def test_change_holds_from_the_next_search_on(home: HomePage) -> None:
    made = group("unhoused, homeless")
    assert expanded("unhoused")[1] == ("homeless",)
    made.words = "unhoused, houseless"
    made.save()
    assert expanded("unhoused")[1] == ("houseless",)
    made.delete()
    assert expanded("unhoused")[1] == ()


def test_long_question_adds_no_more_than_an_engine_takes() -> None:
    for number in range(12):
        group(", ".join([f"word{number}", *(f"other{number}x{n}" for n in range(8))]))
    query, added = expanded(" ".join(f"word{number}" for number in range(12)))
    assert len(added) == MOST_ADDED
    assert sum(len(term.looser) for term in query.terms) == MOST_ADDED
