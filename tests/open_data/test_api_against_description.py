"""Every GET of the API, with made-up parameters, answers as its description says."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi import checks

from tests.open_data.test_api_description import SNAPSHOT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]

load_all_checks()
DESCRIPTION = json.loads(SNAPSHOT.read_text())


@pytest.fixture
def _kept_connection() -> Iterator[None]:
    """A server closes its connection after a request; the test's own transaction is in it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_kept_connection")
@pytest.mark.parametrize("path", DESCRIPTION["paths"])
def test_every_get_answers_as_described(path: str) -> None:
    schema = schemathesis.openapi.from_dict(DESCRIPTION)
    schema.app = get_wsgi_application()

    @settings(max_examples=15, suppress_health_check=list(HealthCheck))
    @given(case=schema[path]["GET"].as_strategy())
    def answers(case: Any) -> None:
        # A word that no record has is refused although the description allows any word.
        plain = {"Accept-Encoding": "identity"}
        case.call_and_validate(headers=plain, excluded_checks=[checks.positive_data_acceptance])

    answers()
