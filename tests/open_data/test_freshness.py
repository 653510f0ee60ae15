"""What is said of since when an answer holds, and that nobody keeps an old one for new."""

import time
from typing import Any

import pytest
from django.test import Client
from django.utils.http import http_date

from portal.pages.models import CityPage
from tests.records import city, front_page

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/api/v1/cities"


@pytest.fixture
def akron() -> CityPage:
    return city(front_page(), "Akron")


def asked(address: str = LIST, **headers: str) -> Any:
    return Client().get(address, headers=headers)


def test_an_answer_that_is_kept_is_not_sent_twice_to_one_who_has_it(akron: CityPage) -> None:
    first = asked()
    assert asked(**{"If-None-Match": first["ETag"]}).status_code == 304
    assert asked(**{"If-None-Match": '"another"'}).status_code == 200


@pytest.mark.parametrize("address", [LIST, "/sources.csv"])
def test_a_change_makes_every_older_date_and_mark_invalid(akron: CityPage, address: str) -> None:
    # The state of the database is seen here first.
    asked("/questions.csv")
    time.sleep(1.1)
    first = asked(address)
    same = {"If-Modified-Since": first["Last-Modified"]}
    assert asked(address, **same).status_code == 304
    akron.title = "Akron, Ohio"
    akron.save_revision().publish()
    assert asked(address, **same).status_code == 200


def test_within_the_second_of_a_change_no_date_is_given(akron: CityPage) -> None:
    akron.save_revision().publish()
    assert "Last-Modified" not in asked()


def test_a_date_from_before_a_change_is_no_excuse(akron: CityPage) -> None:
    assert asked(**{"If-Modified-Since": http_date(time.time() - 3600)}).status_code == 200
