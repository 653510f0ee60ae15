"""The two shared playbooks hold every practice that was gathered, with caution and sources."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from django.test import Client

from playbooks.models import PlaybookPage, Practice
from portal.provenance.models import Citation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]

TOPICS = ["call-triage-dispatch", "training"]

# Programs that the portal has a page of; the others are places in words.
PROGRAMS = {"durham-heart": "heart", "cambridge-care": "care"}

PLACES = {
    "dayton-mru": "Mediation Response Unit, Dayton, Ohio",
    "eugene-cahoots": "CAHOOTS, Eugene, Oregon",
    "amherst-cress": "CRESS, Amherst, Massachusetts",
}


@pytest.fixture(scope="module")
def gathered(shared: Path) -> dict[str, dict[str, Any]]:
    text = (shared / "data" / "playbook_topics.yaml").read_text(encoding="utf-8")
    return {topic["slug"]: topic for topic in yaml.safe_load(text)["topics"]}


def sources_of(practice: Practice) -> list[str]:
    citations = Citation.objects.filter(page=practice.page, about=str(practice.key))
    return list(citations.order_by("sort_order").values_list("source__key", flat=True))


@pytest.mark.parametrize("slug", TOPICS)
def test_playbook_has_every_practice_with_text_caution_and_sources(
    slug: str, gathered: dict[str, dict[str, Any]]
) -> None:
    playbook = PlaybookPage.objects.live().get(slug=slug)
    assert playbook.url_path.endswith(f"/playbooks/{slug}/")
    assert playbook.title == gathered[slug]["name"]
    assert playbook.summary == gathered[slug]["summary"]
    expected = gathered[slug]["practices"]
    practices = list(playbook.practices.all())
    assert [practice.anchor for practice in practices] == [given["slug"] for given in expected]
    for practice, given in zip(practices, expected, strict=True):
        assert practice.title == given["title"]
        assert practice.text == given["text"]
        assert practice.caution == (given["caution"] or "")
        assert sources_of(practice) == given["sources"]


@pytest.mark.parametrize("slug", TOPICS)
def test_each_practice_names_who_does_it(slug: str, gathered: dict[str, dict[str, Any]]) -> None:
    practices = PlaybookPage.objects.get(slug=slug).practices.select_related("program")
    for given in gathered[slug]["practices"]:
        practice = practices.get(anchor=given["slug"])
        if given["program"] in PROGRAMS:
            assert practice.program is not None
            assert practice.program.slug == PROGRAMS[given["program"]]
        else:
            assert practice.program is None
            assert practice.place == (given["place"] or PLACES[given["program"]])


@pytest.mark.parametrize("slug", TOPICS)
def test_page_shows_every_practice_with_caution_sources_and_address(
    slug: str, client: Client
) -> None:
    document = BeautifulSoup(client.get(f"/playbooks/{slug}/").content, "html.parser")
    for practice in PlaybookPage.objects.get(slug=slug).practices.all():
        shown = document.select(f'[data-fact="{practice.key}"]')
        words = " ".join(" ".join(element.get_text(" ") for element in shown).split())
        assert practice.title in words
        assert practice.text in words
        assert practice.caution in words
        assert (practice.program.title if practice.program else practice.place) in words
        sources = {key for element in shown for key in element["data-source"].split()}
        assert sources == set(sources_of(practice))
        assert document.find(id=practice.anchor), f"#{practice.anchor} leads nowhere"


@pytest.mark.parametrize(
    ("program", "anchors"),
    [
        ("cities/durham-nc/heart", ["full-911-integration", "clinicians-in-911"]),
        ("cities/cambridge-ma/care", ["twelve-week-academy"]),
    ],
)
def test_program_s_page_leads_to_its_practices(
    program: str, anchors: list[str], client: Client
) -> None:
    document = BeautifulSoup(client.get(f"/{program}/").content, "html.parser")
    for anchor in anchors:
        link = document.select_one(f'a[href$="#{anchor}"]')
        assert link is not None, f"{anchor} is not on the page of {program}"
        assert Practice.objects.get(anchor=anchor).title in link.get_text()


@pytest.mark.parametrize("slug", TOPICS)
def test_joining_text_rests_on_sources_of_the_page_s_own_practices(slug: str) -> None:
    playbook = PlaybookPage.objects.get(slug=slug)
    of_practices = {key for practice in playbook.practices.all() for key in sources_of(practice)}
    cited = Citation.objects.filter(page=playbook).values_list("source__key", flat=True)
    assert set(cited) == of_practices


@pytest.mark.parametrize("slug", TOPICS)
@pytest.mark.parametrize("field", ["summary", "in_one_minute", "when_to_use", "takes_people"])
def test_every_sentence_of_the_joining_text_has_a_source(slug: str, field: str) -> None:
    sentences = PlaybookPage.objects.get(slug=slug).facts.sentences(field)
    assert sentences
    for sentence in sentences:
        assert sentence.source_keys, sentence.value


@pytest.mark.parametrize("slug", TOPICS)
def test_every_row_has_a_source(slug: str) -> None:
    facts = PlaybookPage.objects.get(slug=slug).facts
    relations = [
        "audiences", "suited_models", "steps", "practices", "trade_offs", "measures",
    ]  # fmt: skip
    for relation in relations:
        assert facts.rows[relation], relation
        for fact in facts.rows[relation]:
            assert fact.source_keys, fact.value
