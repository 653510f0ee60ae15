"""The search box while somebody types: keyboard, pointer, screen reader, and without script."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.demo_server import DemoSite

pytestmark = [pytest.mark.browser, pytest.mark.demo_server]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def box(page: Page, demo_site: DemoSite) -> Locator:
    """The box of the home page, with a list open below it."""
    page.goto(demo_site.url("/"))
    box = page.locator("#home-search")
    type_in(box, "dur")
    return box


def type_in(box: Locator, words: str) -> None:
    box.press_sequentially(words)
    expect(listbox(box)).to_be_visible()


def listbox(box: Locator) -> Locator:
    return box.page.locator(f"#{box.get_attribute('aria-controls')}")


def marked(box: Locator) -> str:
    """Words of the option that a screen reader is told of; nothing where it is on the box."""
    option = box.get_attribute("aria-activedescendant")
    if option is None:
        return ""
    selected = listbox(box).locator('[aria-selected="true"]')
    assert selected.get_attribute("id") == option
    return selected.inner_text()


def test_a_city_is_chosen_with_the_keyboard(box: Locator, demo_site: DemoSite) -> None:
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "true")
    said = box.page.locator('form:has(#home-search) [role="status"]')
    expect(said).to_contain_text("suggestions. Down arrow to choose.")
    assert marked(box) == ""
    box.press("ArrowDown")
    assert "Durham" in marked(box)
    box.press("ArrowDown")
    second = marked(box)
    box.press("ArrowUp")
    assert marked(box) != second
    box.press("ArrowUp")
    assert marked(box) == "Search for “dur”"
    box.press("ArrowDown")
    expect(box).to_be_focused()
    box.press("Enter")
    box.page.wait_for_url(demo_site.url("/cities/durham-nc/"))


def test_home_end_and_typing_lead_back_into_the_words(box: Locator) -> None:
    for key in ("Home", "End", "ArrowLeft", "h"):
        box.press("ArrowDown")
        assert marked(box)
        box.press(key)
        assert marked(box) == ""
    expect(box).to_have_value("duhr")


def test_enter_in_the_words_searches_for_them(box: Locator, demo_site: DemoSite) -> None:
    box.press("Enter")
    box.page.wait_for_url(demo_site.url("/search/?q=dur"))


def test_escape_closes_then_empties_and_tab_goes_on(box: Locator) -> None:
    box.press("Escape")
    expect(listbox(box)).to_be_hidden()
    expect(box).to_have_value("dur")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("ArrowDown")
    expect(listbox(box)).to_be_visible()
    box.press("Tab")
    expect(listbox(box)).to_be_hidden()
    expect(box.page.locator("form:has(#home-search) button")).to_be_focused()
    box.press("Escape")
    expect(box).to_have_value("")


def test_an_option_is_tapped_on_a_small_phone(chromium: Browser, demo_site: DemoSite) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto(demo_site.url("/"))
    box = page.locator("#home-search")
    type_in(box, "dispatch")
    options = listbox(box).get_by_role("option")
    sizes = [option.bounding_box() for option in options.all()]
    assert all(size and size["height"] >= 24 and size["width"] >= 24 for size in sizes)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    address = options.first.get_attribute("href")
    options.first.tap()
    page.wait_for_url(demo_site.url(str(address)))
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_in_the_open_list(box: Locator, width: int) -> None:
    box.page.set_viewport_size({"width": width, "height": 900})
    box.press("ArrowDown")
    found = Axe().run(box.page)
    assert found.violations_count == 0, found.generate_report()


def test_the_box_of_a_kind_offers_that_kind_alone(page: Page, demo_site: DemoSite) -> None:
    page.goto(demo_site.url("/playbooks/"))
    box = page.locator("#search-inside")
    type_in(box, "di")
    groups = listbox(box).get_by_role("group")
    assert [group.get_attribute("aria-label") for group in groups.all()] == ["Playbook", "Search"]


def test_only_the_last_words_are_asked_for_and_answered(page: Page, demo_site: DemoSite) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url.rsplit("=", 1)[1])
        route.continue_()

    page.route("**/search/suggestions?*", answer)
    page.goto(demo_site.url("/cities/"))
    box = page.locator("#masthead-search")
    box.press_sequentially("d")
    box.press_sequentially("urham")
    expect(listbox(box).get_by_role("option").first).to_contain_text("Durham")
    assert asked == ["durham"]


def test_a_server_that_does_not_answer_leaves_a_plain_form(page: Page, demo_site: DemoSite) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(demo_site.url("/cities/"))
    page.route("**/search/suggestions?*", lambda route: route.abort())
    box = page.locator("#masthead-search")
    box.press_sequentially("durham")
    page.wait_for_timeout(400)
    expect(listbox(box)).to_be_hidden()
    box.press("Enter")
    page.wait_for_url(demo_site.url("/search/?q=durham"))
    assert problems == []


def test_without_script_the_box_is_a_form(chromium: Browser, demo_site: DemoSite) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo_site.url("/"))
    box = page.locator("#home-search")
    assert box.get_attribute("role") is None
    box.fill("durham")
    box.press("Enter")
    page.wait_for_url(demo_site.url("/search/?q=durham"))
    context.close()
