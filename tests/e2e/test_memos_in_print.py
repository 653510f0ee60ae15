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
