"""What holds for every kind of page, in a real browser and for a strict HTML checker."""

import gzip
import json
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response

from tests.demo_server import PROJECT, DemoSite
from tests.page_kinds import PAGE_KINDS

pytestmark = pytest.mark.browser

every_page = pytest.mark.parametrize("path", PAGE_KINDS.values(), ids=PAGE_KINDS.keys())


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
@every_page
def test_axe_finds_nothing(page: Page, demo_site: DemoSite, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(demo_site.url(path))
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@every_page
def test_nothing_is_wider_than_a_small_phone(page: Page, demo_site: DemoSite, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(demo_site.url(path))
    page.eval_on_selector_all("main details", "all => all.forEach(one => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@every_page
def test_the_page_is_light_and_stays_at_home(
    chromium: Browser, demo_site: DemoSite, path: str
) -> None:
    """At most 100 kB in at most 10 requests, none to another host, without a cookie."""
    context = chromium.new_context()
    page = context.new_page()
    answers: list[Response] = []
    problems: list[str] = []
    page.on("response", lambda answer: answers.append(answer))
    page.on("console", lambda message: problems.append(message.text))
    page.goto(demo_site.url(path), wait_until="networkidle")
    assert len(answers) <= 10
    assert all(answer.url.startswith(demo_site.address) for answer in answers)
    sizes = [answer.request.sizes() for answer in answers]
    weight = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    assert weight <= 100_000
    cookies = {cookie["name"] for cookie in context.cookies()}
    assert cookies <= ({"csrftoken"} if path == "/contact/" else set())
    assert [text for text in problems if "404" not in text] == []
    context.close()


@every_page
def test_a_page_has_one_first_heading_and_a_way_past_the_masthead(
    page: Page, demo_site: DemoSite, path: str
) -> None:
    page.goto(demo_site.url(path))
    assert page.locator("h1").count() == 1
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_html_checker_finds_no_error(demo_site: DemoSite, tmp_path: Path) -> None:
    for name, path in PAGE_KINDS.items():
        (tmp_path / f"{name.replace(' ', '-')}.html").write_bytes(fetch(demo_site.url(path)))
    jar = PROJECT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", str(tmp_path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    messages: list[dict[str, Any]] = json.loads(answer.stderr)["messages"]
    words = [f"{Path(m.get('url', '')).name}: {m['message']} {m.get('extract')}" for m in messages]
    assert words == []


def test_a_missing_page_and_a_missing_source_answer_404(demo_site: DemoSite) -> None:
    for path in ("/no-such-page/", "/sources/NO-SUCH-SOURCE/", "/metrics/no-such-metric/"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(demo_site.url(path))
        assert refused.value.code == 404


ABSURD = (
    "page=-1",
    "page=abc",
    "page=99999999999999999999",
    "page=1&page=2",
    "unknown=filter",
    "q=%00",
    "q=%22",
    "q=" + "a" * 7000,
    "q[]=1",
    "page=%00",
)


@pytest.mark.parametrize("query", ABSURD, ids=lambda query: query[:20])
@every_page
def test_absurd_parameters_are_answered_in_words(
    demo_site: DemoSite, path: str, query: str
) -> None:
    address = demo_site.url(path) + ("&" if "?" in path else "?") + query
    try:
        with urllib.request.urlopen(address) as answer:
            status = answer.status
    except urllib.error.HTTPError as refused:
        status = refused.code
    assert status in {200, 400, 404}


def test_static_files_are_compressed_and_kept_for_a_year(demo_site: DemoSite) -> None:
    html = fetch(demo_site.url("/")).decode()
    path = html.split('rel="stylesheet" href="')[1].split('"')[0]
    request = urllib.request.Request(demo_site.url(path), headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(gzip.decompress(answer.read())) > 0


def fetch(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address) as answer:
            body: bytes = answer.read()
    except urllib.error.HTTPError as refused:
        body = refused.read()
    return body
