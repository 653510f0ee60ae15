"""The shared playbooks hold every practice that was gathered, with caution and sources."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from django.test import Client

from playbooks.models import PlaybookPage, Practice
from portal.provenance.models import Citation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]

PLAYBOOKS = Path(__file__).parents[2] / "playbooks" / "example" / "playbooks"

TOPICS = sorted(path.stem for path in PLAYBOOKS.glob("*.yaml"))

# Its single practice does not say when to use it, what it takes or what to decide.
SHORT = "harm-reduction"

PROGRAMS = {
    "albuquerque-acs": "acs",
    "amherst-cress": "cress",
    "cambridge-care": "care",
    "chicago-care": "chicago-care",
    "dayton-mru": "mru",
    "denver-star": "star",
    "durham-heart": "heart",
    "eugene-cahoots": "cahoots",
    "harris-county-hart": "hart",
    "minneapolis-bcr": "bcr",
    "new-orleans-mciu": "mciu",
    "nyc-b-heard": "b-heard",
    "oakland-macro": "macro",
    "olympia-cru": "cru",
    "portland-street-response": "street-response",
    "rochester-pic": "pic",
    "san-francisco-scrt": "scrt",
    "seattle-care": "seattle-care",
    "st-petersburg-call": "call",
    "toronto-tccs": "tccs",
}

# What a playbook of few practices may leave unwritten.
LONGER_TEXTS = [
    "summary", "in_one_minute", "when_to_use", "takes_people", "takes_money", "takes_time",
]  # fmt: skip


@pytest.fixture(scope="module")
def gathered(shared: Path) -> dict[str, dict[str, Any]]:
    text = (shared / "data" / "playbook_topics.yaml").read_text(encoding="utf-8")
    return {topic["slug"]: topic for topic in yaml.safe_load(text)["topics"]}


def sources_of(practice: Practice) -> list[str]:
    citations = Citation.objects.filter(page=practice.page, about=str(practice.key))
    return list(citations.order_by("sort_order").values_list("source__key", flat=True))


def test_topics_are_exactly_those_that_were_gathered(gathered: dict[str, dict[str, Any]]) -> None:
    assert sorted(gathered) == TOPICS
    live = PlaybookPage.objects.live().values_list("slug", flat=True)
    assert sorted(live) == TOPICS


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
        if given["program"]:
            assert practice.program is not None
            assert practice.program.slug == PROGRAMS[given["program"]]
        else:
            assert practice.program is None
            assert practice.place == given["place"]


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
        # A source's id is printed as its name, with a link.
        for part in re.split(r"\([A-Z]+-[A-Z0-9-]+\)", practice.caution):
            assert part.strip(" .") in words
        assert (practice.program.title if practice.program else practice.place) in words
        sources = {key for element in shown for key in element["data-source"].split()}
        assert sources == set(sources_of(practice))
        assert document.find(id=practice.anchor), f"#{practice.anchor} leads nowhere"


@pytest.mark.parametrize("slug", TOPICS)
def test_practice_leads_to_its_program_and_back(slug: str, client: Client) -> None:
    playbook = PlaybookPage.objects.get(slug=slug)
    own_page = BeautifulSoup(client.get(playbook.url).content, "html.parser")
    for practice in playbook.practices.exclude(program=None).select_related("program"):
        assert practice.program is not None
        there = own_page.find(id=practice.anchor).select_one(f'th a[href="{practice.program.url}"]')
        assert there is not None, f"{practice.anchor} does not lead to {practice.program}"
        document = BeautifulSoup(client.get(practice.program.url).content, "html.parser")
        back = document.select_one(f'a[href="{playbook.url}#{practice.anchor}"]')
        assert back is not None, f"{practice.anchor} is not on the page of {practice.program}"
        assert practice.title in back.get_text()
        assert playbook.title in back.parent.get_text()


def test_practices_of_a_program_that_ended_or_paused_say_so(client: Client) -> None:
    stopped = Practice.objects.filter(program__status__in=["ended", "paused"])
    told = set()
    for practice in stopped.select_related("page", "program"):
        assert practice.program is not None
        document = BeautifulSoup(client.get(practice.page.url).content, "html.parser")
        row = document.find(id=practice.anchor)
        assert str(practice.program.get_status_display()) in row.th.get_text(" ")
        told.add((practice.page.slug, practice.anchor))
    assert {("training", "five-hundred-hours"), ("funding", "underfunded-contract")} <= told


@pytest.mark.parametrize("slug", TOPICS)
def test_page_leads_on_to_others_and_to_all_that_share_a_topic(slug: str, client: Client) -> None:
    playbook = PlaybookPage.objects.get(slug=slug)
    document = BeautifulSoup(client.get(playbook.url).content, "html.parser")
    section = document.select_one('section[aria-labelledby="see-also"]')
    links = [link["href"] for link in section.select("li > a")]
    assert len(links) == len(set(links))
    topics = playbook.page_topics.values("topic")
    alike = PlaybookPage.objects.exclude(pk=playbook.pk).filter(page_topics__topic__in=topics)
    chosen = [row.other for row in playbook.see_also.all()]
    assert chosen
    assert {page.url for page in [*alike, *chosen]} <= set(links)


@pytest.mark.parametrize("slug", [slug for slug in TOPICS if slug != SHORT])
def test_playbook_says_when_to_use_it_what_it_takes_and_what_to_decide(slug: str) -> None:
    facts = PlaybookPage.objects.get(slug=slug).facts
    assert facts.when_to_use
    assert any(facts[field] for field in ("takes_people", "takes_money", "takes_time"))
    assert facts.rows.trade_offs


@pytest.mark.parametrize("slug", TOPICS)
def test_joining_text_rests_on_sources_of_the_page_s_own_practices(slug: str) -> None:
    playbook = PlaybookPage.objects.get(slug=slug)
    practices = list(playbook.practices.all())
    of_practices = {key for practice in practices for key in sources_of(practice)}
    cited = set(Citation.objects.filter(page=playbook).values_list("source__key", flat=True))
    assert cited - named_in_cautions(practices) == of_practices - named_in_cautions(practices)
    assert of_practices <= cited


def named_in_cautions(practices: list[Practice]) -> set[str]:
    """A caution may name a source of its own: "... police still answering (MEDILL-CHI)."."""
    cautions = " ".join(practice.caution for practice in practices)
    return set(re.findall(r"\(([A-Z0-9-]+)\)", cautions))


@pytest.mark.parametrize("slug", TOPICS)
def test_every_sentence_of_the_joining_text_has_a_source(slug: str) -> None:
    facts = PlaybookPage.objects.get(slug=slug).facts
    assert facts.sentences("summary")
    assert facts.sentences("in_one_minute")
    for field in LONGER_TEXTS:
        for sentence in facts.sentences(field):
            assert sentence.source_keys, sentence.value


@pytest.mark.parametrize("slug", TOPICS)
def test_every_row_has_a_source(slug: str) -> None:
    facts = PlaybookPage.objects.get(slug=slug).facts
    for relation in ["audiences", "suited_models", "steps", "practices"]:
        assert facts.rows[relation], relation
    relations = [
        "audiences", "suited_models", "steps", "practices", "trade_offs", "went_wrong", "measures",
    ]  # fmt: skip
    for relation in relations:
        for fact in facts.rows[relation]:
            assert fact.source_keys, fact.value
