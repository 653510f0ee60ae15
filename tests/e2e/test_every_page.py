"""What holds for every page of the example in a real browser, and for every kind of page."""

import gzip
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.demo_server import DemoSite
from tests.e2e.crawl import Crawl, fetch
from tests.e2e.structures import with_every_structure
from tests.e2e.visit import looked_at, open_details, visited
from tests.page_kinds import PAGE_KINDS

every_kind = pytest.mark.parametrize("path", PAGE_KINDS.values(), ids=PAGE_KINDS.keys())

# So many tests share the pages, and workers share the tests.
SHARES = 8
LARGEST = 10


@pytest.fixture(scope="session")
def telling_pages(crawl: Crawl) -> list[str]:
    """One page of each kind, those that have what no other has, and the largest."""
    html = {path: page.html for path, page in crawl.pages.items()}
    largest = sorted(html, key=lambda path: len(html[path]))[-LARGEST:]
    return with_every_structure(html, [*PAGE_KINDS.values(), *largest])


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("share", range(SHARES))
def test_pages_of_every_structure_are_accessible_light_and_printable(
    chromium: Browser, demo_site: DemoSite, telling_pages: list[str], share: int
) -> None:
    """axe finds nothing; at most 100 kB in at most 10 requests beside charts, none to another
    host."""
    paths = telling_pages[share::SHARES]
    problems = {path: list(visited(chromium, demo_site, path)) for path in paths}
    assert {path: found for path, found in problems.items() if found} == {}


@pytest.mark.browser
@pytest.mark.parametrize("share", range(SHARES))
def test_no_text_of_any_page_is_too_wide_for_a_phone_or_a_sheet(
    page: Page, demo_site: DemoSite, crawl: Crawl, share: int
) -> None:
    problems = {}
    for path in list(crawl.pages)[share::SHARES]:
        page.goto(demo_site.url(path))
        problems[path] = list(looked_at(page))
    assert {path: found for path, found in problems.items() if found} == {}


@pytest.mark.browser
@every_kind
def test_axe_finds_nothing_on_a_phone(page: Page, demo_site: DemoSite, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(demo_site.url(path))
    open_details(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.browser
@every_kind
def test_there_is_a_way_past_the_masthead(page: Page, demo_site: DemoSite, path: str) -> None:
    page.goto(demo_site.url(path))
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


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
@every_kind
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
    html = fetch(demo_site.url("/")).html
    path = html.split('rel="stylesheet" href="')[1].split('"')[0]
    request = urllib.request.Request(demo_site.url(path), headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(gzip.decompress(answer.read())) > 0
