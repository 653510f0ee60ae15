"""One visit to a page in a browser, and all that is wrong with the page."""

import re
from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, ViewportSize

from tests.demo_server import DemoSite

BYTES, REQUESTS = 100_000, 10
PHONE: ViewportSize = {"width": 320, "height": 640}
# Letter paper without the margins that the style sheet sets, in pixels.
SHEET: ViewportSize = {"width": round((8.5 - 2 * 0.6) * 96), "height": 940}
# What sticks out of the sheet, and what a box cuts off.
CLIPPED = """() => [...document.body.querySelectorAll("*")].filter(element => {
  const box = element.getBoundingClientRect()
  if (box.width <= 1 || box.height <= 1) return false
  const isCut = getComputedStyle(element).overflowX !== "visible"
    && element.scrollWidth > element.clientWidth + 1
  return isCut || box.left < -1 || box.right > innerWidth + 1
}).map(element => `${element.tagName} ${element.className} ${element.textContent.slice(0, 40)}`)"""
PAGE_OF_PDF = re.compile(rb"/Type\s*/Page\b")


def open_details(page: Page) -> None:
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")


def looked_at(page: Page) -> Iterator[str]:
    """What is wrong with how an open page lies on a small phone and on paper."""
    open_details(page)
    yield from narrow(page)
    page.emulate_media(media="print")
    page.set_viewport_size(SHEET)
    yield from (f"clipped in print: {element}" for element in page.evaluate(CLIPPED))
    page.emulate_media(media="null")


def visited(chromium: Browser, site: DemoSite, path: str) -> Iterator[str]:
    """The problems of a page, in words, for somebody who comes with an empty cache."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    answers: list[Response] = []
    messages: list[str] = []
    page.on("response", lambda answer: answers.append(answer))
    page.on("console", lambda message: messages.append(message.text))
    page.goto(site.url(path))
    yield from weighed(answers, site)
    yield from (f"console: {text}" for text in messages if "404" not in text)
    allowed = {"csrftoken"} if path.startswith("/contact/") else set()
    cookies = {str(cookie["name"]) for cookie in context.cookies()}
    yield from (f"cookie: {name}" for name in cookies - allowed)
    open_details(page)
    found = Axe().run(page)
    if found.violations_count:
        yield found.generate_report()
    if not PAGE_OF_PDF.search(page.pdf(format="Letter")):
        yield "prints no sheet"
    context.close()


def weighed(answers: list[Response], site: DemoSite) -> Iterator[str]:
    asked = [answer for answer in answers if not answer.url.partition("?")[0].endswith(".svg")]
    if len(asked) > REQUESTS:
        yield f"{len(asked)} requests"
    elsewhere = [answer.url for answer in answers if not answer.url.startswith(site.address)]
    yield from (f"asks {url}" for url in elsewhere)
    sizes = [answer.request.sizes() for answer in answers]
    weight = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    if weight > BYTES:
        yield f"{weight} bytes"


def narrow(page: Page) -> Iterator[str]:
    page.set_viewport_size(PHONE)
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > PHONE["width"]:
        yield f"{width} px wide on a phone of {PHONE['width']}"
