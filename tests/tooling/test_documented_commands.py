"""What README and docs tell people to type works."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.demo_server import PROJECT

TEXTS = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *(PROJECT / "docs").rglob("*.md")]
CODE = re.compile(r"```sh\n(.*?)```|`([^`\n]+)`", re.DOTALL)
# They ask questions; that they exist is all that can be seen here.
OF_A_SEARCH_SERVER = {"search_worker", "search_index rollback"}
ASKING = {"createsuperuser", "changepassword"}


def documented() -> list[str]:
    """Commands in order of appearance: lines of shell blocks, and commands in running text."""
    commands = []
    for text in TEXTS:
        for block, inline in CODE.findall(text.read_text()):
            lines = [line.split(" #")[0].strip() for line in (block or inline).splitlines()]
            commands += [line for line in lines if line]
    return list(dict.fromkeys(commands))


def of_make() -> list[str]:
    return [c for c in documented() if re.match(r"([A-Z]+=\S+ )*make( |$)", c)]


def of_django() -> list[str]:
    return [c for c in documented() if re.match(r"(python )?manage\.py ", c)]


@pytest.mark.parametrize("command", of_make())
def test_make_knows_the_documented_command(command: str) -> None:
    words = shlex.split(command)
    settings = [word for word in words if "=" in word]
    targets = [word for word in words if "=" not in word][1:]
    dry_run = ["make", "--dry-run", *targets, *settings]
    subprocess.run(dry_run, cwd=PROJECT, check=True, capture_output=True)


def test_make_help_lists_every_command() -> None:
    answer = subprocess.run(
        ["make", "--no-print-directory"], cwd=PROJECT, check=True, capture_output=True, text=True
    ).stdout
    makefile = (PROJECT / "Makefile").read_text()
    phony = makefile.split(".PHONY:")[1].split("\n\n")[0].replace("\\", "").split()
    inner = {"environment", "developing", "node-packages"}
    listed = {line.split()[1]: line.split()[2:] for line in answer.splitlines()}
    assert set(listed) == set(phony) - inner
    assert all(listed.values())


def test_the_documented_management_commands_run(tmp_path: Path) -> None:
    environment = os.environ | {
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
    }
    commands = of_django()
    # Everything else needs tables, wherever in the texts they are mentioned.
    commands.sort(key=lambda command: "manage.py migrate" not in command)
    for command in commands:
        arguments = shlex.split(command.removeprefix("python ").removeprefix("manage.py "))
        needs_more = "FILE" in arguments or arguments[0] in ASKING
        if needs_more or " ".join(arguments) in OF_A_SEARCH_SERVER:
            arguments = [arguments[0], "--help"]
        answer = subprocess.run(
            [sys.executable, PROJECT / "manage.py", *arguments],
            # Some write files to where they are typed.
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert answer.returncode == 0, f"{command}\n{answer.stdout}{answer.stderr}"
