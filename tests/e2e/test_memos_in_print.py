"""Memos as a browser prints them."""

from io import BytesIO

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.demo_server import DemoSite

ADDRESSES = [
    "/cities/cambridge-ma/durham-january-2024/memo/",
    "/compare/memo/?program=durham-nc/heart&program=cambridge-ma/care",
    "/compare/memo/?program=durham-nc/heart&program=denver-co/star&program=new-york-ny/b-heard",
    (
        "/compare/memo/?program=new-orleans-la/mciu&program=albuquerque-nm/acs"
        "&program=minneapolis-mn/bcr&program=harris-county-tx/hart&program=toronto-on/tccs"
    ),
]


@pytest.mark.browser
@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_memo_prints_on_one_page(
    chromium: Browser, demo_site: DemoSite, address: str, paper: str
) -> None:
    page = chromium.new_page()
    page.goto(demo_site.url(address))
    printed = PdfReader(BytesIO(page.pdf(format=paper)))
    page.close()
    assert len(printed.pages) == 1
    assert "Sources" in printed.pages[0].extract_text()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "shown"), [(1280, "wide"), (360, "narrow")])
def test_a_memo_has_one_picture_that_fits_its_screen_and_the_wide_one_on_paper(
    chromium: Browser, demo_site: DemoSite, width: int, shown: str
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(demo_site.url(ADDRESSES[1]))
    pictures = page.locator(".memo__chart img:visible")
    assert pictures.evaluate_all("all => all.map(each => each.classList[0])") == [f"memo__{shown}"]
    assert pictures.evaluate("each => each.complete && each.naturalWidth > 0")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    printed = PdfReader(BytesIO(page.pdf(format="Letter")))
    page.emulate_media(media="print")
    assert pictures.evaluate_all("all => all.map(each => each.classList[0])") == ["memo__wide"]
    page.close()
    assert len(printed.pages) == 1
