"""What tests share: the demonstration as it is served, a browser, and the field's data."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser
from wagtail.models import Collection, Locale, Page, Site

from tests.browser import running_chromium
from tests.demo_server import PROJECT, DemoSite, is_prepared, prepare, served
from tests.servers.postgresql import LACKS, programs, running_postgresql

# Playwright's synchronous interface keeps an event loop in this thread, in which Django would
# refuse the database. Nothing here runs queries concurrently.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A busy machine is no fault of what is tested.
hypothesis.settings.register_profile("portal", deadline=None, max_examples=150)
hypothesis.settings.load_profile("portal")


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
    with running_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def postgresql_address() -> Iterator[str]:
    """Of a PostgreSQL server for this run; required where CI is set."""
    if programs() is None:
        if os.environ.get("CI"):
            pytest.fail(LACKS)
        pytest.skip(LACKS)
    with running_postgresql() as address:
        yield address


@pytest.fixture(autouse=True)
def _wagtail_roots(request: pytest.FixtureRequest) -> None:
    """Wagtail's root page, site and locale, which tests with real transactions flush away."""
    marker = request.node.get_closest_marker("django_db")
    fixtures = {"db", "transactional_db", "live_server"} & set(request.fixturenames)
    if marker is None and not fixtures:
        return
    is_transactional = (marker and marker.kwargs.get("transaction")) or fixtures - {"db"}
    request.getfixturevalue("transactional_db" if is_transactional else "db")
    if not Page.objects.filter(depth=1).exists():
        Locale.objects.get_or_create(language_code="en")
        root = Page.add_root(instance=Page(title="Root", slug="root"))
        Site.objects.create(hostname="localhost", root_page=root, is_default_site=True)
        Collection.add_root(name="Root")


@pytest.fixture(scope="session")
def prepared_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demonstration set up; made once for all workers of a run."""
    of_run = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        of_run = of_run.parent
    folder = of_run / "prepared demo"
    with (of_run / "prepared-demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_prepared(folder):
            prepare(folder)
    return folder


@pytest.fixture(scope="session")
def demo_site(prepared_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    """The demonstration for tests that only read."""
    with served(prepared_demo, tmp_path_factory.mktemp("demo")) as site:
        yield site


@pytest.fixture
def own_demo_site(prepared_demo: Path, tmp_path: Path) -> Iterator[DemoSite]:
    """A demonstration of a test's own, to write in."""
    with served(prepared_demo, tmp_path) as site:
        yield site
