"""Elasticsearch as its vendor builds it: a process per node, one node or three."""

import base64
import json
import os
import shutil
import signal
import ssl
import subprocess
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.demo_server import free_port

from . import processes
from .downloads import HERE, elasticsearch_zip, need_tools

USER, PASSWORD = "elastic", "for tests only"
HEAP = "-Xms512m -Xmx512m"


@dataclass
class Node:
    """One server process; whoever knows its folder can end and start it."""

    folder: Path
    port: int
    is_secured: bool

    @property
    def address(self) -> str:
        return f"{'https' if self.is_secured else 'http'}://127.0.0.1:{self.port}"

    @property
    def certificate(self) -> Path | None:
        return self.folder / "config" / "node.pem" if self.is_secured else None

    @property
    def process_id(self) -> int:
        """Of the server itself, not of what started it."""
        return int((self.folder / "pid").read_text())

    def start(self) -> None:
        (self.folder / "pid").unlink(missing_ok=True)
        command = [str(self.folder.parent / "home" / "bin" / "elasticsearch"), "--pidfile"]
        processes.start(
            [*command, str(self.folder / "pid")],
            self.folder,
            {
                "ES_JAVA_HOME": str(java_home()),
                "ES_JAVA_OPTS": HEAP,
                "ES_PATH_CONF": str(self.folder / "config"),
            },
            self.folder / "output",
        )

    def kill(self) -> None:
        processes.end(self.folder)
        processes.wait_until(lambda: not self.answers(), 20)

    def freeze(self) -> None:
        os.kill(self.process_id, signal.SIGSTOP)

    def thaw(self) -> None:
        if (self.folder / "group").exists():
            os.kill(self.process_id, signal.SIGCONT)

    def answers(self, path: str = "/_cluster/health") -> bytes | None:
        request = urllib.request.Request(self.address + path)
        if not self.is_secured:
            return processes.answers(request)
        secret = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        request.add_header("Authorization", f"Basic {secret}")
        return processes.answers(request, context=self._trust)

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.certificate))


class Cluster:
    """Nodes that know each other, in one folder."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = list(nodes)

    def start(self) -> None:
        """Those that do not run; returns when all are joined and hold all data."""
        for node in self.nodes:
            if not (node.folder / "group").exists():
                node.start()
        processes.wait_until(self.is_whole)

    def end(self) -> None:
        for node in self.nodes:
            processes.end(node.folder)

    def is_whole(self) -> bool:
        for node in self.nodes:
            health = json.loads(node.answers() or "{}")
            if health.get("number_of_nodes") != len(self.nodes) or health["status"] != "green":
                return False
        return True


def java_home() -> Path:
    need_tools("javac")
    return Path(str(shutil.which("javac"))).resolve().parent.parent


def prepared_cluster(folder: Path, how_many: int, is_secured: bool = False) -> Cluster:
    """All files of a cluster that has not been started yet."""
    home = folder / "home"
    with_version = folder / "unpacked"
    command = ["unzip", "-q", str(elasticsearch_zip()), "-d", str(with_version)]
    subprocess.run(command, check=True)
    next(with_version.iterdir()).rename(home)
    _install_token_filters(home)
    ports = [free_port() for _ in range(2 * how_many)]
    nodes = [
        Node(folder / f"node-{number}", ports[number], is_secured) for number in range(how_many)
    ]
    for node, transport_port in zip(nodes, ports[how_many:], strict=True):
        _configure(node, home, transport_port, ports[how_many:])
    processes.hand_over(folder)
    return Cluster(nodes)


def _install_token_filters(home: Path) -> None:
    source = HERE / "token_filters"
    plugin = home / "plugins" / "token-filters"
    classes = home / "classes"
    subprocess.run(
        [
            *("javac", "--release", "17", "-proc:none", "-d", str(classes)),
            *("-cp", f"{home}/lib/*"),
            *map(str, source.glob("*.java")),
        ],
        check=True,
    )
    plugin.mkdir(parents=True)
    shutil.make_archive(str(plugin / "token-filters"), "zip", classes)
    (plugin / "token-filters.zip").rename(plugin / "token-filters.jar")
    for name in ("stable-plugin-descriptor.properties", "named_components.json"):
        shutil.copy(source / name, plugin)
    shutil.rmtree(classes)


def _configure(node: Node, home: Path, transport_port: int, transport_ports: list[int]) -> None:
    config = node.folder / "config"
    shutil.copytree(home / "config", config)
    settings: dict[str, object] = {
        "cluster.name": "portal-tests",
        "node.name": node.folder.name,
        "path.data": str(node.folder / "data"),
        "path.logs": str(node.folder / "logs"),
        "http.host": "127.0.0.1",
        "http.port": node.port,
        "transport.host": "127.0.0.1",
        "transport.port": transport_port,
        "action.destructive_requires_name": False,
        "cluster.routing.allocation.disk.threshold_enabled": False,
        "xpack.security.enabled": node.is_secured,
    }
    if len(transport_ports) == 1:
        settings["discovery.type"] = "single-node"
    else:
        settings["discovery.seed_hosts"] = [f"127.0.0.1:{port}" for port in transport_ports]
        names = [f"node-{number}" for number in range(len(transport_ports))]
        settings["cluster.initial_master_nodes"] = names
    if node.is_secured:
        settings |= _secured(node, home)
    lines = (f"{name}: {json.dumps(value)}" for name, value in settings.items())
    (config / "elasticsearch.yml").write_text("\n".join(lines))


def _secured(node: Node, home: Path) -> dict[str, object]:
    """With a password, and a certificate that only who is given it trusts."""
    config = node.folder / "config"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30"),
            *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(config / "node-key.pem"), "-out", str(config / "node.pem")),
        ],
        check=True,
        capture_output=True,
    )
    keystore = str(home / "bin" / "elasticsearch-keystore")
    environment = os.environ | {"ES_JAVA_HOME": str(java_home()), "ES_PATH_CONF": str(config)}
    for arguments, text in ((["create"], ""), (["add", "-x", "bootstrap.password"], PASSWORD)):
        subprocess.run(
            [keystore, *arguments],
            input=text,
            text=True,
            env=environment,
            check=True,
            capture_output=True,
        )
    return {
        "xpack.security.http.ssl.enabled": True,
        "xpack.security.http.ssl.key": "node-key.pem",
        "xpack.security.http.ssl.certificate": "node.pem",
    }
