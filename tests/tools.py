"""Gets what the tests need beside Python packages; says what is missing where it cannot."""

import ctypes
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

# Command or library, other names that serve, Debian packages, what it is for.
NEEDED = (
    (
        "chromium-headless-shell",
        ("chromium-browser", "google-chrome"),
        "chromium-headless-shell fonts-liberation",
        "tests in a browser",
    ),
    ("node", (), "nodejs", "the style sheet's test"),
    ("npm", (), "npm", "the style sheet's test and the HTML checker"),
    ("java", (), "default-jre-headless", "the HTML checker"),
    ("initdb", (), "postgresql", "tests on PostgreSQL"),
    ("mvn", (), "maven", "the search servers"),
    ("unzip", (), "unzip", "the search servers"),
    ("javac", (), "default-jdk-headless", "the search servers"),
    ("openssl", (), "openssl", "a search server with a certificate"),
    ("libpango-1.0.so.0", (), "libpango-1.0-0", "PDF files of memos"),
    ("libpangoft2-1.0.so.0", (), "libpangoft2-1.0-0", "PDF files of memos"),
    ("libharfbuzz-subset.so.0", (), "libharfbuzz-subset0", "PDF files of memos"),
)
PAUSES = (5, 20, 60)


def missing() -> list[tuple[str, str, str]]:
    """Command, package and purpose of what is not here."""
    return [
        (command, package, purpose)
        for command, others, package, purpose in NEEDED
        if not any(map(is_here, (command, *others)))
    ]


def is_here(command: str) -> bool:
    if ".so." in command:
        return _can_be_loaded(command)
    # Debian keeps PostgreSQL's programs off the path, to have several versions beside each other.
    off_path = Path("/usr/lib/postgresql").glob(f"*/bin/{command}")
    return shutil.which(command) is not None or any(off_path)


def _can_be_loaded(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install(packages: list[str]) -> None:
    """Installs Debian packages as root or with sudo; a mirror that fails is asked again."""
    prefix = [] if os.geteuid() == 0 else ["sudo"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    quiet_install = ["install", "-y", "-qq", "--no-install-recommends", *packages]
    for arguments in (["update", "-qq"], quiet_install):
        for pause in (*PAUSES, None):
            command = [*prefix, "apt-get", *arguments]
            code = subprocess.call(command, env=environment, stdout=sys.stderr)
            if code == 0 or pause is None:
                break
            time.sleep(pause)


def main() -> int:
    lacks = missing()
    can_install = shutil.which("apt-get") and (os.geteuid() == 0 or shutil.which("sudo"))
    if lacks and can_install:
        packages = " ".join(package for _command, package, _purpose in lacks).split()
        print(f"Installing {', '.join(packages)} …", file=sys.stderr)
        install(packages)
        lacks = missing()
    for command, _package, purpose in lacks:
        print(f"Missing: {command}, for {purpose}.", file=sys.stderr)
    if lacks:
        names = " ".join(package for _command, package, _purpose in lacks)
        print(
            "Install them, then type  make test  again. "
            f"On Debian and Ubuntu: apt-get install {names}",
            file=sys.stderr,
        )
    return 1 if lacks else 0


if __name__ == "__main__":
    sys.exit(main())
