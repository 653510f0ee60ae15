"""The worker as an operator runs it: a process of its own, set by the environment."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from portal.search.engines.elasticsearch import ElasticsearchEngine
from tests.demo_server import PROJECT, copied, environment

from .odd_search_servers import refusing, replying, stops_in_a_batch
from .servers import index_of_test


@pytest.fixture
def environment_of_worker(
    prepared_demo: Path, tmp_path: Path, opensearch_server: dict[str, Any]
) -> dict[str, str]:
    [address] = opensearch_server["addresses"]
    server = {"ELASTICSEARCH_URL": address, "ELASTICSEARCH_INDEX": index_of_test()}
    return environment(copied(prepared_demo, tmp_path / "data")) | server


@pytest.fixture
def engine(
    environment_of_worker: dict[str, str], opensearch_server: dict[str, Any]
) -> Iterator[ElasticsearchEngine]:
    index = environment_of_worker["ELASTICSEARCH_INDEX"]
    engine = ElasticsearchEngine(**opensearch_server, index=index)
    yield engine
    engine.indices.remove_all()


def manage(environment_of_worker: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env=environment_of_worker,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_worker_makes_a_missing_index_and_ends_when_told_to(
    environment_of_worker: dict[str, str], engine: ElasticsearchEngine
) -> None:
    command = [sys.executable, "manage.py", "search_worker"]
    worker = subprocess.Popen(command, cwd=PROJECT, env=environment_of_worker)
    try:
        deadline = time.monotonic() + 60
        while engine.indices.current() is None:
            assert worker.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.2)
        os.kill(worker.pid, signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
    finally:
        worker.kill()
        worker.wait()
    told = manage(environment_of_worker, "search_index", "status")
    assert f"answers from {engine.indices.current()}" in told
    told = manage(environment_of_worker, "search_index", "verify")
    assert told == "The search index holds what the pages say.\n"


CHANGES = """
from portal.pages.models import KnowledgePage
for page in KnowledgePage.objects.live().order_by("pk").specific()[:30]:
    page.summary = "Changed while the server was away."
    page.save()
"""


def test_worker_killed_in_the_middle_of_a_batch_leaves_nothing_lost(
    environment_of_worker: dict[str, str], engine: ElasticsearchEngine
) -> None:
    manage(environment_of_worker, "search_index", "rebuild")
    away = environment_of_worker | {"ELASTICSEARCH_URL": refusing()}
    manage(away, "shell", "--no-imports", "-c", CHANGES)
    has_stopped = threading.Event()
    address = environment_of_worker["ELASTICSEARCH_URL"]
    with replying(stops_in_a_batch(address, has_stopped)) as stopping:
        through_it = environment_of_worker | {"ELASTICSEARCH_URL": stopping}
        command = [sys.executable, "manage.py", "search_worker"]
        worker = subprocess.Popen(command, cwd=PROJECT, env=through_it)
        try:
            assert has_stopped.wait(timeout=60)
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait()
    [told] = re.findall(r"Waiting: (\d+) changes", status(environment_of_worker))
    assert int(told) >= 30
    assert "told" in manage(environment_of_worker, "search_worker", "--once")
    assert "Waiting: 0 changes" in status(environment_of_worker)
    told = manage(environment_of_worker, "search_index", "verify")
    assert told == "The search index holds what the pages say.\n"


def status(environment_of_worker: dict[str, str]) -> str:
    return manage(environment_of_worker, "search_index", "status")


@pytest.mark.django_db
def test_worker_says_where_it_has_no_server_to_tell(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("search_worker", "--once")
    assert "no search server to tell" in capsys.readouterr().out
