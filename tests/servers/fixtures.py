"""The servers as fixtures, for tests of what talks to them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from .elasticsearch import Cluster, Node
from .running import locked, running

Options = dict[str, Any]


@pytest.fixture(scope="session")
def elasticsearch_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Options]:
    """Options of an engine that asks Elasticsearch: with a password, and over TLS."""
    with running("elasticsearch", tmp_path_factory) as told:
        who = f"{told['user']}:{quote(told['password'])}@"
        [address] = told["addresses"]
        yield {"addresses": [address.replace("//", f"//{who}")], "ca_file": told["ca_file"]}


@pytest.fixture(scope="session")
def opensearch_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Options]:
    with running("opensearch", tmp_path_factory) as told:
        yield {"addresses": told["addresses"]}


@pytest.fixture(scope="session")
def shared_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cluster, Path]]:
    with running("cluster", tmp_path_factory) as told:
        nodes = [Node(Path(folder), port, is_secured=False) for folder, port in told["nodes"]]
        yield Cluster(nodes), Path(told["nodes"][0][0]).parent


@pytest.fixture
def cluster(shared_cluster: tuple[Cluster, Path]) -> Iterator[Cluster]:
    """Three nodes for a test that pulls them away; one test at a time, and whole before each."""
    whole, folder = shared_cluster
    with locked(folder / "in-use.lock"):
        whole.start()
        yield whole
        for node in whole.nodes:
            node.thaw()
