"""Every kind of page of the example takes a small number of queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.example import example
from tests.page_kinds import PAGE_KINDS

__all__ = ["example"]

pytestmark = pytest.mark.django_db

PAGES = {name: path for name, path in PAGE_KINDS.items() if not path.startswith("/search/")}


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_page_takes_at_most_twelve_queries(
    client: Client, path: str, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client.get(path)  # the first use on a connection asks what the database can do
    with django_assert_max_num_queries(12):
        client.get(path)
