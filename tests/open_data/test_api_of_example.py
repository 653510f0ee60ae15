"""What programs get of the example through the API."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from programs.metrics.figure_list import public_figures
from programs.models import ProgramPage
from tests.records import make_private

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


def get(address: str, status: int = 200, **headers: str) -> Any:
    response = Client().get(f"/api/v1/{address}", headers=headers)
    assert response.status_code == status, response.content
    return response


def test_pages_of_a_list_lead_through_all_of_it_once() -> None:
    found, address = [], "/api/v1/observations?per_page=200&sort=program"
    while address:
        page = Client().get(address).json()
        found += [each["id"] for each in page["results"]]
        address = page["next"]
    assert len(found) == len(set(found)) == page["count"] == public_figures().count()


def test_a_list_is_narrowed_as_its_page_is() -> None:
    of_list = get("programs?state=Ohio&status=operating").json()
    assert [each["id"] for each in of_list["results"]] == ["dayton-oh/mru"]


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("programs/durham-nc/heart", "facts"),
        ("playbooks/playbooks/call-triage-dispatch", "practices"),
        ("visits/cambridge-ma/durham-january-2024", "lessons"),
    ],
)
def test_a_record_has_its_parts_with_their_sources(address: str, part: str) -> None:
    record = get(address).json()
    assert record["id"] == address.partition("/")[2]
    assert all(each["sources"] or each.get("gap") for each in record[part])
    assert get(f"sources/{record[part][0]['sources'][0]}").json()["publisher"]


def test_search_answers_as_its_own_address_does() -> None:
    ours = get("search?q=dispatch+training&kind=playbook").json()
    assert ours == Client().get("/search.json?q=dispatch+training&kind=playbook").json()


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("programs?status=nonsense", 422, "status: Input should be"),
        ("programs?state=Atlantis", 422, "“Atlantis” is not known (State or province)."),
        ("programs?statsu=ended", 422, "There is no parameter statsu. These are: "),
        ("programs?per_page=100000", 422, "per_page: Input should be less than or equal to 200."),
        ("programs?page=9", 404, "There is no page 9; the last one is 1."),
        ("programs/no/such", 404, "There is no “no/such” here."),
        ("nonsense", 404, "There is nothing here."),
        ("observations/%00", 400, "This address cannot be read"),
        ("nothing/%00", 400, "This address cannot be read"),
        ("search?q=dispatch&kind=nonsense", 422, "“nonsense” is not known (Kind)."),
        ("search?q=dispatch&year=1e999", 422, "“1e999” is not known (Year)."),
        ("search?q=dispatch&knid=playbook", 422, "There is no parameter knid. These are: q, "),
        ("search?q=dispatch&sort=nope", 422, "sort: Input should be 'relevance'"),
        ("search?q=dispatch&page=1000000000", 422, "page: Input should be less than"),
        ("search?q=dispatch&page=99", 404, "There is no page 99; the last one is "),
    ],
)
def test_problems_say_what_to_change(address: str, status: int, words: str) -> None:
    response = get(address, status)
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    problem = response.json()
    assert problem["status"] == status
    assert words in problem["detail"]


def test_nobody_fetches_the_same_twice() -> None:
    first = get("programs/durham-nc/heart")
    again = get("programs/durham-nc/heart", 304, **{"If-None-Match": first["ETag"]})
    assert again.content == b""
    get("programs/denver-co/star", 200, **{"If-None-Match": first["ETag"]})


def test_other_sites_may_read_and_nobody_may_write() -> None:
    asked = Client().options("/api/v1/programs")
    assert asked.status_code == 204
    assert "If-None-Match" in asked["Access-Control-Allow-Headers"]
    assert get("programs")["Access-Control-Allow-Origin"] == "*"
    refused = Client().post("/api/v1/programs", {})
    assert refused.status_code == 405
    assert refused["Content-Type"] == "application/problem+json"


def test_what_is_not_public_is_in_no_answer() -> None:
    heart = ProgramPage.objects.get(slug="heart")
    assert get("playbooks/playbooks/call-triage-dispatch").json()["practices"][0]["program"]
    make_private(heart)
    addresses = ["programs", "observations?per_page=200", "definitions?per_page=200", "metrics"]
    for address in [*addresses, "playbooks", "visits", "search?q=HEART"]:
        answer = get(address).content.decode()
        # Other pages may name the program in their own words.
        assert "durham-nc/heart" not in answer, address
    get("programs/durham-nc/heart", 404)


LISTS = ["programs", "cities", "playbooks", "visits", "metrics", "definitions", "observations"]


@pytest.mark.parametrize("name", [*LISTS, "sources"])
def test_a_page_of_results_takes_as_many_queries_for_many_records_as_for_few(name: str) -> None:
    counts = []
    for size in (2, 2, 13):
        with CaptureQueriesContext(connection) as queries:
            assert len(get(f"{name}?per_page={size}").json()["results"]) == size
        counts.append(len(queries))
    assert counts[1] == counts[2]
    assert counts[2] <= 9


def test_wagtail_s_own_api_is_not_there() -> None:
    assert Client().get("/api/v2/pages/").status_code == 404
    assert Client().get("/api/v3/pages/").status_code == 404
