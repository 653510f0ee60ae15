"""Programs, playbooks and visits as editors list them."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.search.models import Entry


def titles(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "html.parser")
    return [" ".join(link.get_text().split()) for link in soup.select("td.title .title-wrapper a")]


@pytest.mark.parametrize(
    ("address", "shown", "hidden"),
    [
        ("/admin/programs/?population=200000-400000", "Durham HEART", "Cambridge CARE Team"),
        ("/admin/programs/?hours=weekdays-only", "Cambridge CARE Team", "Durham HEART"),
        ("/admin/playbooks/?topic=initial-training-curriculum", "Training curriculum", "Funding"),
        ("/admin/site_visits/?year=2024&host=Durham+HEART", "Cambridge CARE visits", "Eugene"),
    ],
)
def test_an_administrator_narrows_pages_as_readers_do(
    address: str, shown: str, hidden: str, administrator: Client
) -> None:
    found = titles(administrator, address)
    assert any(shown in title for title in found)
    assert not any(hidden in title for title in found)


def test_an_editor_lists_only_own_programs(durham_editor: Client) -> None:
    assert titles(durham_editor, "/admin/programs/") == ["Durham HEART"]


def test_the_least_complete_program_can_come_first(administrator: Client) -> None:
    first, *_others, last = titles(administrator, "/admin/programs/?ordering=core_facts")
    entry = {page: Entry.objects.get(page__title=page) for page in (first, last)}
    recorded = {
        title: int(found.facets.get(name="core-facts").value) for title, found in entry.items()
    }
    assert recorded[first] < recorded[last]


@pytest.mark.parametrize("query", ["status=zzz", "ordering=zzz", "hours=%00", "q=%22", "page=-1"])
def test_absurd_parameters_are_a_page(query: str, administrator: Client) -> None:
    assert administrator.get(f"/admin/programs/?{query}").status_code in {200, 400, 404}
