"""Every visit that was gathered is a page that says all of it, each word with its source.

The visit of January 2024 is told sentence by sentence in test_release.py; here its parties, dates
and lessons are compared.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from django.test import Client

from portal.provenance.models import Citation
from site_visits.models import SiteVisitPage
from site_visits.selectors import ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]

# Entries of the data and the addresses of their pages.
VISITS = {
    "cambridge-to-durham-2024-01": "cities/cambridge-ma/durham-january-2024",
    "denver-to-eugene-2019": "cities/denver-co/eugene-2019",
    "st-louis-to-denver-2021": "site-visits/denver-2021",
    "durham-learning-exchange-2021": "cities/durham-nc/ten-cities-2021-22",
    "white-bird-flagstaff-2020": "site-visits/flagstaff-cahoots-2020",
    "dashr-aurora-2020": "site-visits/aurora-dashr-2020",
    "bja-star-webinar-2021-03": "site-visits/bja-star-webinar-2021-03",
    "scaling-webinar-gpl": "site-visits/scaling-webinar",
    "gpl-cohort-2021-22": "site-visits/gpl-cohort-2021-22",
    "gpl-cohort-2022-23": "site-visits/gpl-cohort-2022-23",
    "gpl-cohort-2023-24": "site-visits/gpl-cohort-2023-24",
    "gpl-cohort-2024-25": "site-visits/gpl-cohort-2024-25",
    "csg-learning-sites": "site-visits/learning-sites",
}
WITHOUT_THE_RELEASE = [slug for slug in VISITS if slug != "cambridge-to-durham-2024-01"]

# A page's host showed how it works, its visitor came to learn. The data's host is where talks were
# held or who held them: in these three its visitors are those who showed.
SHOWED = {"white-bird-flagstaff-2020", "dashr-aurora-2020", "scaling-webinar-gpl"}
LEARNED = {"white-bird-flagstaff-2020", "dashr-aurora-2020"}

PROGRAMS = {
    "durham-heart": "cities/durham-nc/heart",
    "cambridge-care": "cities/cambridge-ma/care",
    "eugene-cahoots": "cities/eugene-or/cahoots",
    "denver-star": "cities/denver-co/star",
    "harris-county-hart": "cities/harris-county-tx/hart",
    "chicago-care": "cities/chicago-il/chicago-care",
    "amherst-cress": "cities/amherst-ma/cress",
    "portland-street-response": "cities/portland-or/street-response",
    "minneapolis-bcr": "cities/minneapolis-mn/bcr",
    "new-orleans-mciu": "cities/new-orleans-la/mciu",
    "san-francisco-scrt": "cities/san-francisco-ca/scrt",
}
TEN_CITIES = [
    "Albuquerque, NM", "Austin", "Atlanta", "Charleston", "Denver, CO", "Greensboro", "Houston",
    "Philadelphia", "Portland, OR", "San Francisco, CA",
]  # fmt: skip

# How much of an ISO date is known.
PRECISION = {"day": 10, "month": 7, "approximate": 7, "year": 4, "program_year": 4, "unknown": 0}

# Types of the data: the term of our list, and the words that are kept.
KINDS = {
    "site_visit": ("in_person", "site visit"),
    "webinar": ("webinar", "webinar"),
    "cohort": ("cohort", "cohort"),
    "peer_exchange": ("peer_exchange", "peer exchange"),
    "learning_site_program": ("learning_site_program", "learning site program"),
}
# Fields of the data and the rows that hold their words.
WORDS = {"activities": ["agenda", "ride_alongs"], "topics_shared": ["agenda"]}


@pytest.fixture(scope="module")
def gathered(shared: Path) -> dict[str, dict[str, Any]]:
    text = (shared / "data" / "site_visits.yaml").read_text(encoding="utf-8")
    return {entry["slug"]: entry for entry in yaml.safe_load(text)["site_visits"]}


def page_of(slug: str) -> SiteVisitPage:
    page: SiteVisitPage = SiteVisitPage.objects.live().get(url_path__endswith=f"/{VISITS[slug]}/")
    return page


def spaced(text: str) -> str:
    return " ".join(text.split())


def same(text: str) -> str:
    """Without the full stop that a sentence of its own gets."""
    return spaced(text).rstrip(".")


def cited(page: SiteVisitPage, about: str) -> list[Citation]:
    return list(page.facts.cited(about))


def words_of(page: SiteVisitPage, relation: str) -> Iterator[str]:
    """What the rows of one kind say, and what their sources state in other words."""
    for row in getattr(page, relation).all():
        for column in row._meta.concrete_fields:
            value = getattr(row, column.name)
            if isinstance(value, str):
                yield same(value)
        yield from (same(citation.stated) for citation in cited(page, str(row.key)))


def parties(page: SiteVisitPage, side: str) -> list[Any]:
    return list(page.parties.filter(side=side).select_related("program", "city"))


def side_of(slug: str, side: str) -> str:
    if side == "visitor" and slug in SHOWED:
        return "host"
    return "visitor" if side == "host" and slug in LEARNED else side


def test_every_entry_has_a_page_and_every_page_an_entry(
    gathered: dict[str, dict[str, Any]],
) -> None:
    assert list(gathered) == list(VISITS)
    pages = {page_of(slug).pk for slug in VISITS}
    assert pages == set(SiteVisitPage.objects.live().values_list("pk", flat=True))


@pytest.mark.parametrize("slug", VISITS)
def test_title_and_purpose_are_the_data_s(slug: str, gathered: dict[str, dict[str, Any]]) -> None:
    page, entry = page_of(slug), gathered[slug]
    if slug in WITHOUT_THE_RELEASE:
        assert page.title == entry["title"]
        assert page.objectives == spaced(entry["purpose"])


@pytest.mark.parametrize("slug", VISITS)
def test_dates_are_as_precise_as_they_are_known(
    slug: str, gathered: dict[str, dict[str, Any]]
) -> None:
    page, entry = page_of(slug), gathered[slug]
    known = PRECISION[entry["date_precision"]]
    assert page.starts == (entry["start_date"] or "")[:known]
    assert page.ends == (entry["end_date"] or "")[:known]


@pytest.mark.parametrize("slug", VISITS)
def test_kind_is_the_type_s_term_and_its_words_are_kept(
    slug: str, gathered: dict[str, dict[str, Any]]
) -> None:
    page = page_of(slug)
    term, words = KINDS[gathered[slug]["type"]]
    assert page.kind == term
    if slug in WITHOUT_THE_RELEASE:
        assert [tag.name for tag in page.tags.all()] == [words]
        assert any(f"“{words}”" in citation.note for citation in cited(page, "kind"))


@pytest.mark.parametrize("slug", VISITS)
def test_host_is_there_with_each_of_its_agencies(
    slug: str, gathered: dict[str, dict[str, Any]]
) -> None:
    page, host = page_of(slug), gathered[slug]["host"]
    rows = parties(page, side_of(slug, "host"))
    words = [*words_of(page, "parties"), *words_of(page, "delegates")]
    for agency in host["agencies"]:
        name = agency.removesuffix(" (DCSD)")
        assert any(name in text for text in words), agency
    _is_named(host, rows)


@pytest.mark.parametrize("slug", VISITS)
def test_every_visitor_is_a_row_with_its_agencies(
    slug: str, gathered: dict[str, dict[str, Any]]
) -> None:
    page, visitors = page_of(slug), gathered[slug]["visitors"]
    rows = parties(page, side_of(slug, "visitor"))
    words = [*words_of(page, "parties"), *words_of(page, "delegates")]
    for visitor in visitors:
        _is_named(visitor, rows)
        for agency in visitor["delegation_agencies"]:
            assert any(agency in text for text in words), agency
    if slug not in SHOWED:
        assert len(rows) == len(visitors)


def _is_named(party: dict[str, Any], rows: list[Any]) -> None:
    """By the program's page, else in words with city and state, or the country alone."""
    if party["program"]:
        paths = [row.program.url_path for row in rows if row.program]
        assert any(path.endswith(f"/{PROGRAMS[party['program']]}/") for path in paths), party
    elif party["city"]:
        place = f"{party['city']}, {party['state_province']}"
        assert any(f"{row.organization}, {row.place}".endswith(place) for row in rows), place
    elif not any(row.city for row in rows):
        assert any(row.place.endswith(party["country"]) for row in rows), party


def test_ten_cities_are_ten_hosts() -> None:
    rows = parties(page_of("durham-learning-exchange-2021"), "host")
    assert [row.name for row in rows] == TEN_CITIES


@pytest.mark.parametrize("slug", WITHOUT_THE_RELEASE)
@pytest.mark.parametrize("field", WORDS)
def test_every_activity_and_topic_is_there(
    slug: str, field: str, gathered: dict[str, dict[str, Any]]
) -> None:
    page = page_of(slug)
    words = {text for relation in WORDS[field] for text in words_of(page, relation)}
    for given in gathered[slug][field]:
        assert same(given) in words, given


@pytest.mark.parametrize("slug", WITHOUT_THE_RELEASE)
def test_every_figure_that_was_shared_is_there(
    slug: str, gathered: dict[str, dict[str, Any]]
) -> None:
    page, given = page_of(slug), gathered[slug]["data_shared"]
    words = set(words_of(page, "shared_figures"))
    assert all(same(figure) in words for figure in given)
    assert page.shared_figures.exists() == bool(given)


@pytest.mark.parametrize("slug", VISITS)
def test_lessons_are_the_data_s_in_its_words(
    slug: str, gathered: dict[str, dict[str, Any]]
) -> None:
    expected = [spaced(lesson["text"]) for lesson in gathered[slug]["lessons"]]
    assert [lesson.text for lesson in page_of(slug).lessons.all()] == expected


@pytest.mark.parametrize("slug", VISITS)
def test_sources_are_the_data_s(slug: str, gathered: dict[str, dict[str, Any]]) -> None:
    keys = {source.key for source in page_of(slug).facts.sources()}
    expected = set(gathered[slug]["sources"])
    assert keys == expected if slug in WITHOUT_THE_RELEASE else keys >= expected


@pytest.mark.parametrize("slug", WITHOUT_THE_RELEASE)
def test_note_is_there_in_the_data_s_words(slug: str, gathered: dict[str, dict[str, Any]]) -> None:
    notes = [spaced(citation.note) for citation in page_of(slug).citations.all()]
    for sentence in spaced(gathered[slug]["note"] or "").split(". "):
        assert any(sentence in note for note in notes), sentence


@pytest.mark.parametrize("slug", VISITS)
def test_every_row_and_every_sentence_has_a_source(slug: str) -> None:
    facts = page_of(slug).facts
    for name in ("summary", "objectives"):
        assert facts.sentences(name)
        for sentence in facts.sentences(name):
            assert sentence.supporting, sentence.value
    for relation in set(ROWS) - {"citations", "page_topics"}:
        for fact in facts.rows[relation]:
            assert fact.source_keys, fact.value


@pytest.mark.parametrize("slug", VISITS)
def test_readers_see_each_row_with_its_sources(slug: str, client: Client) -> None:
    page = page_of(slug)
    document = BeautifulSoup(client.get(f"/{VISITS[slug]}/").content, "html.parser")
    for relation in ("parties", "delegates", "agenda", "ride_alongs", "lessons", "documents"):
        for fact in page.facts.rows[relation]:
            shown = document.select(f'[data-fact="{fact.about}"]')
            sources = {key for element in shown for key in element["data-source"].split()}
            assert sources == set(fact.source_keys.split()), fact.value
    text = spaced(document.get_text(" "))
    for lesson in page.lessons.all():
        assert lesson.text in text
        assert document.find(id=lesson.anchor)
    for citation in page.citations.all():
        assert spaced(citation.note) in text, citation.note
