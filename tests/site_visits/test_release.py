"""Every sentence of the City of Cambridge's release is found in a field of the visit."""

import re
import uuid
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from portal.pages.models import KnowledgePage
from portal.provenance.models import Citation, FactRow, Source
from site_visits.models import SiteVisitPage

from .release_sentences import CARE, SENTENCES, VISIT, Landing, Sentence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]

RELEASE = "CAM-RELEASE-2024-02"

HEADING = (
    "Cambridge Community Safety Department and Public Safety Partners Visit and Learn from Durham "
    "Community Safety Department's Holistic Empathetic Assistance Response Team"
)
DATES = "Page was posted on 2/7/2024 11:53 AM Page was last modified on 2/7/2024 11:53 AM"

# What a visit of this kind should tell and the release does not.
LEFT_OUT = [
    "cost_band", "who_paid", "travel_hours", "why_this_host", "host_learning",
    "documents", "not_adopted",
]  # fmt: skip


def plain(text: str) -> str:
    """One kind of quotation mark, one kind of space."""
    for fancy, simple in {"“": '"', "”": '"', "’": "'", "\xa0": " "}.items():
        text = text.replace(fancy, simple)
    return " ".join(text.split())


def page_at(path: str) -> KnowledgePage:
    page = KnowledgePage.objects.live().get(url_path__endswith=f"/{path}/")
    return page.specific


def about(landing: Landing) -> str:
    """The name of the landing's field, or the key of its row, as citations and pages have it."""
    if "/" not in landing.fact:
        return landing.fact
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{landing.page}/{landing.fact}"))


def row_of(landing: Landing) -> FactRow | None:
    if "/" not in landing.fact:
        return None
    relation = landing.fact.split("/")[0]
    return getattr(page_at(landing.page), relation).get(key=about(landing))


def stored(landing: Landing) -> str:
    """All that the field or the row says, in the words of its lists."""
    row = row_of(landing)
    if row is None:
        return page_at(landing.page).facts[landing.fact].value
    values = []
    for field in row._meta.concrete_fields:
        value = getattr(row, field.name)
        values.append(getattr(row, f"get_{field.name}_display")() if field.choices else value)
    return " | ".join(str(value) for value in values if value not in (None, ""))


@pytest.fixture(scope="module")
def release(shared: Path) -> str:
    return plain((shared / "release-2024-02-07.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def documents(example: None, django_db_blocker: DjangoDbBlocker) -> dict[str, BeautifulSoup]:
    """The rendered pages on which sentences land."""
    paths = {landing.page for sentence in SENTENCES for landing in sentence.landings}
    found = {}
    for path in paths:
        with django_db_blocker.unblock():
            response = Client().get(f"/{path}/")
        assert response.status_code == 200, path
        found[path] = BeautifulSoup(response.content, "html.parser")
    return found


def test_every_sentence_of_the_release_is_in_the_table(release: str) -> None:
    """Only the banner above and the contact form below belong to the city's website.

    Spaces are not compared: the release leaves out two of them between sentences.
    """
    of_release = release[release.index(HEADING) : release.index(DATES) + len(DATES)]
    in_table = "".join([HEADING, *(plain(sentence.text) for sentence in SENTENCES), DATES])
    assert in_table.replace(" ", "") == of_release.replace(" ", "")


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.text[:40])
def test_sentence_is_stored_with_the_release_as_its_source(sentence: Sentence) -> None:
    assert sentence.landings
    for landing in sentence.landings:
        words = stored(landing)
        assert plain(landing.words).casefold() in plain(words).casefold(), landing
        citations = Citation.objects.filter(
            page=page_at(landing.page), about=about(landing), source__key=RELEASE
        )
        assert citations.exists(), landing


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.text[:40])
def test_sentence_is_shown_with_the_release_as_its_source(
    sentence: Sentence, documents: dict[str, BeautifulSoup]
) -> None:
    for landing in sentence.landings:
        elements = documents[landing.page].select(f'[data-fact="{about(landing)}"]')
        assert elements, f"{landing.fact} is not on the page {landing.page}"
        shown = plain(" ".join(element.get_text(" ") for element in elements))
        assert plain(landing.shown or landing.words).casefold() in shown.casefold(), landing
        sources = {key for element in elements for key in element["data-source"].split()}
        assert RELEASE in sources, landing


def test_heading_and_dates_of_the_release_are_those_of_its_source() -> None:
    source = Source.objects.get(key=RELEASE)
    assert plain(source.title) == HEADING
    assert source.published == "2024-02-07"
    assert "posted and last modified 2024-02-07 11:53 AM" in source.note
    assert source.publisher == "City of Cambridge, Massachusetts"


def test_quotes_are_verbatim(release: str) -> None:
    """But for the speaker's name inside a quote and a full stop restored in brackets."""
    visit = SiteVisitPage.objects.get(slug=VISIT.rsplit("/", 1)[-1])
    assert [quote.name for quote in visit.quotes.all()] == [
        "Marie Mathieu", "Ryan Smith", "Elizabeth Speakman",
    ]  # fmt: skip
    for quote in visit.quotes.all():
        words = plain(quote.words).replace("Durham[.] They", "DurhamThey")
        for sentence in re.split(r"(?<=\.) ", words):
            assert sentence in release or f'{sentence.removesuffix(".")},"' in release, sentence
        assert quote.note or "[" not in quote.words


def test_three_agencies_of_cambridge_are_in_the_delegation_and_nobody_is_counted() -> None:
    visit = SiteVisitPage.objects.get(slug=VISIT.rsplit("/", 1)[-1])
    visitors = visit.delegates.filter(side="visitor")
    assert len({delegate.agency for delegate in visitors}) == 3
    assert {delegate.discipline for delegate in visitors} - {""} == {
        "clinician", "responder", "officer", "dispatcher",
    }  # fmt: skip
    assert {delegate.count for delegate in visit.delegates.all()} == {None}
    assert "does not say whether she traveled" in visitors.get(name="Elizabeth Speakman").role


def test_host_is_pinned_as_of_january_2024_beside_its_metrics() -> None:
    visit = SiteVisitPage.objects.get(slug=VISIT.rsplit("/", 1)[-1])
    assert {value.as_of for value in visit.snapshot.all()} == {"2024-01"}
    metrics = {value.metric.slug for value in visit.snapshot.all() if value.metric}
    assert metrics == {"calls-responded", "coverage-hours-per-week"}


def test_start_planned_for_spring_is_followed_up_by_july(
    documents: dict[str, BeautifulSoup],
) -> None:
    landing = Landing("follow_ups/first-dispatch", "later than the spring of 2024")
    row = row_of(landing)
    assert row is not None
    assert row.date == "2024-07"
    shown = documents[VISIT].select_one(f'[data-fact="{about(landing)}"]')
    assert shown is not None
    assert landing.words in plain(shown.get_text(" "))
    assert "CRIMSON-2025-04" in shown["data-source"].split()


@pytest.mark.parametrize("fact", LEFT_OUT)
def test_what_the_release_leaves_out_is_not_recorded_and_asked_for(
    fact: str, documents: dict[str, BeautifulSoup]
) -> None:
    element = documents[VISIT].select_one(f'[data-fact="{fact}"]')
    assert element is not None, f"{fact} is not on the page"
    assert "Not recorded" in element.get_text(" ")
    link = element.select_one(f'a[href*="field={fact}"]')
    assert link is not None, f"nobody is invited to complete {fact}"
    assert link["href"].startswith("/contact/")


def test_adoption_has_neither_owner_nor_date() -> None:
    row = row_of(Landing("adoptions/collaborative", ""))
    assert row is not None
    assert (row.state, row.owner_role, row.due) == ("considered", "", "")


def test_programs_of_both_cities_are_the_parties() -> None:
    visit = SiteVisitPage.objects.get(slug=VISIT.rsplit("/", 1)[-1])
    host, visitor = visit.parties.order_by("side")
    assert host.program == page_at("cities/durham-nc/heart")
    assert visitor.program == page_at(CARE)
