"""Lists take as many queries for many records as for few.

`make bench-growth` says the same of 20,000 programs.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.pages.models import HomePage
from programs.metrics.models import MetricIndexPage
from programs.models import ProgramIndexPage
from tests.figures import figure, metric
from tests.records import cite, city, front_page, program

pytestmark = pytest.mark.django_db

LISTS = [
    "/",
    "/cities/",
    "/cities/?state=Ohio",
    "/programs/",
    "/programs/?state=Ohio&status=operating",
    "/programs/?sort=population",
    "/programs/?sort=figure",
    "/metrics/",
    "/metrics/calls-responded/",
    "/metrics/figures/",
    "/sources/",
    "/sitemap-pages.xml",
]


def test_lists_take_as_many_queries_for_30_programs_as_for_3(client: Client) -> None:
    home: HomePage = front_page()
    home.add_child(instance=ProgramIndexPage(title="Programs"))
    home.add_child(instance=MetricIndexPage(title="Metrics"))
    calls = metric(on_home_page=True)
    counts = []
    for numbers in (range(3), range(3, 30)):
        for number in numbers:
            page = program(city(home, f"City {number}"), f"Program {number}", status="operating")
            cite(page, ["status"])
            page.save()
            figure(calls, page, number)
        counts.append({path: queries_of(client, path) for path in LISTS})
    assert counts[0] == counts[1]


def queries_of(client: Client, path: str) -> int:
    """Of a list that was asked for before."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)
