"""OpenSearch, whole, in one process."""

import json
import random
import shutil
import socket
import subprocess
import urllib.request
from pathlib import Path

from . import processes
from .downloads import HERE, opensearch_jars, recent_java

# The runner takes the port after the one that it is told, below its ports for nodes.
PORTS = range(9200, 9298)
HEAP = ("-Xms512m", "-Xmx512m")


class OpenSearch:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base_port = _free_base_port()
        self.cluster_name = f"portal-tests-{self.base_port}"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.base_port + 1}"

    def prepare(self) -> None:
        """Copies: the ordinary user cannot read every folder that a project stands in."""
        shutil.copytree(opensearch_jars(), self.folder / "jars")
        shutil.copytree(recent_java(), self.folder / "java")
        for program in ("java", "keytool"):
            (self.folder / "java" / "bin" / program).chmod(0o755)
        for helper in (self.folder / "java" / "lib").glob("jspawnhelper"):
            helper.chmod(0o755)
        _compile_thai_words(self.folder / "thai-words")
        processes.hand_over(self.folder)

    def start(self) -> None:
        command = [
            str(self.folder / "java" / "bin" / "java"),
            *HEAP,
            "-Djava.locale.providers=CLDR,SPI",
            *("-cp", f"{self.folder}/jars/*:{self.folder}/thai-words"),
            "org.codelibs.opensearch.runner.OpenSearchRunner",
            *("-basePath", str(self.folder / "data")),
            *("-numOfNode", "1"),
            *("-baseHttpPort", str(self.base_port)),
            *("-clusterName", self.cluster_name),
        ]
        processes.start(command, self.folder, {}, self.folder / "output")
        processes.wait_until(self.is_ours)

    def is_ours(self) -> bool:
        body = processes.answers(urllib.request.Request(f"{self.address}/_cluster/health"))
        health = json.loads(body or "{}")
        return bool(health.get("cluster_name") == self.cluster_name)

    def end(self) -> None:
        processes.end(self.folder)


def _compile_thai_words(folder: Path) -> None:
    source = HERE / "thai_words" / "ThaiWords.java"
    subprocess.run(["javac", "--release", "17", "-d", str(folder), str(source)], check=True)
    services = folder / "META-INF" / "services"
    services.mkdir(parents=True)
    (services / "java.text.spi.BreakIteratorProvider").write_text("portal.tests.ThaiWords")


def _free_base_port() -> int:
    for base_port in random.sample(PORTS, len(PORTS)):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", base_port + 1))
            except OSError:
                continue
            return base_port
    raise RuntimeError(f"No port between {PORTS.start} and {PORTS.stop} is free.")
