"""The servers as fixtures, for tests of what talks to them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from . import running
from .downloads import MissingError
from .elasticsearch import Cluster, Node

Options = dict[str, Any]


@contextmanager
def running_in_test_run(
    kind: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """Required where CI is set; elsewhere a machine without downloads skips what needs them."""
    folder = tmp_path_factory.getbasetemp()
    of_run = folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
    try:
        with running.running(kind, of_run) as told:
            yield told
    except MissingError as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(f"The search server could not be set up: {error}")


@pytest.fixture(scope="session")
def elasticsearch_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Options]:
    """Options of an engine that asks Elasticsearch: with a password, and over TLS."""
    with running_in_test_run("elasticsearch", tmp_path_factory) as told:
        who = f"{told['user']}:{quote(told['password'])}@"
        [address] = told["addresses"]
        yield {"addresses": [address.replace("//", f"//{who}")], "ca_file": told["ca_file"]}


@pytest.fixture(scope="session")
def opensearch_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Options]:
    with running_in_test_run("opensearch", tmp_path_factory) as told:
        yield {"addresses": told["addresses"]}


@pytest.fixture(scope="session")
def shared_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cluster, Path]]:
    with running_in_test_run("cluster", tmp_path_factory) as told:
        nodes = [Node(Path(folder), port, is_secured=False) for folder, port in told["nodes"]]
        yield Cluster(nodes), Path(told["nodes"][0][0]).parent


@pytest.fixture
def cluster(shared_cluster: tuple[Cluster, Path]) -> Iterator[Cluster]:
    """Three nodes for a test that pulls them away; one test at a time, and whole before each."""
    whole, folder = shared_cluster
    with running.locked(folder / "in-use.lock"):
        whole.start()
        yield whole
        for node in whole.nodes:
            node.thaw()
