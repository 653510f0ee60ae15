import re
import tomllib
from pathlib import Path

import pytest

from tests.demo_server import PROJECT

LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*(?:\[[a-z,]+\])?==[^\s;]+)", re.MULTILINE)


def pins(lock: str) -> set[str]:
    return set(PIN.findall((PROJECT / lock).read_text()))


def canonical(requirement: str) -> str:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None
    return re.sub(r"[-_.]+", "-", name[0]).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock: str) -> None:
    packages = re.split(r"\n(?=[a-z0-9])", (PROJECT / lock).read_text().strip())
    assert len(packages) > 30
    assert [package for package in packages if "--hash=sha256:" not in package] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_machine(lock: str) -> None:
    text = (PROJECT / lock).read_text()
    assert not re.search(r"://|index-url|find-links|(?:^|\s)/\w", text)


def test_the_developers_lock_holds_all_that_runs_the_portal() -> None:
    assert pins(LOCKS[0]) <= pins(LOCKS[1])


def test_what_the_project_declares_is_locked() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    for lock, declared in (
        (LOCKS[0], project["dependencies"]),
        (LOCKS[1], project["dependencies"] + extras["dev"]),
    ):
        locked = {canonical(pin) for pin in pins(lock)}
        assert {canonical(requirement) for requirement in declared} - locked == set()


def test_the_style_sheets_lock_has_hashes_and_no_address() -> None:
    text = Path(PROJECT / "package-lock.json").read_text()
    assert '"integrity"' in text
    assert '"resolved"' not in text
