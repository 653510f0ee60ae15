"""The specimen in a real browser: accessible, and nothing wider than the window."""

import threading
from collections.abc import Iterator
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.urls import clear_url_caches, set_urlconf
from playwright.sync_api import Browser, Page
from pytest_django import Settings

pytestmark = pytest.mark.browser


class QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
        """Tests print nothing."""


@pytest.fixture
def address(settings: Settings) -> Iterator[str]:
    """The specimen served without a database, so a query would show as an error."""
    settings.ROOT_URLCONF = "tests.theme.urls"
    clear_url_caches()
    set_urlconf(None)
    application = StaticFilesHandler(get_wsgi_application())
    server = make_server("127.0.0.1", 0, application, handler_class=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/specimen/"
    server.shutdown()
    server.server_close()
    thread.join()


def open_page(chromium: Browser, address: str, width: int, **options: object) -> Page:
    page = chromium.new_page(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
    page.goto(address)
    return page


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_with_every_source_open_or_closed(
    chromium: Browser, address: str, width: int
) -> None:
    page = open_page(chromium, address, width)
    closed = Axe().run(page)
    assert closed.violations_count == 0, closed.generate_report()
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    opened = Axe().run(page)
    assert opened.violations_count == 0, opened.generate_report()
    page.close()


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_nothing_is_wider_than_the_window(chromium: Browser, address: str, width: int) -> None:
    page = open_page(chromium, address, width)
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    wide = page.evaluate(
        "[...document.querySelectorAll('main *, header *, footer *')]"
        ".filter(one => one.getBoundingClientRect().right > innerWidth + 1)"
        ".map(one => one.outerHTML.slice(0, 120))"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width, wide
    page.close()


def test_sources_and_menu_open_without_script(chromium: Browser, address: str) -> None:
    page = open_page(chromium, address, 360, java_script_enabled=False)
    page.locator("summary", has_text="Menu").click()
    assert page.locator(".menu__panel a", has_text="Playbooks").is_visible()
    page.locator("summary", has_text="Menu").click()
    mark = page.locator(".facts .source").first
    mark.locator("summary").click()
    assert mark.locator(".source-panel").is_visible()
    page.close()


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(
    chromium: Browser, address: str
) -> None:
    page = open_page(chromium, address, 1280)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


def test_the_page_needs_few_requests_and_only_its_own_host(chromium: Browser, address: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address, wait_until="networkidle")
    assert len(requests) <= 10
    assert all(url.startswith(address.removesuffix("/specimen/")) for url in requests)
    page.close()
