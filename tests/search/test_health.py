"""What is told to whatever watches over the portal."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from portal.search.engines import get_server
from tests.demo_server import PROJECT

from . import odd_search_servers as odd
from .servers import guarded

ASKED_WITHOUT_DATABASE = """
import django
django.setup()
from django.test import Client
for address in ("/health/live", "/health/ready"):
    answer = Client(SERVER_NAME="127.0.0.1").get(address)
    print(answer.status_code, answer.text)
"""


def asked(client: Client, address: str) -> tuple[int, dict[str, str]]:
    answer = client.get(address)
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.status_code, answer.json()


@pytest.mark.django_db
class TestHealth:
    def test_live_needs_no_query(self, client: Client, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(0):
            assert asked(client, "/health/live") == (200, {"status": "live"})

    def test_ready_names_database_and_search(self, client: Client) -> None:
        status, told = asked(client, "/health/ready")
        assert (status, told["status"]) == (200, "ready")
        assert (told["database"], told["search"]) == ("ready", "ready")

    def test_without_the_search_server_it_is_degraded_and_ready(
        self, client: Client, settings: Any
    ) -> None:
        settings.SEARCH_ENGINE = guarded({"addresses": [odd.refusing()]})
        assert get_server() is not None
        status, told = asked(client, "/health/ready")
        assert (status, told["status"]) == (200, "degraded")
        assert (told["database"], told["search"]) == ("ready", "degraded")


def test_without_the_database_it_lives_and_is_not_ready(tmp_path: Path) -> None:
    settings = {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
    }
    answers = subprocess.run(
        [sys.executable, "-c", ASKED_WITHOUT_DATABASE],
        cwd=PROJECT,
        env=os.environ | settings,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.splitlines()
    statuses = [answer.split(" ", 1)[0] for answer in answers]
    told = [json.loads(answer.split(" ", 1)[1])["status"] for answer in answers]
    assert (statuses, told) == (["200", "503"], ["live", "down"])
