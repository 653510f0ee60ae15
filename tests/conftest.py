"""What tests share: the demonstration as it is served, a browser, and the field's data."""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from wagtail.models import Locale, Page, Site

PROJECT = Path(__file__).resolve().parent.parent

# Playwright's synchronous interface keeps an event loop in this thread, in which Django would
# refuse the database. Nothing here runs queries concurrently.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The field's data beside the project; required where CI is set."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        lacks = "the folder `shared` does not stand beside the project"
        if os.environ.get("CI"):
            pytest.fail(lacks)
        pytest.skip(lacks)
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("There is no chromium. `make test` says how to get one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def wagtail_roots(transactional_db: None) -> None:
    """Wagtail's root page, site and locale, which transactional tests flush away."""
    Locale.objects.get_or_create(language_code="en")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Site.objects.exists():
        root = Page.get_first_root_node()
        Site.objects.create(hostname="localhost", root_page=root, is_default_site=True)


@dataclass(frozen=True)
class DemoSite:
    """A running demonstration: its address, its data, and who may sign in."""

    address: str
    data_dir: Path
    passwords: dict[str, str]

    def url(self, path: str) -> str:
        return f"{self.address}{path}"


@pytest.fixture(scope="session")
def prepared_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demonstration set up; made once for all workers of a run."""
    shared_by_workers = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared_by_workers = shared_by_workers.parent
    folder = shared_by_workers / "prepared demo"
    with (shared_by_workers / "prepared-demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "demo-static-files").exists():
            folder.mkdir(exist_ok=True)
            command = [sys.executable, "manage.py", "demo_serve", "--prepare-only"]
            subprocess.run(command, cwd=PROJECT, env=_environment(folder), check=True)
    return folder


@pytest.fixture(scope="session")
def demo_site(
    prepared_demo: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DemoSite]:
    """The demonstration for tests that only read."""
    with _served(prepared_demo, tmp_path_factory.mktemp("demo")) as site:
        yield site


@pytest.fixture
def own_demo_site(prepared_demo: Path, tmp_path: Path) -> Iterator[DemoSite]:
    """A demonstration of a test's own, to write in."""
    with _served(prepared_demo, tmp_path) as site:
        yield site


@contextmanager
def _served(prepared: Path, folder: Path) -> Iterator[DemoSite]:
    data_dir = folder / "data"
    # Static files are the same for all and large.
    shutil.copytree(prepared, data_dir, ignore=shutil.ignore_patterns("static"))
    (data_dir / "static").symlink_to(prepared / "static")
    port = _free_port()
    arguments = ["--workers=2", f"--bind=127.0.0.1:{port}", "--log-level=warning", "portal.wsgi"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *arguments], cwd=PROJECT, env=_environment(data_dir)
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(lambda: _answers(f"{address}/robots.txt"), server)
        entries = json.loads((data_dir / "demo-sign-ins.json").read_text())
        passwords = {entry["username"]: entry["password"] for entry in entries}
        yield DemoSite(address, data_dir, passwords)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _environment(data_dir: Path) -> dict[str, str]:
    return os.environ | {
        "DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False


def _wait_for(is_ready: Callable[[], bool], server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while not is_ready():
        if server.poll() is not None:
            pytest.fail(f"The server ended by itself with {server.returncode}.")
        if time.monotonic() > deadline:
            pytest.fail("The server does not answer after 60 seconds.")
        time.sleep(0.1)
