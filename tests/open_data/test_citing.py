"""How to cite a page and a figure, and what pages tell search engines and other sites."""

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.open_data.citing import Cited
from portal.provenance.dates import display
from programs.metrics.models import Observation
from programs.models import ProgramPage
from tests.page_kinds import PAGE_KINDS
from tests.records import make_private

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]

CITABLE = [
    "/cities/durham-nc/heart/",
    "/cities/durham-nc/",
    "/playbooks/call-triage-dispatch/",
    "/cities/cambridge-ma/durham-january-2024/",
    "/metrics/calls-responded/",
    "/compare/?program=durham-nc/heart&program=denver-co/star",
    "/data/",
]
KINDS = {
    "/cities/durham-nc/heart/": "GovernmentService",
    "/metrics/calls-responded/": "Dataset",
    "/data/": "Dataset",
    "/about/": "Article",
    "/playbooks/call-triage-dispatch/": "HowTo",
    "/cities/cambridge-ma/durham-january-2024/": "Event",
}


def read(address: str) -> BeautifulSoup:
    response: Any = Client().get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def told(soup: BeautifulSoup) -> dict[str, Any]:
    """What a page says of itself to search engines, by type."""
    scripts = soup.select('script[type="application/ld+json"]')
    found = [json.loads(script.string or "") for script in scripts]
    return {each["@type"]: each for each in found}


@pytest.mark.parametrize("address", CITABLE)
def test_a_page_says_how_to_cite_it(address: str) -> None:
    words = read(address).get_text(" ")
    assert re.search(r"Common Practice\. “[^”]+\.” As of \w+ \d+, 20\d\d\. http", words)
    bibtex = words[words.index("@misc{") :]
    assert f"url = {{http://testserver{address}}}" in bibtex


def test_a_figure_has_an_address_to_cite_it_and_its_source() -> None:
    figure = Observation.objects.visible().filter(program__slug="heart").first()
    assert figure is not None
    address = f"/metrics/figures/{figure.pk}/"
    assert read("/cities/durham-nc/heart/").select(f'a[href="{address}"]')
    words = " ".join(read(address).get_text(" ").split())
    assert figure.value_display in words
    assert f"{figure.source.publisher}. “{figure.source.title}.”" in words
    assert words.count("@misc{") == 2


def test_a_figure_of_a_year_that_was_not_over_is_cited_as_of_its_source() -> None:
    planned = next(each for each in Observation.objects.visible() if each.is_planned)
    words = read(f"/metrics/figures/{planned.pk}/").get_text(" ")
    assert f"as of {display(planned.source.published)}" in words
    assert f"as of {display(planned.period_end)}" not in words


def test_a_figure_of_a_hidden_program_has_none() -> None:
    heart = ProgramPage.objects.get(slug="heart")
    make_private(heart)
    for pk in (heart.observations.first().pk, 10**30):
        assert Client().get(f"/metrics/figures/{pk}/").status_code == 404


def test_bibtex_holds_whatever_a_title_holds() -> None:
    cited = Cited("Costs & {shares}: 50% of $1_000 ~ #1 ^ \\", "https://x.org/a_b", "2024-06")
    assert (
        r"title = {{Costs \& \{shares\}: 50\% of \$1\_000 \textasciitilde{} \#1 "
        r"\textasciicircum{} \textbackslash{}}}" in cited.bibtex
    )
    assert "url = {https://x.org/a_b}" in cited.bibtex
    assert "year = {2024}" in cited.bibtex
    assert cited.plain.endswith("As of June 2024. https://x.org/a_b")


@pytest.mark.parametrize(("address", "kind"), KINDS.items())
def test_a_page_tells_search_engines_what_it_is(address: str, kind: str) -> None:
    assert told(read(address))[kind]


@pytest.mark.parametrize("address", [a for n, a in PAGE_KINDS.items() if n != "not found"])
def test_every_page_says_where_it_stands_and_how_others_show_it(address: str) -> None:
    soup = read(address)
    shown = {str(tag["property"]): tag["content"] for tag in soup.select("meta[property]")}
    assert {"og:title", "og:type", "og:url", "og:image", "og:site_name"} <= set(shown)
    assert all(shown[name] for name in ("og:title", "og:url", "og:image"))
    if soup.select(".usa-breadcrumb"):
        steps = told(soup)["BreadcrumbList"]["itemListElement"]
        assert [each["position"] for each in steps] == list(range(1, len(steps) + 1))
        assert all(each["item"].startswith("http://testserver/") for each in steps)
