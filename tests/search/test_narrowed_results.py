"""The page of results: facets, spelling, synonyms, dead ends, and what nobody should type."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from portal.lists.choice import MOST_VALUES
from portal.pages.models import CityPage, HomePage
from portal.search.words.models import WordGroup
from tests.search.pages import city, text_page

pytestmark = pytest.mark.django_db

CountsQueries = Callable[[int], AbstractContextManager[Any]]


def body(client: Client, query: str = "", **parameters: Any) -> str:
    response = client.get("/search/", {"q": query, **parameters})
    assert response.status_code == 200
    return re.sub(r"\?hit=[\w-]+", "", response.content.decode())


def counts(html: str, facet: str) -> dict[str, int]:
    boxes = re.findall(rf'name="{facet}" value="([^"]*)".*?facet__count">(\d+)<', html, re.DOTALL)
    return {value: int(count) for value, count in boxes}


@pytest.fixture
def durham(home: HomePage) -> CityPage:
    """Two cities with three texts on naloxone, and one without a city."""
    durham, denver = city(home), city(home, "Denver", "Colorado")
    for parent, title in ((durham, "One"), (durham, "Two"), (denver, "Three"), (home, "Four")):
        text_page(parent, f"{title} naloxone")
    return durham


def test_facets_count_pages_and_leave_out_their_own_choice(
    client: Client, durham: CityPage
) -> None:
    html = body(client, "naloxone")
    assert counts(html, "city") == {"durham-north-carolina": 2, "denver-colorado": 1}
    html = body(client, "naloxone", city="denver-colorado")
    assert counts(html, "city") == {"durham-north-carolina": 2, "denver-colorado": 1}
    assert counts(html, "state") == {"Colorado": 1}
    assert "<b>1 page</b>" in html


def test_several_values_widen_and_several_facets_narrow(client: Client, durham: CityPage) -> None:
    both = ["durham-north-carolina", "denver-colorado"]
    assert "<b>3 pages</b>" in body(client, "naloxone", city=both)
    assert "<b>1 page</b>" in body(client, "naloxone", city=both, state="Colorado")


def test_choice_stands_in_words_and_each_can_be_dropped(client: Client, durham: CityPage) -> None:
    html = body(client, "naloxone", city="denver-colorado", kind="text")
    assert "<span>City:</span> Denver, Colorado" in html
    assert 'href="?q=naloxone&amp;kind=text"' in html
    assert 'class="chips__all" href="?q=naloxone"' in html


def test_form_sends_the_question_and_the_order_along(client: Client, durham: CityPage) -> None:
    html = body(client, "naloxone", sort="newest", words="mine")
    form = html[html.index('id="narrow"') :]
    assert '<input type="hidden" name="q" value="naloxone">' in form
    assert '<input type="hidden" name="sort" value="newest">' in form
    assert '<input type="hidden" name="words" value="mine">' in form


def test_another_question_stays_narrowed(client: Client, durham: CityPage) -> None:
    html = body(client, "naloxone", city="denver-colorado")
    assert (
        '<input type="hidden" name="city" value="denver-colorado">' in html.split("narrow-form")[0]
    )


def test_count_is_the_first_thing_that_a_screen_reader_says(
    client: Client, durham: CityPage
) -> None:
    assert "<title>naloxone · 4 pages ·" in body(client, "naloxone")
    assert "<title>xylophone · 0 pages ·" in body(client, "xylophone")


def test_pages_can_be_asked_for_without_words(client: Client, durham: CityPage) -> None:
    html = body(client, city="denver-colorado")
    assert "Three naloxone" in html
    assert "One naloxone" not in html
    assert "<title>City: Denver, Colorado · 2 pages" in html


def test_order_is_a_link_and_the_present_one_is_marked(client: Client, durham: CityPage) -> None:
    html = body(client, "naloxone", sort="newest")
    assert 'href="?q=naloxone"' in html
    assert 'href="?q=naloxone&amp;sort=newest" aria-current="true">newest' in html


def test_unknown_choice_is_said_and_left_out(client: Client, durham: CityPage) -> None:
    html = body(client, "naloxone", city="atlantis", sort="sideways")
    assert "City: “atlantis” is not known here and was left out." in html
    assert "Sort: “sideways” is not known here and was left out." in html
    assert "<b>4 pages</b>" in html


def test_hidden_city_is_in_no_facet(client: Client, durham: CityPage) -> None:
    PageViewRestriction.objects.create(page=durham, restriction_type="login")
    html = body(client, "naloxone")
    assert counts(html, "city") == {"denver-colorado": 1}
    assert "Durham" not in html


def test_misspelled_word_is_put_right_and_can_be_kept(client: Client, durham: CityPage) -> None:
    html = body(client, "nalaxone", kind="text")
    assert "Showing results for <b>naloxone</b>." in html
    assert "No page holds “nalaxone”." in html
    assert "<b>4 pages</b>" in html
    assert 'href="?q=nalaxone&amp;kind=text&amp;spelling=mine"' in html
    kept = body(client, "nalaxone", spelling="mine")
    assert "Showing results for" not in kept
    assert "No page answers this" in kept


def test_rare_word_is_asked_about(client: Client, durham: CityPage) -> None:
    text_page(durham, "Naloxona")
    for number in range(3):
        text_page(durham, f"Naloxone again {number}")
    html = body(client, "naloxona")
    assert 'Did you mean <a href="?q=naloxone"><b>naloxone</b></a>?' in html


def test_synonyms_are_told_and_can_be_switched_off(client: Client, durham: CityPage) -> None:
    WordGroup.objects.create(words="Narcan, naloxone")
    html = body(client, "narcan")
    assert "Also looked for: naloxone." in html
    assert 'href="?q=narcan&amp;words=mine"' in html
    assert "<b>4 pages</b>" in html
    off = body(client, "narcan", words="mine")
    assert "Only your own words are looked for." in off
    assert "<b>4 pages</b>" not in off
    assert 'href="?q=narcan"' in off


def test_dead_end_leads_on(client: Client, durham: CityPage) -> None:
    html = body(client, "three naloxone", city="durham-north-carolina", state="Colorado")
    assert "No page under “City: Durham, North Carolina; State or province: Colorado”" in html
    assert 'href="?q=three+naloxone">Search everything, without filters</a> 4 pages' in html
    assert "Without City: Durham, North Carolina</a>" in html
    assert 'href="/contact/?question=three+naloxone"' in html


def test_question_stands_in_the_contact_form(client: Client, home: HomePage) -> None:
    html = client.get("/contact/", {"question": "body <camera>\x00"}).content.decode()
    assert "body &lt;camera&gt;</textarea>" in html


def test_person_in_need_sees_the_numbers_before_everything(
    client: Client, durham: CityPage
) -> None:
    text_page(durham, "Suicide calls")
    html = body(client, "my neighbor is suicidal")
    main = html[html.index("<main") :]
    assert main.index('href="tel:988"') < main.index("Suicide calls")
    assert main.index('href="tel:911"') < main.index("Narrow these results")
    assert '<p lang="es"><b>¿Necesita ayuda ahora?</b>' in main
    assert "For staff: <b>1 page</b> on this subject" in main


def test_person_in_need_sees_them_without_a_hit_too(client: Client, home: HomePage) -> None:
    html = body(client, "quiero morir")
    assert "If you or someone near you needs help now" in html
    assert "For staff: no page is on this subject" in html
    assert "Check the spelling" not in html
    assert "Ask the programs this question" not in html
    assert "writing list" not in html


def test_hit_says_its_date(client: Client, durham: CityPage) -> None:
    text_page(durham, "Fentanyl").save_revision().publish()
    assert f'<time datetime="{timezone.localdate()}">' in body(client, "fentanyl")


def test_city_offers_to_search_inside_it(client: Client, durham: CityPage) -> None:
    html = client.get(durham.url).content.decode()
    assert "Search in all that is about Durham" in html
    assert '<input type="hidden" name="city" value="durham-north-carolina">' in html


def test_results_take_eleven_queries_however_many_they_are(
    client: Client, durham: CityPage, django_assert_max_num_queries: CountsQueries
) -> None:
    for number in range(12):
        text_page(durham, f"Naloxone {number}", ("heading", "Dose"), ("text", "naloxone"))
    body(client, "naloxone")
    # Synonyms, known words, ranks with counts, excerpts, entries, passages, the kept search,
    # pages of such a name, the names of cities and of topics; on PostgreSQL one more.
    with django_assert_max_num_queries(11):
        body(client, "naloxone")
    for number in range(12, 24):
        text_page(durham, f"Naloxone {number}", ("heading", "Dose"), ("text", "naloxone"))
    with django_assert_max_num_queries(11):
        body(client, "naloxone")


def test_narrowed_and_corrected_results_take_no_more_than_fifteen(
    client: Client, durham: CityPage, django_assert_max_num_queries: CountsQueries
) -> None:
    WordGroup.objects.create(words="Narcan, naloxone")
    chosen = {"city": "durham-north-carolina", "state": "North Carolina", "topic": "x"}
    with django_assert_max_num_queries(15):
        html = body(client, "nalaxone dose", kind="text", sort="newest", **chosen)
    assert "Showing results for" in html
    assert "<b>2 pages</b>" in html


def test_dead_end_takes_no_more_than_fifteen(
    client: Client, durham: CityPage, django_assert_max_num_queries: CountsQueries
) -> None:
    with django_assert_max_num_queries(15):
        body(client, "nalaxone", city="durham-north-carolina", state="Colorado")


HOSTILE = {
    "3,000 words": "naloxone word " * 1_500,
    "one quotation mark": '"',
    "quotation marks": '"""""" " naloxone',
    "NUL": "nalo\x00xone",
    "operators": "NEAR/3 * title: AND (naloxone OR -x)",
    "SQL": "'; DROP TABLE search_passage; --",
    "100 kB": "x" * 100_000,
    "emoji": "🚑 🧠",
    "Arabic": "أزمة الصحة النفسية",
    "Chinese": "危机应对",
    "combining": "a" + "\u0301" * 500,
    "percent": "%s %d {} {{ q }}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("address", ["/search/", "/search.json"])
def test_anything_typed_gives_a_normal_answer(
    client: Client, durham: CityPage, address: str, text: str
) -> None:
    response = client.get(address, {"q": text})
    assert response.status_code == 200
    assert "naloxone" not in text.split() or "Three naloxone" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "q=%ed%a0%80%ff%00naloxone",
        "q=naloxone&page=1000000000",
        "q=naloxone&page=-1&page=x",
        "q=naloxone&" + "&".join(f"city=c{n}" for n in range(500)),
        "q=naloxone&" + "&".join(f"model=m{n}" for n in range(500)),
        "q=naloxone&" + "&".join(f"state={n}&year={n}&topic={n}" for n in range(500)),
        "q=naloxone&city=%00&kind=%ed%a0%80&topic=%ff&words=%00&spelling=x&sort=%00",
        "q=naloxone&hit=x&utm_source=a&q=naloxone",
    ],
)
@pytest.mark.parametrize("address", ["/search/", "/search.json"])
def test_any_address_gives_a_normal_answer(
    client: Client, durham: CityPage, address: str, query: str
) -> None:
    response = client.get(f"{address}?{query}")
    assert response.status_code == 200
    assert "Three naloxone" in response.content.decode()


def test_too_many_values_are_said(client: Client, durham: CityPage) -> None:
    html = body(client, "naloxone", city=[f"c{number}" for number in range(500)])
    assert "City: the address names too many values; only the first were used." in html


def test_posting_is_refused_in_words(client: Client, home: HomePage) -> None:
    assert client.post("/search/", {"q": "x"}).status_code == 405


def test_of_more_values_than_a_form_holds_those_of_most_pages_are_offered(
    client: Client, home: HomePage, durham: CityPage
) -> None:
    for number in range(MOST_VALUES + 2):
        text_page(city(home, f"Ash {number:02}", "Ohio"), "One naloxone")
    html = body(client, "naloxone")
    assert next(iter(counts(html, "city").items())) == ("durham-north-carolina", 2)
    assert len(counts(html, "city")) == MOST_VALUES
    assert "4 more, with few entries, are left out here" in html
    assert "denver-colorado" in counts(body(client, "naloxone", city="denver-colorado"), "city")
