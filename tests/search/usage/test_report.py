import csv
import datetime
import io

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from portal.provenance.dates import display
from portal.search.usage.models import Search

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/searches/"


def asked(text: str, *, found: int = 0, weeks_ago: int = 0, facets: str = "") -> None:
    Search.objects.create(
        token=f"t{Search.objects.count()}",
        text=text,
        asked_on=timezone.localdate() - datetime.timedelta(weeks=weeks_ago),
        facets=facets,
        found=found,
        found_with_all_words=found,
    )


def rows(client: Client) -> list[dict[str, str]]:
    response = client.get(REPORT, {"export": "csv"})
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def test_searches_without_an_answer_stand_by_week_the_most_asked_first(
    admin_client: Client,
) -> None:
    asked("naloxone", found=3)
    for _time in range(2):
        asked("body camera", facets="city=durham-nc")
    asked("drones")
    asked("body camera", weeks_ago=1)
    found = rows(admin_client)
    assert [(row["Searched for"], row["How often"]) for row in found] == [
        ("body camera", "2"),
        ("drones", "1"),
        ("body camera", "1"),
    ]
    assert found[0]["Of these narrowed by filters"] == "2"
    assert found[0]["Week of"] > found[2]["Week of"]
    html = admin_client.get(REPORT).content.decode()
    assert html.index("body camera") < html.index("drones")
    assert "naloxone" not in html
    monday = timezone.localdate() - datetime.timedelta(days=timezone.localdate().weekday())
    assert display(monday.isoformat()) in html


def test_one_click_starts_a_synonym(admin_client: Client) -> None:
    asked("body & camera")
    html = admin_client.get(REPORT).content.decode()
    address = "/admin/synonyms/new/?words=body+%26+camera"
    assert f'href="{address}"' in html
    assert 'value="body &amp; camera"' in admin_client.get(address).content.decode()


@pytest.mark.parametrize("text", ["=1+1", "@sum", "-1", "+1"])
def test_spreadsheet_takes_no_search_for_a_formula(admin_client: Client, text: str) -> None:
    asked(text)
    assert rows(admin_client)[0]["Searched for"] == f"'{text}"


def test_only_editors_read_it(client: Client) -> None:
    assert client.get(REPORT).status_code == 302
    user = get_user_model().objects.create_user("reader", password="x")
    client.force_login(user)
    assert client.get(REPORT).status_code in {302, 403}


def test_empty_report_is_a_page(admin_client: Client) -> None:
    assert admin_client.get(REPORT).status_code == 200
    assert rows(admin_client) == []
