"""Gets what the tests need beside Python packages; says what is missing where it cannot."""

import os
import shutil
import subprocess
import sys

# Command, Debian package, what it is for.
NEEDED = (
    ("chromium", "chromium", "browser tests"),
    ("node", "nodejs", "the style sheet's test"),
    ("npm", "npm", "the style sheet's test"),
    ("java", "default-jre-headless", "the HTML checker"),
)


def missing() -> list[tuple[str, str, str]]:
    return [needed for needed in NEEDED if not shutil.which(needed[0])]


def install(packages: list[str]) -> None:
    """Installs Debian packages, as root or with sudo."""
    prefix = [] if os.geteuid() == 0 else ["sudo"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", *packages]):
        subprocess.run([*prefix, "apt-get", *arguments], env=environment, check=True)


def main() -> int:
    lacks = missing()
    if lacks and shutil.which("apt-get"):
        packages = [package for _command, package, _purpose in lacks]
        print(f"Installing {', '.join(packages)} …", file=sys.stderr)  # noqa: T201  (a command)
        install(packages)
        lacks = missing()
    for command, _package, purpose in lacks:
        print(f"Missing: {command}, for {purpose}. Install it, then: make test", file=sys.stderr)  # noqa: T201  (a command)
    return len(lacks)


if __name__ == "__main__":
    sys.exit(bool(main()))
