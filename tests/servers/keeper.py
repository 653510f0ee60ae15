"""Starts a server for a test run and ends it when the last process that uses it is gone.

A process of its own, because the workers of a run begin and end as they like, and because a run
that is killed ends nothing itself. Users hold a shared lock on a file; the system lets go of it
with them, whatever happens to them.
"""

import fcntl
import json
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from . import processes
from .elasticsearch import PASSWORD, USER, prepared_cluster
from .opensearch import OpenSearch


class Server(Protocol):
    def start(self) -> None: ...

    def end(self) -> None: ...


# What a kind of server is, and what is told of it.
Started = tuple[Server, dict[str, Any]]


def _elasticsearch(folder: Path) -> Started:
    cluster = prepared_cluster(folder, 1, is_secured=True)
    [node] = cluster.nodes
    told = {"addresses": [node.address], "user": USER, "password": PASSWORD}
    return cluster, told | {"ca_file": str(node.certificate)}


def _cluster(folder: Path) -> Started:
    cluster = prepared_cluster(folder, 3)
    nodes = [[str(node.folder), node.port] for node in cluster.nodes]
    return cluster, {"addresses": [node.address for node in cluster.nodes], "nodes": nodes}


def _opensearch(folder: Path) -> Started:
    server = OpenSearch(folder)
    server.prepare()
    return server, {"addresses": [server.address]}


KINDS: dict[str, Callable[[Path], Started]] = {
    "elasticsearch": _elasticsearch,
    "cluster": _cluster,
    "opensearch": _opensearch,
}


def keep(kind: str, of_run: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix=f"portal-{kind}-"))
    folder.chmod(0o755)
    try:
        server, told = KINDS[kind](folder)
        try:
            server.start()
            _tell(of_run / "ready.json", told)
            with (of_run / "users.lock").open() as users:
                fcntl.flock(users, fcntl.LOCK_EX)
                server.end()
                (of_run / "ready.json").unlink(missing_ok=True)
        finally:
            server.end()
    except Exception:
        outputs = [path.read_text(errors="replace")[-3000:] for path in folder.rglob("output")]
        _tell(of_run / "failed.json", {"why": "\n".join([traceback.format_exc(), *outputs])})
    finally:
        processes.wait_until(lambda: _removed(folder), 20)


def _tell(file: Path, told: dict[str, Any]) -> None:
    """At once or not at all: others wait for the file."""
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(told))
    unfinished.rename(file)


def _removed(folder: Path) -> bool:
    """A process that is just ending may still write."""
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


if __name__ == "__main__":
    keep(sys.argv[1], Path(sys.argv[2]))
