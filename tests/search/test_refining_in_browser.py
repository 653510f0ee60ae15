"""The page of results narrowed, sorted and turned without a new page, and without script."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.demo_server import DemoSite
from tests.e2e.visit import open_details

pytestmark = [pytest.mark.browser, pytest.mark.demo_server]

ADDRESS = "/search/?q=dispatch"


class Results:
    """A page of results that knows whether it was loaded anew."""

    def __init__(self, page: Page, site: DemoSite, address: str = ADDRESS) -> None:
        self.page, self.site = page, site
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda message: self.problems.append(message.text))
        page.goto(site.url(address))
        page.evaluate("window.isTheSame = true")
        self.count = page.locator("#list")
        self.said = page.locator("body > [role=status]")

    def is_the_same(self) -> bool:
        return bool(self.page.evaluate("window.isTheSame === true"))

    def expect_address(self, query: str) -> None:
        expect(self.page).to_have_url(self.site.url(f"/search/{query}"))

    def expect_said(self) -> None:
        expect(self.said).to_have_text(self.count.inner_text())
        assert self.count.inner_text().split()[0] in self.page.title()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_facets_and_chips_narrow_the_same_page(page: Page, demo_site: DemoSite) -> None:
    results = Results(page, demo_site)
    whole = results.count.inner_text()
    box = page.locator("#kind-playbook")
    box.focus()
    page.keyboard.press("Space")
    results.expect_address("?kind=playbook&q=dispatch")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    assert results.count.inner_text() != whole
    results.expect_said()

    page.locator("label[for=kind-program]").click()
    results.expect_address("?kind=program&kind=playbook&q=dispatch")
    page.get_by_role("link", name="Remove: Kind: Playbook").click()
    results.expect_address("?q=dispatch&kind=program")
    expect(results.count).to_be_focused()
    expect(box).not_to_be_checked()
    results.expect_said()

    page.go_back()
    results.expect_address("?kind=program&kind=playbook&q=dispatch")
    expect(box).to_be_checked()
    page.go_back()
    page.go_back()
    results.expect_address("?q=dispatch")
    expect(results.count).to_have_text(whole)
    page.go_forward()
    expect(box).to_be_checked()
    assert results.is_the_same()
    assert results.problems == []


def test_sorting_keeps_the_focus_and_turning_leads_to_the_count(
    page: Page, demo_site: DemoSite
) -> None:
    results = Results(page, demo_site)
    newest = page.get_by_role("link", name="newest")
    newest.click()
    results.expect_address("?q=dispatch&sort=newest")
    expect(newest).to_have_attribute("aria-current", "true")
    expect(newest).to_be_focused()
    page.get_by_role("link", name="Next").click()
    results.expect_address("?q=dispatch&sort=newest&page=2")
    expect(results.count).to_be_focused()
    expect(results.count).to_be_in_viewport()
    assert results.is_the_same()
    # Back from a page of the answer.
    address = page.url
    page.locator(".hit__title a").first.click()
    page.wait_for_url(lambda url: "/search/" not in url)
    page.go_back()
    expect(page).to_have_url(address)
    expect(page.locator(".usa-pagination [aria-current=page]")).to_have_text("2")


def test_what_was_opened_and_typed_stays(page: Page, demo_site: DemoSite) -> None:
    results = Results(page, demo_site)
    page.locator(".facet > summary", has_text="Topic").click()
    page.locator("#q").fill("dispatchers")
    page.locator("label[for=kind-playbook]").click()
    results.expect_address("?kind=playbook&q=dispatch")
    expect(page.locator(".facet", has_text="Topic").first).to_have_attribute("open", "")
    expect(page.locator("#q")).to_have_value("dispatchers")
    expect(page.locator("#q")).to_have_attribute("role", "combobox")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search/?q=dispatchers&kind=playbook")


def test_on_a_phone_the_button_shows_the_list(chromium: Browser, demo_site: DemoSite) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    results = Results(context.new_page(), demo_site)
    page = results.page
    page.get_by_role("link", name="Narrow these results").tap()
    page.locator("label[for=kind-playbook]").tap()
    page.wait_for_timeout(300)
    results.expect_address("?q=dispatch#narrow")
    page.get_by_role("button", name="Show these").tap()
    results.expect_address("?kind=playbook&q=dispatch")
    expect(results.count).to_be_visible()
    expect(results.count).to_be_focused()
    expect(page.locator("#narrow")).to_be_hidden()
    assert results.is_the_same()
    context.close()


def test_axe_finds_nothing_on_the_refined_page(page: Page, demo_site: DemoSite) -> None:
    results = Results(page, demo_site)
    page.locator("label[for=kind-playbook]").click()
    results.expect_address("?kind=playbook&q=dispatch")
    open_details(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("fault", ["refused", "error", "elsewhere"])
def test_what_cannot_be_fetched_is_visited(page: Page, demo_site: DemoSite, fault: str) -> None:
    def answer(route: Route) -> None:
        if route.request.resource_type == "document":
            route.continue_()
        elif fault == "refused":
            route.abort()
        elif fault == "error":
            route.fulfill(status=500, body="<p>No</p>")
        else:
            route.fulfill(status=200, content_type="text/html", body="<p>Sign in here</p>")

    Results(page, demo_site)
    page.route("**/search/?*", answer)
    page.locator("label[for=kind-playbook]").click()
    page.wait_for_url("**/search/?kind=playbook&q=dispatch")
    page.wait_for_function("window.isTheSame === undefined")
    expect(page.locator("#kind-playbook")).to_be_checked()


def test_without_script_the_form_has_a_button(chromium: Browser, demo_site: DemoSite) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo_site.url(ADDRESS))
    page.locator("label[for=kind-playbook]").click()
    page.get_by_role("button", name="Show these").click()
    page.wait_for_url("**/search/?kind=playbook&q=dispatch")
    page.get_by_role("link", name="Remove: Kind: Playbook").click()
    page.wait_for_url("**/search/?q=dispatch")
    context.close()


def test_only_pages_of_results_bring_the_script(page: Page, demo_site: DemoSite) -> None:
    for path, is_there in {ADDRESS: 1, "/search/": 1, "/": 0, "/cities/durham-nc/": 0}.items():
        page.goto(demo_site.url(path))
        assert page.locator("script[src*=refine]").count() == is_there, path
